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
  package func runs() throws(LedgerError) -> [LedgerRun] {
    let find = try database.prepare(
      "SELECT id, command, began, ended, inputs, used, skipped, rejected FROM run ORDER BY id")
    var runs: [LedgerRun] = []
    while try find.step() {
      runs.append(
        LedgerRun(
          number: find.number(0), command: find.text(1), began: Moment(seconds: find.number(2)),
          ended: find.optionalNumber(3).map { Moment(seconds: $0) }, inputs: find.number(4),
          used: find.number(5), skipped: find.number(6), rejected: find.number(7)))
    }
    return runs
  }

  /// What the history of a site's exports spans; nil without exports.
  package func history(site: String) throws(LedgerError) -> LedgerHistory? {
    guard let number = try names.knownSite(site) else { return nil }
    return LedgerHistory(try DeliveryTable(self, site: number))
  }
}

/// A run that took inputs.
package struct LedgerRun: Sendable {
  package let number: Int64
  /// The command: `ingest`.
  package let command: String
  package let began: Moment
  /// Nil: it is running, or was killed.
  package let ended: Moment?
  package let inputs: Int64
  /// Rows and lines.
  package let used: Int64
  package let skipped: Int64
  package let rejected: Int64
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
