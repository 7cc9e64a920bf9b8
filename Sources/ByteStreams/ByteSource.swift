/// Bytes read forwards, once.
package protocol ByteSource: AnyObject {
  /// Reads up to `buffer.count` bytes to the front of `buffer`.
  ///
  /// - Parameter buffer: Room for at least one byte.
  /// - Returns: How many bytes were read; 0 only at the end.
  /// - Throws: ``StreamError`` when the bytes cannot be had; an interrupted call is made again.
  func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int
}

/// A source that can go back, so that a damaged place can be read a second time.
protocol RewindableSource: ByteSource {
  /// Whether this source can go back, which pipes cannot.
  var canRewind: Bool { get }

  /// Goes to a byte counted from where reading began; `false` when this source cannot.
  func rewind(to offset: Int) -> Bool
}

extension ByteSource {
  /// Reads until `limit` bytes or the end.
  ///
  /// - Parameter limit: The most bytes to read.
  /// - Returns: The bytes; fewer than `limit` only at the end.
  /// - Throws: What `read(into:)` throws.
  package func readHead(_ limit: Int) throws(StreamError) -> [UInt8] {
    var head: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: limit)
    while head.count < limit {
      // Never asks for more than is left: what is past the head stays in the source.
      buffer.removeLast(buffer.count - (limit - head.count))
      var span = buffer.mutableSpan
      let count = try read(into: &span)
      if count == 0 { break }
      head.append(contentsOf: buffer[..<count])
    }
    return head
  }

  /// Reads everything that is left, for tests and small files.
  ///
  /// - Parameters:
  ///   - chunk: How many bytes to ask for at a time.
  ///   - sizeHint: How many bytes there probably are.
  ///   - limit: After so many bytes reading stops.
  /// - Returns: All bytes up to the end, or somewhat more than the limit.
  /// - Throws: What `read(into:)` throws.
  package func readAll(
    chunk: Int = 1 << 16, sizeHint: Int = 0, limit: Int = .max
  ) throws(StreamError) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(min(sizeHint, limit))
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      var span = buffer.mutableSpan
      let count = try read(into: &span)
      if count == 0 || all.count > limit { return all }
      all.append(contentsOf: buffer[..<count])
    }
  }
}
