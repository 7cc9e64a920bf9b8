/// The exports of all reports for one site up to some point, and what they say of a link that they do not
/// have.
package struct DeliveryCalendar: Sendable {
  private struct Key: Hashable {
    let report: Int64
    let page: Int64
  }

  /// What one report says of one link: the days are those of its exports, ascending.
  struct Claim {
    /// The exports that had it.
    var present: [Int32]
    /// The exports that say that it is lost.
    var lost: [Int32]
    /// The day of what is said: the last one on which it was seen, if that is known.
    var day: Int32
    /// When it went, as the exporter says; nil when it does not say so.
    var lostAt: Int32?
  }

  /// Whether a link was there.
  package struct Stand: Equatable, Sendable {
    /// The day that speaks for it: when it was seen last, or when it went.
    package let day: Int32
    package let isThere: Bool
    /// It was there at some time.
    package let wasThere: Bool
  }

  /// Days of whole exports by report and page, ascending; page 0 is the whole site.
  private var whole: [Key: [Int32]] = [:]
  private var known: Set<Key> = []
  /// The newest export of each report.
  private var newest: [Int64: Int32] = [:]
  /// Exports of later days do not count.
  private var end: Int32 = .max
  /// Nor do exports that later runs brought: their days, by report.
  private var late: [Int64: Set<Int32>] = [:]

  /// The exports of a site.
  init(_ table: DeliveryTable, upTo point: LedgerPoint = .end) {
    var run = Int64.max
    switch point {
    case .end: break
    case .day(let day): end = day
    case .run(let number): run = number
    }
    var most: [Key: Int64] = [:]
    for row in table.rows {
      guard row.run <= run, row.day <= end else {
        if row.day <= end { late[row.report, default: []].insert(row.day) }
        continue
      }
      let key = Key(report: row.report, page: row.page)
      known.insert(key)
      newest[row.report] = max(newest[row.report] ?? row.day, row.day)
      // Less than half of what there was looks like a filter that the user had set.
      let before = most[key] ?? 0
      let isFiltered = row.links < before / 2 + before % 2
      if row.isWhole, !isFiltered { whole[key, default: []].append(row.day) }
      most[key] = max(before, row.links)
    }
    for key in whole.keys where key.page != 0 {
      let site = whole[Key(report: key.report, page: 0)] ?? []
      whole[key] = Set(site + (whole[key] ?? [])).sorted()
    }
  }

  /// The newest export of all.
  var newestDay: Int32? { newest.values.max() }

  /// The newest export of a report; nil without one.
  func newestDay(report: Int64) -> Int32? { newest[report] }

  /// Whether there was an export of a report that could have had a link to a page; 0: not one page.
  func covers(report: Int64, page: Int64) -> Bool {
    known.contains(Key(report: report, page: 0)) || known.contains(Key(report: report, page: page))
  }

  /// The days on which a whole export of a report would have had a link to a page, ascending.
  private func wholeDays(report: Int64, page: Int64) -> [Int32] {
    (page == 0 ? nil : whole[Key(report: report, page: page)])
      ?? whole[Key(report: report, page: 0)] ?? []
  }

  /// The newest whole export of a report that would have had a link to a page.
  func newestWholeDay(report: Int64, page: Int64) -> Int32? {
    wholeDays(report: report, page: page).last
  }

  /// Whether a link was there by one report; nil when nothing is said of it.
  ///
  /// It is lost when the exporter says so, or when a later whole export does not have it. What stands in
  /// the later export counts; of one day that the link is there.
  ///
  /// - Parameters:
  ///   - claim: What the report says of it.
  ///   - report: The number of the report.
  ///   - page: The number of the linked page; 0 when it is not known.
  /// - Returns: Whether it was there, and since when that stands.
  func stand(_ claim: Claim, report: Int64, page: Int64) -> Stand? {
    let late = late[report]
    let present = last(claim.present, late)
    let lost = first(claim.lost, after: present ?? .min, late)
    guard let present else {
      return lost.map { Stand(day: min($0, claim.lostAt ?? $0), isThere: false, wasThere: false) }
    }
    let whole = wholeDays(report: report, page: page)
    let absent = whole.isEmpty ? nil : first(whole, after: present, nil)
    guard let gone = [lost, absent].compactMap({ $0 }).min() else {
      return Stand(day: min(claim.day, present), isThere: true, wasThere: true)
    }
    // When it went as the exporter says, if that was between the two exports.
    let said = gone == lost ? claim.lostAt ?? gone : gone
    return Stand(day: max(present, min(said, gone)), isThere: false, wasThere: true)
  }

  /// The newest of some days that counts.
  private func last(_ days: [Int32], _ late: Set<Int32>?) -> Int32? {
    var index = DeliveryCalendar.count(days, upTo: end)
    while index > 0 {
      index -= 1
      if late?.contains(days[index]) != true { return days[index] }
    }
    return nil
  }

  /// The first of some days behind another that counts.
  private func first(_ days: [Int32], after day: Int32, _ late: Set<Int32>?) -> Int32? {
    var index = DeliveryCalendar.count(days, upTo: day)
    while index < days.count, days[index] <= end {
      if late?.contains(days[index]) != true { return days[index] }
      index += 1
    }
    return nil
  }

  /// How many ascending days are not behind another.
  private static func count(_ days: [Int32], upTo day: Int32) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
