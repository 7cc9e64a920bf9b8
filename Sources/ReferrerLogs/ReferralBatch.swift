package import ByteStreams
import LinkModel

/// What a table gathered since the last batch was taken, for a ledger: sums, extremes and sets.
package struct ReferralBatch: ~Copyable {
  /// Hits from one host to one of the log's own on one day.
  package struct DayCount: Sendable {
    /// Days from 1970-01-01.
    package let day: Int32
    /// The referring host; the package of an app has a `@` in front.
    package let source: String
    /// The host that was asked for.
    package let target: String
    package let hits: Int
    package let botHits: Int
  }

  /// Lines of all kinds, and those that show a visitor.
  package let lines: Int
  package let visits: Int
  /// By day, source and target.
  package let days: [DayCount]
  /// Hosts that the log answers for, by name; those of earlier batches are among them.
  package let served: [String]
  private let rows: RecordSorter
  private let visitors: ClientMarks

  fileprivate init(
    lines: Int, visits: Int, days: [DayCount], served: [String], rows: RecordSorter,
    visitors: ClientMarks
  ) {
    (self.lines, self.visits, self.days, self.served) = (lines, visits, days, served)
    self.rows = rows
    self.visitors = visitors
  }

  /// Gives the referrals in the order of source, target and hit type.
  package func forEachReferral(_ body: (borrowing Referral) throws -> Void) throws {
    try rows.forEachReferral(body)
  }

  /// Gives the marked clients, 4,096 codes of a chunk at once, where there are any.
  package func forEachVisitorChunk(_ body: (Int, [UInt64]) throws -> Void) rethrows {
    try visitors.forEachChunk(body)
  }
}

extension ReferralReader {
  /// Takes what was counted since the last batch; the hosts and the state of the log stay.
  ///
  /// - Parameter rows: Where the referrals go, which must be empty.
  /// - Returns: What was counted.
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func takeBatch(
    into rows: RecordSorter = RecordSorter()
  ) throws(StreamError) -> ReferralBatch {
    // Which formats the lines had is not kept.
    try table.moveRows(to: rows, tools: reader.formats.map { _ in 0 })
    return table.takeBatch(rows)
  }
}

extension ReferralTable {
  fileprivate mutating func takeBatch(_ rows: RecordSorter) -> ReferralBatch {
    visitors.settle()
    let total = counts.total
    let batch = ReferralBatch(
      lines: total - takenLines, visits: visits - takenVisits, days: dayCounts,
      served: hosts.facts.indices.filter { hosts.facts[$0].isServed }.map { hosts.text($0) }
        .sorted(),
      rows: rows, visitors: visitors)
    takenLines = total
    takenVisits = visits
    days = [:]
    visitors = ClientMarks()
    return batch
  }

  private var dayCounts: [ReferralBatch.DayCount] {
    days.map { key, count in
      let source = Int(key.source)
      return ReferralBatch.DayCount(
        day: key.day, source: (hosts.facts[source].isApp ? "@" : "") + hosts.text(source),
        target: hosts.text(Int(key.target)), hits: count.hits, botHits: count.botHits)
    }
    .sorted { ($0.day, $0.source, $0.target) < ($1.day, $1.source, $1.target) }
  }
}
