/// Text from strangers, fit for Markdown: for a paragraph, a list item or a cell of a table.
package enum MarkdownText {
  /// The text in one line, in which nothing is markup, HTML, a link, or the end of a table's cell.
  ///
  /// - Source: CommonMark 0.31, section 2.4; GitHub Flavored Markdown, tables and autolinks.
  package static func safe(_ text: String) -> String {
    // All markup is ASCII, so bytes do: a combining mark after a bar must not hide the bar.
    let visible = Array(VisibleText.of(text).utf8.drop { $0 == 0x20 })
    var escaped: [UInt8] = []
    let bullet = bulletIndex(in: visible)
    for (index, byte) in visible.enumerated() {
      let rest = visible[index...]
      let beginsLink =
        rest.starts(with: "://".utf8)
        || (byte == UInt8(ascii: ".") && isWWW(before: index, visible))
      if isMarkup(byte) || index == bullet || beginsLink { escaped.append(UInt8(ascii: "\\")) }
      escaped.append(byte)
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// The text as inline code, which readers of Markdown show as it is: for addresses and anchors.
  ///
  /// Text with a `|` is escaped instead, since not all tables keep one inside code. Empty stays
  /// empty.
  package static func code(_ text: String) -> String {
    let visible = VisibleText.of(text)
    let bytes = Array(visible.utf8)
    if bytes.contains(UInt8(ascii: "|")) || bytes.allSatisfy({ $0 == 0x20 }) { return safe(text) }
    var longest = 0
    var run = 0
    for byte in bytes {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let edges = [bytes.first, bytes.last]
    let blank = edges.contains(UInt8(ascii: "`")) || edges == [0x20, 0x20] ? " " : ""
    return fence + blank + visible + blank + fence
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "$"), UInt8(ascii: "@"):
      true
    default: false
    }
  }

  /// True when `www` ends right before `index`: with the point it would be a link.
  private static func isWWW(before index: Int, _ text: [UInt8]) -> Bool {
    index >= 3 && text[(index - 3)..<index].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
  }

  /// Where a list bullet, the point of a numbered item or an underline stands at the beginning.
  private static func bulletIndex(in text: [UInt8]) -> Int? {
    let digits = text.prefix { 0x30...0x39 ~= $0 }.count
    guard digits < text.count else { return nil }
    if digits == 0 { return "-+=".utf8.contains(text[0]) ? 0 : nil }
    let endsItem = digits + 1 == text.count || text[digits + 1] == 0x20
    return endsItem && ".)".utf8.contains(text[digits]) ? digits : nil
  }
}
