/// The deliveries of all reports for one site, and what they say of a link that they do not have.
package struct DeliveryCalendar: Sendable {
  private struct Key: Hashable {
    let report: Int64
    let page: Int64
  }

  /// Days of whole deliveries by report and page, ascending; page 0 is the whole site.
  private var whole: [Key: [Int32]] = [:]
  /// The first day of each report.
  package private(set) var firstDays: [Int64: Int32] = [:]

  /// The deliveries of a site.
  init(_ ledger: Ledger, site: Int64) throws(LedgerError) {
    let find = try ledger.database.prepare(
      """
      SELECT report, page, day, links, is_whole FROM delivery WHERE site = ?1
      ORDER BY report, page, day
      """)
    find.bind(1, site)
    var most: [Key: Int64] = [:]
    while try find.step() {
      let key = Key(report: find.number(0), page: find.number(1))
      let (day, links) = (Int32(clamping: find.number(2)), find.number(3))
      firstDays[key.report] = min(firstDays[key.report] ?? day, day)
      // Less than half of what there was looks like a filter that the user had set.
      let isFiltered = links * 2 < most[key] ?? 0
      if find.number(4) != 0, !isFiltered { whole[key, default: []].append(day) }
      most[key] = max(most[key] ?? 0, links)
    }
  }

  /// The days on which a whole delivery of a report would have had a link to a page, ascending.
  private func days(report: Int64, page: Int64?) -> [Int32] {
    let site = whole[Key(report: report, page: 0)] ?? []
    guard let page, let own = whole[Key(report: report, page: page)] else { return site }
    return Set(site + own).sorted()
  }

  /// From which day on a link was there, or was not.
  package struct Turn: Equatable, Sendable {
    package let day: Int32
    package let isThere: Bool
  }

  /// When a link came, went and came back by one report, ascending.
  ///
  /// - Parameters:
  ///   - report: The number of the report.
  ///   - page: The number of the linked page; nil when it is not known.
  ///   - present: The days on which the report had it, ascending.
  ///   - lost: The day on which the exporter says that it went; nil when it does not say so.
  /// - Returns: The turns; none when nothing tells that the link ever was there.
  func turns(report: Int64, page: Int64?, present: [Int32], lost: Int32?) -> [Turn] {
    var turns: [Turn] = []
    func add(_ day: Int32, _ isThere: Bool) {
      if turns.last?.isThere != isThere { turns.append(Turn(day: day, isThere: isThere)) }
    }
    if let first = present.first {
      let deliveries = days(report: report, page: page)
      let there = Set(present)
      for day in Set(deliveries.filter { $0 > first } + present).sorted() {
        add(day, there.contains(day))
      }
    }
    // What the exporter says last stands.
    if let lost { add(max(lost, present.last ?? lost), false) }
    return turns
  }
}
