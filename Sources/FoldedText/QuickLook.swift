/// A look at the bytes of a plain text that spares the views it can have no part in.
///
/// It tells only what it is sure of: a view that it rules out would equal the plain view. The
/// functions that make the views are its oracle.
package struct QuickLook {
  /// Whether a word may mix scripts.
  var mayMixScripts = false
  /// Whether there may be a run of single letters, or a word with digits inside.
  var mayJoin = false

  private enum Class {
    case sign, latin, cyrillic, unspaced, digit, readableDigit, unknown
  }

  /// Looks at a plain text.
  package init(_ text: Span<UInt8>) {
    var offset = 0
    var singles = 0
    while offset < text.count {
      // One word, or one sign.
      var letters = 0
      var characters = 0
      var (hasLatin, hasCyrillic, hasReadable) = (false, false, false)
      word: while offset < text.count {
        let (found, length) = Self.class(of: text, at: offset)
        offset &+= length
        characters &+= 1
        switch found {
        case .sign:
          characters &-= 1
          break word
        case .latin:
          letters &+= 1
          hasLatin = true
        case .cyrillic:
          letters &+= 1
          hasCyrillic = true
        case .unspaced: letters &+= 1
        case .digit: break
        case .readableDigit: hasReadable = true
        case .unknown:
          mayMixScripts = true
          mayJoin = true
          return
        }
      }
      if characters == 1 { singles &+= 1 }
      if hasReadable, letters > 0 { mayJoin = true }
      if hasLatin, hasCyrillic { mayMixScripts = true }
    }
    if singles >= 4 { mayJoin = true }
  }

  @inline(__always)
  private static func `class`(of text: Span<UInt8>, at offset: Int) -> (Class, Int) {
    let first = text[offset]
    if first < 0x80 {
      if (first | 0x20) &- 0x61 < 26 { return (.latin, 1) }
      switch first {
      case 0x30, 0x31, 0x33, 0x34, 0x35, 0x37, 0x40, 0x24: return (.readableDigit, 1)
      case 0x32, 0x36, 0x38, 0x39: return (.digit, 1)
      default: return (.sign, 1)
      }
    }
    guard offset &+ 2 < text.count || offset &+ 1 < text.count && first < 0xE0 else {
      return (.unknown, 1)
    }
    let second = text[offset &+ 1]
    guard second & 0xC0 == 0x80 else { return (.unknown, 1) }
    switch first {
    // The signs × and ÷ lie among the letters.
    case 0xC3: return (second == 0x97 || second == 0xB7 ? .sign : .latin, 2)
    case 0xC4...0xC8: return (.latin, 2)
    case 0xD0, 0xD1: return (.cyrillic, 2)
    // General punctuation.
    case 0xE2 where second == 0x80: return (.sign, 3)
    // Kana; the middle dot between words is none.
    case 0xE3 where 0x81...0x83 ~= second:
      let isKana =
        switch (second, text[offset &+ 2]) {
        case (0x81, 0x81...0xBF), (0x82, 0x80...0x96), (0x82, 0xA1...0xBF): true
        case (0x83, 0x80...0xBA), (0x83, 0xBC...0xBE): true
        default: false
        }
      if isKana { return (.unspaced, 3) }
      return (second, text[offset &+ 2]) == (0x83, 0xBB) ? (.sign, 3) : (.unknown, 1)
    // Han and Hangul without their borders.
    case 0xE5...0xE9, 0xEB, 0xEC:
      return text[offset &+ 2] & 0xC0 == 0x80 ? (.unspaced, 3) : (.unknown, 1)
    default: return (.unknown, 1)
    }
  }
}
