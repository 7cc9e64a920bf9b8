/// Characters that do not show, and bytes that do not print.
enum TextMarks {
  /// The blank or invisible character at an index, and its length.
  ///
  /// - Returns: The code that names it, `nil` for an ASCII blank; `nil` when it is neither.
  static func blank(in text: [UInt8], at index: Int) -> (code: DisavowCode?, length: Int)? {
    let first = text[index]
    if first == 0x20 || first == 0x09 { return (nil, 1) }
    guard first >= 0xC2 else { return nil }
    if first == 0xC2, index + 1 < text.count {
      switch text[index + 1] {
      case 0xA0: return (.unicodeSpace, 2)
      case 0xAD: return (.invisibleCharacter, 2)
      default: return nil
      }
    }
    guard index + 2 < text.count, first == 0xE2 || first == 0xE3 || first == 0xEF else {
      return nil
    }
    let value =
      UInt32(first & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6
      | UInt32(text[index + 2] & 0x3F)
    switch value {
    // The joiners U+200C and U+200D are no part of these: names in some scripts need them.
    case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
      return (.invisibleCharacter, 3)
    case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return (.unicodeSpace, 3)
    default: return nil
    }
  }

  /// A line without the blanks and invisible characters at its end.
  static func withoutEnd(_ line: String) -> String {
    let text = Array(line.utf8)
    var end = text.count
    while end > 0 {
      var index = end - 1
      while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
      guard let found = blank(in: text, at: index), index + found.length == end else { break }
      end = index
    }
    return end == text.count ? line : String(decoding: text[..<end], as: UTF8.self)
  }

  /// Text without line ends and control characters, and without blanks at its end.
  static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control
        || scalar.value == 0x2028 || scalar.value == 0x2029
      line.unicodeScalars.append(isControl ? " " : scalar)
    }
    return withoutEnd(line)
  }

  /// `%C3` for a byte.
  static func percentEncoded(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// A line as it can stand in a comment: damaged UTF-8 as U+FFFD, control characters as `\x00`.
  static func printable(_ raw: Span<UInt8>) -> String {
    var text = ""
    for scalar in String(decoding: raw, as: UTF8.self).unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + (digits.count < 2 ? "0" : "") + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

/// The encoding that Western editors mean when a text is no UTF-8.
enum Windows1252 {
  /// Decodes bytes that are not UTF-8.
  static func decode(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      let isOwn = byte >= 0x80 && byte < 0xA0
      text.unicodeScalars.append(isOwn ? high[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return text
  }

  /// 0x80 to 0x9F; the five bytes without a meaning are U+FFFD.
  private static let high = Array(
    """
    \u{20AC}\u{FFFD}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\
    \u{152}\u{FFFD}\u{17D}\u{FFFD}\u{FFFD}\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\
    \u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{FFFD}\u{17E}\u{178}
    """.unicodeScalars)
}
