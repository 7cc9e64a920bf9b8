import ByteKeys
import ByteStreams

/// The hash of a whole file, for telling whether it is the one that was read before.
enum ContentHash {
  private static let blockSize = 1 << 20

  /// The size and hash of all that a source holds from here on.
  static func ofAll(_ source: some ByteSource) throws(StreamError) -> (size: Int, hash: Int64) {
    let hasher = KeyedHash()
    var size = 0
    var hash: UInt64 = 0
    while true {
      let block = try source.readHead(blockSize)
      size += block.count
      hash = hasher.combine(hash, hasher.hash(block.span))
      if block.count < blockSize { return (size, Int64(bitPattern: hash)) }
    }
  }
}
