import ByteKeys
import ByteStreams

/// The hash of a whole file, for telling whether it is the one that was read before.
enum ContentHash {
  private static let blockSize = 1 << 20

  /// The size and hash of all that a source holds from here on.
  static func ofAll(_ source: some ByteSource) throws(StreamError) -> (size: Int, hash: Int64) {
    let hasher = KeyedHash()
    var block = [UInt8](repeating: 0, count: blockSize)
    var size = 0
    var hash: UInt64 = 0
    while true {
      var count = 0
      // Whole blocks, however little the source gives at a time.
      while count < blockSize {
        var span = block.mutableSpan
        var room = span._mutatingExtracting(count..<blockSize)
        let read = try source.read(into: &room)
        if read == 0 { break }
        count += read
      }
      size += count
      hash = hasher.combine(hash, hasher.hash(block.span.extracting(..<count)))
      if count < blockSize { return (size, Int64(bitPattern: hash)) }
    }
  }
}
