/// Eight bytes at a time, for the loops over keys and strings.
extension Span<UInt8> {
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  private static var highs: UInt64 { 0x8080_8080_8080_8080 }

  /// The eight bytes at an offset, of which there must be eight.
  @inline(__always)
  private func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset &+ 8 <= count)
    // Inside the bounds that were checked.
    return unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// A bit for each byte of a word that is zero, and perhaps bits above the first of them.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

  /// Where from an offset on the first quote, backslash or control character may stand: none is before it.
  @inline(__always)
  func nextOfString(from start: Int) -> Int {
    var offset = start
    while offset &+ 8 <= count {
      let word = word(at: offset)
      let isSpecial =
        Span.zeroBytes(word ^ Span.ones &* 0x22) | Span.zeroBytes(word ^ Span.ones &* 0x5C)
        | (word &- Span.ones &* 0x20) & ~word & Span.highs
      if isSpecial != 0 { return offset &+ isSpecial.trailingZeroBitCount &>> 3 }
      offset &+= 8
    }
    return offset
  }

  /// How many line feeds stand in a range.
  func lineFeeds(_ range: Range<Int>) -> Int {
    var lines = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      while offset &+ 8 <= range.upperBound,
        Span.zeroBytes(word(at: offset) ^ Span.ones &* 0x0A) == 0
      {
        offset &+= 8
      }
      let end = Swift.min(offset &+ 8, range.upperBound)
      while offset < end {
        if self[offset] == 0x0A { lines &+= 1 }
        offset &+= 1
      }
    }
    return lines
  }

  /// Whether the bytes are those of another text.
  @inline(__always)
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var offset = 0
    while offset &+ 8 <= count {
      if word(at: offset) != other.word(at: offset) { return false }
      offset &+= 8
    }
    while offset < count {
      if self[offset] != other[offset] { return false }
      offset &+= 1
    }
    return true
  }
}

extension [UInt8] {
  /// Appends all bytes of a text.
  @inline(__always)
  package mutating func append(copying text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
