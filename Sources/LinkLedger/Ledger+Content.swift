extension Ledger {
  /// All rows of all tables but the runs, as text in a fixed order: two ledgers with the same content have
  /// the same rows, whatever happened while they were written.
  package func rows() throws(LedgerError) -> [String] {
    var rows: [String] = []
    for (name, _) in try Ledger.schema() where name != "run" {
      let columns = try database.prepare("SELECT name FROM pragma_table_info(?1)")
      columns.bind(1, name)
      var quoted: [String] = []
      while try columns.step() { quoted.append("quote(\(columns.text(0)))") }
      let all = try database.prepare(
        "SELECT \(quoted.joined(separator: " || ' ' || ")) FROM \(name) ORDER BY 1")
      while try all.step() { rows.append("\(name): \(all.text(0))") }
    }
    return rows
  }
}
