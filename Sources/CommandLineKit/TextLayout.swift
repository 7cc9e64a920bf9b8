/// Plain text in lines of limited width.
enum TextLayout {
  /// Breaks paragraphs into lines; indented lines and empty lines stay as they are.
  ///
  /// - Parameters:
  ///   - text: Paragraphs divided by empty lines.
  ///   - width: The longest line in characters, the indentation included; a longer word is not cut.
  ///   - indent: The spaces before every line.
  /// - Returns: The lines without line breaks.
  static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
    if text.isEmpty { return [] }
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var paragraph = ""
    func wrapParagraph() {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, indent + line.count + 1 + word.count > width {
          lines.append(margin + line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      if !line.isEmpty { lines.append(margin + line) }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix(" ") {
        wrapParagraph()
        lines.append(line.isEmpty ? "" : margin + line)
      } else {
        paragraph += " " + line
      }
    }
    wrapParagraph()
    return lines
  }

  /// Sets names and their explanations in two columns; a long name has a line of its own.
  static func table(_ rows: [(name: String, text: String)], width: Int) -> [String] {
    let widest = rows.map(\.name.count).filter { $0 <= 26 }.max() ?? 0
    let column = 2 + widest + 2
    return rows.flatMap { row -> [String] in
      var lines = lines(row.text, width: width, indent: column)
      let name = "  " + row.name
      if lines.isEmpty || name.count + 2 > column { return [name] + lines }
      lines[0] = name + lines[0].dropFirst(name.count)
      return lines
    }
  }
}
