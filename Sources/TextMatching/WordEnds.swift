/// Where words end: the rule behind `contains_word`, `\w` and `\b`.
///
/// A word is a run of letters and the combining marks on them; digits, signs and blanks end it, so the
/// word `slot` is in `slot88` and `cialis` is not in `specialist`. Han, kana, Hangul and Thai do not part
/// words by blanks: between such a letter and any other, a word may end.
enum WordEnds {
  /// True when no letter touches the bytes of `range` on either side.
  static func areWords(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard !range.isEmpty else { return false }
    if range.lowerBound > 0 {
      let outer = text.scalar(before: range.lowerBound)
      if !separates(outer, text.scalar(at: range.lowerBound).value) { return false }
    }
    if range.upperBound < text.count {
      let outer = text.scalar(at: range.upperBound).value
      if !separates(outer, text.scalar(before: range.upperBound)) { return false }
    }
    return true
  }

  private static func separates(_ outer: UInt32, _ inner: UInt32) -> Bool {
    !isLetter(outer) || isUnspaced(outer) || isUnspaced(inner)
  }

  /// True for letters and combining marks.
  static func isLetter(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x61...0x7A).contains(value | 0x20) }
    guard let scalar = Unicode.Scalar(value) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      return true
    default:
      return false
    }
  }

  /// True for what `\w` stands for: letters with their marks, ASCII digits, the underscore.
  static func isWordCharacter(_ value: UInt32) -> Bool {
    (0x30...0x39).contains(value) || value == 0x5F || isLetter(value)
  }

  /// True for letters of scripts that do not part words by blanks.
  static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x0E00: false
    case 0x0E00...0x0E7F: true  // Thai
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: true  // Hangul
    case 0x3005...0x3007, 0x3021...0x3029, 0x3038...0x303B: true  // Han signs and numerals
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: true  // kana
    case 0x2E80...0x2FDF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: true  // Han
    case 0x1_B000...0x1_B16F: true  // old kana
    case 0x2_0000...0x3_FFFF: true  // Han
    default: false
    }
  }
}
