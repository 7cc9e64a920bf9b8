extension Ledger {
  /// What stands for a number of another table, by the column that holds it: numbers are given out in the
  /// order in which names are met, which batches change.
  private static let names = [
    "site": "(SELECT host FROM site WHERE id = it.site)",
    "host": "(SELECT name FROM host WHERE id = it.host)",
    "domain": "(SELECT name FROM domain WHERE id = it.domain)",
    "report": "(SELECT tool || ' ' || name FROM report WHERE id = it.report)",
    "input": "(SELECT head_hash FROM input WHERE id = it.input)",
    "page": """
    (SELECT host.name || page.path FROM page JOIN host ON host.id = page.host WHERE page.id = it.page)
    """,
  ]

  /// All rows of all tables but those of runs, as text in a fixed order, with names in the place of their numbers:
  /// two ledgers with the same content have the same rows, whatever happened while they were written.
  package func rows() throws(LedgerError) -> [String] {
    var rows: [String] = []
    for (table, _) in try Ledger.schema() where table != "run" && table != "arrival" {
      let columns = try database.prepare("SELECT name, type FROM pragma_table_info(?1)")
      columns.bind(1, table)
      var values: [String] = []
      while try columns.step() {
        let column = columns.text(0)
        if column == "id" { continue }
        let name = columns.text(1) == "INTEGER" ? Ledger.names[column] : nil
        values.append("quote(\(name ?? "it." + column))")
      }
      let all = try database.prepare(
        "SELECT \(values.joined(separator: " || ' ' || ")) FROM \(table) AS it ORDER BY 1")
      while try all.step() { rows.append("\(table): \(all.text(0))") }
    }
    return rows
  }
}
