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
      run = database.lastInsertedRow
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

  /// The runs that were begun, by number.
  package func runs() throws(LedgerError) -> [(number: Int64, began: Moment)] {
    let find = try database.prepare("SELECT id, began FROM run ORDER BY id")
    var runs: [(number: Int64, began: Moment)] = []
    while try find.step() { runs.append((find.number(0), Moment(seconds: find.number(1)))) }
    return runs
  }

  /// What the history of a site's exports spans; nil without exports.
  package func history(site: String) throws(LedgerError) -> LedgerHistory? {
    guard let number = try names.knownSite(site) else { return nil }
    return LedgerHistory(try DeliveryTable(self, site: number))
  }
}

/// What the history of a site's exports spans.
package struct LedgerHistory: Sendable {
  /// The days of the first and the last export, since 1970-01-01.
  package let days: ClosedRange<Int32>
  private let table: DeliveryTable

  init?(_ table: DeliveryTable) {
    guard let days = table.days else { return nil }
    self.days = days
    self.table = table
  }

  /// The newest export at a point; nil when there was none yet.
  package func newestDay(at point: LedgerPoint) -> Int32? {
    DeliveryCalendar(table, upTo: point).newestDay
  }

  /// The first point at which something was known that is known at a later one: of days the first day, of
  /// runs the first run.
  package func beginning(like point: LedgerPoint) -> LedgerPoint {
    if case .run = point { return .run(table.rows.map(\.run).min() ?? 0) }
    return .day(days.lowerBound)
  }

  /// The reports whose first export lies between two points: their numbers in the ledger.
  package func firstReports(from: LedgerPoint, to: LedgerPoint) -> [(report: Int64, day: Int32)] {
    let before = DeliveryCalendar(table, upTo: from)
    let after = DeliveryCalendar(table, upTo: to)
    return table.firstDays.sorted { $0.key < $1.key }
      .filter { before.newestDay(report: $0.key) == nil && after.newestDay(report: $0.key) != nil }
      .map { (report: $0.key, day: $0.value) }
  }
}
