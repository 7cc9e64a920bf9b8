/// Up to where the history of a ledger is looked at.
package enum LedgerPoint: Hashable, Sendable {
  /// All that it holds.
  case end
  /// The exports of a day, counted from 1970-01-01, and of the days before it.
  case day(Int32)
  /// What a run and the runs before it brought.
  case run(Int64)
}

/// The exports of one site that a ledger took, as its table of deliveries has them.
struct DeliveryTable: Sendable {
  struct Row: Sendable {
    let report: Int64
    /// 0: the whole site.
    let page: Int64
    let day: Int32
    let links: Int64
    let isWhole: Bool
    /// The run that brought it; 0 when that was not written down.
    let run: Int64
  }

  /// By report, page and day.
  private(set) var rows: [Row] = []

  init(_ ledger: Ledger, site: Int64) throws(LedgerError) {
    let find = try ledger.database.prepare(
      """
      SELECT delivery.report, page, delivery.day, links, is_whole, coalesce(run, 0)
      FROM delivery LEFT JOIN arrival ON arrival.site = delivery.site
        AND arrival.report = delivery.report AND arrival.day = delivery.day
      WHERE delivery.site = ?1 ORDER BY delivery.report, page, delivery.day
      """)
    find.bind(1, site)
    while try find.step() {
      rows.append(
        Row(
          report: find.number(0), page: find.number(1), day: Int32(clamping: find.number(2)),
          links: find.number(3), isWhole: find.number(4) != 0, run: find.number(5)))
    }
  }

  /// The first day of each report.
  var firstDays: [Int64: Int32] {
    rows.reduce(into: [:]) { $0[$1.report] = min($0[$1.report] ?? $1.day, $1.day) }
  }

  /// The first and the last day; nil without exports.
  var days: ClosedRange<Int32>? {
    guard let first = rows.map(\.day).min(), let last = rows.map(\.day).max() else { return nil }
    return first...last
  }
}
