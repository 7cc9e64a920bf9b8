import OutputText

/// HTML whose texts are all escaped.
struct HTMLPage {
  /// What was written.
  private(set) var text = ""

  /// Writes an element that holds a text.
  mutating func element(_ name: String, _ content: String) {
    element(name, [], content)
  }

  /// Writes an element with attributes that holds a text.
  mutating func element(_ name: String, _ attributes: [(String, String)], _ content: String) {
    element(name, attributes) { $0.content(content) }
  }

  /// Writes an element.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ content: (inout HTMLPage) -> Void
  ) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(HTMLText.safe(value))\"" }
    text += ">"
    content(&self)
    text += "</\(name)>\n"
  }

  /// Writes a text.
  mutating func content(_ content: String) {
    text += HTMLText.safe(content)
  }

  /// Writes a heading and a paragraph or two below it.
  mutating func heading(_ level: Int, _ title: String, id: String? = nil) {
    element("h\(level)", id.map { [("id", $0)] } ?? [], title)
  }

  mutating func paragraph(_ content: String, class name: String? = nil) {
    element("p", name.map { [("class", $0)] } ?? [], content)
  }

  /// Writes a list, or nothing when it has no items.
  mutating func list(_ items: [String]) {
    if items.isEmpty { return }
    element("ul") { page in
      for item in items { page.element("li", item) }
    }
  }

  /// A column of a table.
  struct Column {
    var title: String
    var isNumber = false
    var isLong = false

    static func text(_ title: String) -> Column { Column(title: title) }
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    static func long(_ title: String) -> Column { Column(title: title, isLong: true) }

    var attributes: [(String, String)] {
      isNumber ? [("class", "number")] : isLong ? [("class", "long")] : []
    }
  }

  /// Writes a table, or nothing when it has no rows; the first cell of a row is its head.
  mutating func table(_ name: String, _ columns: [Column], _ rows: [[String]]) {
    if rows.isEmpty { return }
    let attributes = [
      ("class", "wide-table"), ("role", "region"), ("aria-label", name), ("tabindex", "0"),
    ]
    element("div", attributes) { page in
      page.element("table") { page in
        page.element("thead") { page in
          page.element("tr") { page in
            for column in columns {
              page.element("th", [("scope", "col")] + column.attributes, column.title)
            }
          }
        }
        page.element("tbody") { page in
          for row in rows {
            page.element("tr") { page in
              for (column, cell) in zip(columns, row) {
                page.element("td", column.attributes) { $0.element("bdi", cell) }
              }
            }
          }
        }
      }
    }
  }
}
