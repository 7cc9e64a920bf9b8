/// Text from strangers, fit for HTML.
package enum HTMLText {
  /// The text in one line, for an element's content or a quoted attribute; never for a script, a
  /// style or an address.
  package static func safe(_ text: String) -> String {
    var escaped = ""
    for character in VisibleText.of(text).unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// The text in one line with every character visible, for a script that shows it as text.
  package static func visible(_ text: String) -> String { VisibleText.of(text) }
}
