/// Steps through bytes that should be UTF-8.
enum UTF8Sequence {
  /// How many bytes the character beyond ASCII at `index` takes, and whether it is whole.
  ///
  /// A damaged one takes its longest part that could begin a character, so each gives one U+FFFD.
  ///
  /// - Source: Unicode 16, section 3.9, table 3-7 and "U+FFFD substitution of maximal subparts".
  static func length(of text: Span<UInt8>, at index: Int) -> (count: Int, isWhole: Bool) {
    let needed: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch text[index] {
    case 0xC2...0xDF: needed = 2
    case 0xE0: (needed, second) = (3, 0xA0...0xBF)
    case 0xED: (needed, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: needed = 3
    case 0xF0: (needed, second) = (4, 0x90...0xBF)
    case 0xF4: (needed, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: needed = 4
    default: return (1, false)
    }
    guard index + 1 < text.count, second.contains(text[index + 1]) else { return (1, false) }
    var count = 2
    while count < needed {
      guard index + count < text.count, text[index + count] & 0xC0 == 0x80 else {
        return (count, false)
      }
      count += 1
    }
    return (count, true)
  }
}
