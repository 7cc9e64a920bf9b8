extension Ledger {
  /// Tables whose rows people count.
  private static let counted = [
    ("sites", "site"), ("links", "link"), ("referring domains", "domain"),
    ("observations", "observation"), ("referrals", "referral"), ("inputs", "input"),
    ("runs", "run"), ("decisions", "decision"),
  ]

  /// How many rows of each kind there are.
  package func counts() throws(LedgerError) -> [(name: String, count: Int64)] {
    var counts: [(name: String, count: Int64)] = []
    for (name, table) in Ledger.counted {
      counts.append((name, try database.number("SELECT count(*) FROM \(table)") ?? 0))
    }
    return counts
  }

  /// What is wrong with the file; empty when it is whole.
  package func check() throws(LedgerError) -> [String] {
    var problems: [String] = []
    let integrity = try database.prepare("PRAGMA integrity_check(20)")
    while try integrity.step() {
      if integrity.text(0) == "ok" { continue }
      problems.append(integrity.text(0))
    }
    let foreign = try database.prepare("PRAGMA foreign_key_check")
    while try foreign.step(), problems.count < 40 {
      problems.append(
        "a row of \(foreign.text(0)) names a row of \(foreign.text(2)) that is not there")
    }
    let schema = try database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    var tables: [String: String] = [:]
    while try schema.step() { tables[schema.text(0)] = schema.text(1) }
    for (name, sql) in try Ledger.schema() where tables.removeValue(forKey: name) != sql {
      problems.append("table \(name) is not as version \(Schema.version) has it")
    }
    for name in tables.keys.sorted() { problems.append("table \(name) does not belong here") }
    let alone = """
      SELECT count(*) FROM (SELECT site, key FROM link EXCEPT SELECT site, link FROM observation)
      """
    if let links = try database.number(alone), links > 0 {
      problems.append("\(links) links were never observed")
    }
    return problems
  }

  /// The tables of a new ledger, by name.
  static func schema() throws(LedgerError) -> [(name: String, sql: String)] {
    let database = try Database(path: ":memory:", mode: .create)
    try migrate(database, from: 0)
    let find = try database.prepare(
      """
      SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      ORDER BY name
      """)
    var tables: [(name: String, sql: String)] = []
    while try find.step() { tables.append((find.text(0), find.text(1))) }
    return tables
  }

  /// Asks for the size of the file in bytes.
  static let size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"

  /// Writes the file anew without free room.
  ///
  /// - Returns: The sizes before and after, in bytes.
  package func vacuum() throws(LedgerError) -> (before: Int64, after: Int64) {
    let before = try database.number(Ledger.size) ?? 0
    try database.execute("VACUUM")
    try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (before, try database.number(Ledger.size) ?? 0)
  }
}
