/// Bytes of a known number that can be read at any place.
package protocol RandomAccessSource: AnyObject {
  /// How many bytes there are; nil for a pipe, which cannot be read at any place.
  var size: Int? { get }

  /// Reads from a place to the front of `buffer`.
  ///
  /// - Returns: How many bytes were read; 0 only at the end.
  func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int
}

extension RandomAccessSource {
  /// The bytes of a range; fewer when the source ends before.
  func bytes(_ range: Range<Int>) throws(StreamError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var count = 0
    while count < bytes.count {
      var span = bytes.mutableSpan
      var rest = span._mutatingExtracting(count..<range.count)
      let read = try read(at: range.lowerBound + count, into: &rest)
      if read == 0 { break }
      count += read
    }
    bytes.removeSubrange(count...)
    return bytes
  }
}

/// A range of a random access source, read forwards.
final class RangeSource: ByteSource {
  private let source: any RandomAccessSource
  private var position: Int
  private let end: Int

  init(_ source: any RandomAccessSource, _ range: Range<Int>) {
    self.source = source
    position = range.lowerBound
    end = range.upperBound
  }

  func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    let count = min(buffer.count, end - position)
    if count == 0 { return 0 }
    var room = buffer._mutatingExtracting(0..<count)
    let read = try source.read(at: position, into: &room)
    position += read
    return read
  }
}
