/// Text from strangers, fit for a terminal.
package enum TerminalText {
  /// The text in one line that can not steer the terminal or reorder what stands around it.
  ///
  /// Line breaks and tabs become blanks; control characters and bidirectional marks are spelled out
  /// as `\u{1b}`; what else is invisible is left out.
  package static func safe(_ text: String) -> String {
    VisibleText.of(text)
  }

  /// How many columns a text without control characters takes.
  ///
  /// - Source: Unicode Standard Annex 11, classes W and F; combining marks take none.
  package static func displayWidth(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The text if it takes at most `width` columns, else as much of its beginning as fits before a
  /// `…`.
  package static func truncated(_ text: String, to width: Int) -> String {
    if displayWidth(of: text) <= width { return text }
    guard width > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in text {
      let next = displayWidth(of: String(character))
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }

  /// Blanks that fill a text to `width` columns, in front of it or behind it.
  package static func padding(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth(of: text)))
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1160...0x11FF: return 0
    case 0x1F1E6...0x1F1FF: return 1
    default:
      return wide.contains { $0.contains(scalar.value) } || scalar.properties.isEmojiPresentation
        ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
  ]
}

extension TerminalText {
  /// The text with blanks behind it, so that it covers `width` columns.
  package static func padded(_ text: String, to width: Int) -> String {
    text + padding(text, to: width)
  }
}
