import CalendarTime
package import LinkModel

extension Ledger {
  /// All decisions and requests for removal, by subject.
  package func decisions() throws(LedgerError) -> [Decision] {
    let find = try database.prepare(
      "SELECT subject, decision, note, author, day FROM decision ORDER BY subject, is_request")
    var decisions: [Decision] = []
    while try find.step() {
      guard let choice = Decision.Choice(named: find.text(1)) else {
        throw .damaged(path: path, reason: "a decision '\(find.text(1))' is none")
      }
      decisions.append(
        Decision(
          subject: find.text(0), choice: choice, note: find.text(2), author: find.text(3),
          day: Day(rawValue: Int32(clamping: find.number(4)))))
    }
    return decisions
  }

  /// Writes decisions down; of two on one subject the newer stays, on one day the one that comes later.
  ///
  /// - Returns: How many were taken.
  package func decide(_ decisions: [Decision]) throws -> Int {
    try transaction {
      let put = try database.prepare(
        """
        INSERT INTO decision (subject, decision, note, author, day, is_request)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET decision = excluded.decision, note = excluded.note,
          author = excluded.author, day = excluded.day
        WHERE excluded.day >= decision.day
        """)
      var taken = 0
      for decision in decisions {
        put.bind(1, decision.subject)
        put.bind(2, decision.choice.name)
        put.bind(3, decision.note)
        put.bind(4, decision.author)
        put.bind(5, Int(decision.day.rawValue))
        put.bind(6, decision.choice.isRequest ? 1 : 0)
        taken += try put.insertedRows()
      }
      return taken
    }
  }
}
