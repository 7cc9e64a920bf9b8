extension JSONString {
  /// Where the bytes that stand for themselves end: at a quote, a backslash or a control character. Looks at
  /// eight bytes at once.
  static func plainEnd(of text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe text.bytes
    while index &+ 8 <= text.count {
      // Eight bytes from here are inside the text.
      let marks = unsafe marks(
        in: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < text.count, isPlain(text[index]) { index &+= 1 }
    return index
  }

  /// The highest bit of each byte that does not stand for itself; the bits above the lowest may be wrong.
  @inline(__always)
  private static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ ones &* 0x22
    let backslash = word ^ ones &* 0x5C
    let control = (word &- ones &* 0x20) & ~word
    return (control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash)
      & ones &* 0x80
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
