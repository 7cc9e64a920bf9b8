/// Bytes in memory as a source, handed out in pieces of a chosen size.
package final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  /// A source of these bytes.
  ///
  /// - Parameters:
  ///   - bytes: What is read.
  ///   - chunk: The most bytes a single reading gives, at least 1; tests cut at every byte with 1.
  package init(_ bytes: [UInt8], chunk: Int = .max) {
    precondition(chunk > 0, "a chunk needs a byte")
    self.bytes = bytes
    self.chunk = chunk
  }

  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    let count = min(chunk, buffer.count, bytes.count - position)
    let bytes = bytes
    let span = bytes.span
    buffer.copy(from: span.extracting(position..<position + count))
    position += count
    return count
  }
}

extension MemorySource: RewindableSource {
  var canRewind: Bool { true }

  func rewind(to offset: Int) -> Bool {
    guard offset <= bytes.count else { return false }
    position = offset
    return true
  }
}

extension MemorySource: RandomAccessSource {
  package var size: Int? { bytes.count }

  package func read(
    at offset: Int, into buffer: inout MutableSpan<UInt8>
  ) throws(StreamError) -> Int {
    let start = min(max(offset, 0), bytes.count)
    let count = min(chunk, buffer.count, bytes.count - start)
    let bytes = bytes
    let span = bytes.span
    buffer.copy(from: span.extracting(start..<start + count))
    return count
  }
}

extension MutableSpan<UInt8> {
  /// Copies all of `source` to the front, which must have room for it.
  mutating func copy(from source: Span<UInt8>) {
    precondition(source.count <= count, "the bytes do not fit")
    // Two distinct pieces of memory, the lengths checked above.
    unsafe withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
    }
  }
}
