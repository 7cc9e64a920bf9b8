package import CalendarTime
package import LinkModel

extension Ledger {
  /// Writes down that a run has begun; its number.
  package func beginRun(_ command: String, _ now: Moment) throws -> Int64 {
    try transaction {
      let insert = try database.prepare("INSERT INTO run (command, began) VALUES (?1, ?2)")
      insert.bind(1, command)
      insert.bind(2, now.seconds)
      try insert.run()
      return database.lastInsertedRow
    }
  }

  /// Writes down how a run ended.
  package func endRun(
    _ run: Int64, _ now: Moment, _ counts: InputCounts, inputs: Int
  ) throws {
    try transaction {
      let update = try database.prepare(
        """
        UPDATE run SET ended = ?2, inputs = ?3, used = ?4, skipped = ?5, rejected = ?6
        WHERE id = ?1
        """)
      update.bind(1, run)
      update.bind(2, now.seconds)
      update.bind(3, inputs)
      update.bind(4, counts.used)
      update.bind(5, counts.skippedTotal)
      update.bind(6, counts.rejectedTotal)
      try update.run()
    }
  }

  /// Brings all that was committed into the file itself.
  package func close() throws(LedgerError) {
    if isRehearsal {
      try database.execute("ROLLBACK")
    } else if isWritable {
      try database.execute("PRAGMA optimize")
    }
  }
}
