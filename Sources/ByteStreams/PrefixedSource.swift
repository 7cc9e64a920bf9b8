/// A source whose first bytes were already taken, as if they had not been.
///
/// Also counts what it hands out.
final class PrefixedSource: ByteSource {
  private let source: any ByteSource
  private var prefix: [UInt8]
  private var position = 0
  /// Where the source itself stood when the prefix began.
  private let origin: Int
  /// How many bytes were taken from the source, the prefix among them.
  private(set) var bytesTaken: Int

  /// Puts `prefix`, the last bytes that came from `source`, back before it.
  ///
  /// - Parameters:
  ///   - prefix: The bytes that were taken.
  ///   - source: What gives the bytes behind them.
  ///   - origin: How many bytes came from the source before the prefix.
  init(_ prefix: [UInt8], before source: any ByteSource, origin: Int = 0) {
    self.prefix = prefix
    self.source = source
    self.origin = origin
    bytesTaken = origin + prefix.count
  }

  func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    if position < prefix.count {
      let count = min(buffer.count, prefix.count - position)
      let bytes = prefix
      let span = bytes.span
      buffer.copy(from: span.extracting(position..<position + count))
      position += count
      if position == prefix.count {
        prefix = []
        position = 0
      }
      return count
    }
    let count = try source.read(into: &buffer)
    bytesTaken += count
    return count
  }
}

extension PrefixedSource: RewindableSource {
  var canRewind: Bool { (source as? any RewindableSource)?.canRewind == true }

  func rewind(to offset: Int) -> Bool {
    guard let source = source as? any RewindableSource, source.rewind(to: origin + offset) else {
      return false
    }
    prefix = []
    position = 0
    bytesTaken = origin + offset
    return true
  }
}
