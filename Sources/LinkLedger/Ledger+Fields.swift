import LinkModel

extension Ledger {
  /// How facts are written with the numbers that fields have here; fields that are not known yet get one.
  func factCoding() throws(LedgerError) -> FactCoding {
    var numbers: [Field: Int64] = [:]
    let find = try database.prepare("SELECT id, name FROM field")
    while try find.step() {
      if let field = Field(named: find.text(1)) { numbers[field] = find.number(0) }
    }
    let missing = (FactCoding.kept + [.sourceURL, .targetURL]).filter { numbers[$0] == nil }
    if !missing.isEmpty, isWritable {
      let isInside = database.isInTransaction
      if !isInside { try begin() }
      let insert = try database.prepare("INSERT INTO field (name) VALUES (?1)")
      for field in missing {
        insert.bind(1, field.name)
        try insert.run()
        numbers[field] = database.lastInsertedRow
      }
      if !isInside { try commit() }
    }
    return FactCoding(numbers)
  }
}
