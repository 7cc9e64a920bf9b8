import OutputText

/// A page of Markdown whose parts have an empty line between them.
///
/// Cells, items and paragraphs must be safe already; headings are made so.
struct MarkdownPage {
  /// At most so many items of a list are written.
  static let limit = 20

  /// What was written.
  private(set) var text = ""

  mutating func heading(_ level: Int, _ title: String) {
    paragraph(String(repeating: "#", count: level) + " " + MarkdownText.safe(title))
  }

  mutating func paragraph(_ paragraph: String) {
    text += (text.isEmpty ? "" : "\n") + paragraph + "\n"
  }

  /// Writes a list, or nothing when it has no items.
  mutating func items<Item>(_ items: [Item], _ item: (Item) -> String) {
    if items.isEmpty { return }
    var lines = items.prefix(MarkdownPage.limit).map { "- " + item($0) }
    if items.count > lines.count {
      lines.append("- and \(DecimalText.grouped(items.count - lines.count)) more in summary.json")
    }
    paragraph(lines.joined(separator: "\n"))
  }

  /// Writes a table, or nothing when it has no rows.
  mutating func table(_ header: [String], _ rows: [[String]]) {
    if rows.isEmpty { return }
    let divider = header.map { _ in "---" }
    let lines = ([header, divider] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    paragraph(lines.joined(separator: "\n"))
  }
}
