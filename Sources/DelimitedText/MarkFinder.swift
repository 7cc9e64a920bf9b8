private import CByteMasks

/// Finds the bytes that may end something: separators, quotes, line feeds and carriage returns.
///
/// Looks at 64 bytes at once, and remembers what it saw of them; it must be asked of the same bytes only.
struct MarkFinder {
  private static let width = 64

  private let dialect: Dialect
  /// Where the bytes begin that `mask` tells of.
  private var base = 0
  /// A bit for each mark among these bytes.
  private var mask: UInt64 = 0
  /// The end of these bytes; 0: nothing was looked at yet.
  private var limit = 0

  init(_ dialect: Dialect) {
    self.dialect = dialect
  }

  /// The offset of the first mark from an offset on, or the number of bytes when there is none.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while true {
      if offset >= limit || offset < base {
        guard offset < bytes.count else { return bytes.count }
        look(at: bytes, from: offset)
      }
      let rest = mask >> UInt64(offset &- base)
      if rest != 0 { return offset &+ rest.trailingZeroBitCount }
      offset = limit
    }
  }

  /// Looks at the bytes from an offset on.
  private mutating func look(at bytes: Span<UInt8>, from start: Int) {
    base = start
    let count = min(MarkFinder.width, bytes.count - start)
    limit = start + count
    if count == MarkFinder.width {
      // All 64 bytes lie within the span.
      mask = unsafe bytes.withUnsafeBufferPointer { buffer in
        guard let first = buffer.baseAddress else { return 0 }
        let place = unsafe first + start
        return unsafe byte_mask_64(place, dialect.separator) | byte_mask_64(place, dialect.quote)
          | byte_mask_64(place, 0x0A) | byte_mask_64(place, 0x0D)
      }
      return
    }
    mask = 0
    for index in 0..<count {
      let byte = bytes[start + index]
      let isMark =
        byte == dialect.separator || byte == dialect.quote || byte == 0x0A || byte == 0x0D
      if isMark { mask |= 1 << UInt64(index) }
    }
  }
}
