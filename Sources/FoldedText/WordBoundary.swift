/// Where words begin and end: at non-letters; next to Han, kana, Hangul and Thai everywhere.
package enum WordBoundary {
  /// Whether a character is part of words: a letter, or a mark on one; digits are not.
  package static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (scalar.value | 0x20) &- 0x61 < 26 }
    switch scalar.value {
    // Latin, Cyrillic, kana, Han and Hangul, of which Unicode need not be asked.
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2C1, 0x400...0x481, 0x48A...0x52F: return true
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC...0x30FE: return true
    case 0x4E00...0x9FFC, 0xAC00...0xD7A3: return true
    default: break
    }
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter: return true
    default: return false
    }
  }

  /// Whether words of the character's script stand side by side without blanks.
  package static func isUnspacedScript(_ scalar: Unicode.Scalar) -> Bool {
    // U+0E00 Thai is the lowest of them.
    scalar.value >= 0x0E00 && Script(of: scalar).isUnspaced
  }

  /// Whether a word may begin at `offset`, a character border of UTF-8 text, 0 to the count.
  package static func isLeft(_ text: Span<UInt8>, at offset: Int) -> Bool {
    isBoundary(text, at: offset)
  }

  /// Whether a word may end before `offset`, a character border of UTF-8 text, 0 to the count.
  package static func isRight(_ text: Span<UInt8>, at offset: Int) -> Bool {
    isBoundary(text, at: offset)
  }

  @inline(__always)
  private static func isBoundary(_ text: Span<UInt8>, at offset: Int) -> Bool {
    guard offset > 0, offset < text.count else { return true }
    let (before, after) = (text[offset &- 1], text[offset])
    if before < 0x80, (before | 0x20) &- 0x61 >= 26 { return true }
    if after < 0x80, (after | 0x20) &- 0x61 >= 26 { return true }
    if before < 0x80, after < 0x80 { return false }
    let left = text.scalar(before: offset).scalar
    let right = text.scalar(at: offset).scalar
    return !isWordCharacter(left) || !isWordCharacter(right)
      || isUnspacedScript(left) || isUnspacedScript(right)
  }
}
