import ByteKeys
import CalendarTime
import LinkModel
import LinkProfile

/// What there was of a site at several points of its history.
///
/// A *pair* is a page of another site and the page of ours that it links to, whatever the anchors and the
/// reports. A report that does not name pages of ours speaks for all links of a page. Between reports the
/// newest day counts; of one day that the link is there. Memory grows with links.
package struct LinkSnapshots {
  /// At most so many points can be looked at.
  package static let mostPoints = 64

  let ledger: Ledger
  let site: Int64
  let table: DeliveryTable
  let calendars: [DeliveryCalendar]
  let coding: FactCoding
  /// By domain, source and page; what is about a domain as a whole stands behind its links.
  private(set) var rows: [Row] = []
  private(set) var pairs: [Pair] = []
  package private(set) var domains: [Domain] = []
  /// How many anchors there are.
  private(set) var anchorCount = 0
  /// By row and point, the day that speaks; ``nothing`` where nothing is said.
  private var days: [Int32] = []
  private static let nothing = Int32.min

  /// Reads the links of a site; nil when the ledger does not know it.
  package init?(_ ledger: Ledger, site: String, points: [LedgerPoint]) throws(LedgerError) {
    precondition(points.count <= LinkSnapshots.mostPoints, "a bit a point")
    guard let number = try ledger.names.knownSite(site) else { return nil }
    self.ledger = ledger
    self.site = number
    let table = try DeliveryTable(ledger, site: number)
    self.table = table
    calendars = points.map { DeliveryCalendar(table, upTo: $0) }
    coding = try ledger.factCoding()
    try readRows()
    rows.sort {
      ($0.domain, $0.source, $0.page, $0.key, $0.report)
        < ($1.domain, $1.source, $1.page, $1.key, $1.report)
    }
    findPairs()
    judgeDomains()
  }

  /// The newest export at a point, as a day since 1970-01-01; nil without one.
  package func newestDay(at point: Int) -> Int32? { calendars[point].newestDay }

  // MARK: Reading

  private mutating func readRows() throws(LedgerError) {
    var domainOfHost: [Int64: Int32] = [:]
    var numbers: [Int64: Int32] = [:]
    let owner = try ledger.database.prepare("SELECT domain FROM host WHERE id = ?1")
    let find = try ledger.database.prepare(
      """
      SELECT key, host, path, page, anchor, report, day, first_seen, days, facts, lost
      FROM link JOIN observation ON observation.site = link.site AND observation.link = link.key
      WHERE link.site = ?1
      """)
    find.bind(1, site)
    let hasher = KeyedHash()
    var anchors = ByteInterner()
    var folded: [UInt8] = []
    while try find.step() {
      let host = find.number(1)
      if domainOfHost[host] == nil {
        owner.bind(1, host)
        guard try owner.step() else { throw damaged("a link has no host") }
        let number = owner.number(0)
        owner.reset()
        if numbers[number] == nil {
          numbers[number] = Int32(domains.count)
          domains.append(Domain(number: number))
        }
        domainOfHost[host] = numbers[number]
      }
      let domain = domainOfHost[host] ?? 0
      let facts = find.bytes(9)
      guard
        let claim = DeliveryCalendar.Claim(
          days: find.bytes(8), lost: find.bytes(10), day: Int32(clamping: find.number(6)),
          facts: facts, coding)
      else { throw damaged("an observation cannot be read") }
      let path = find.bytes(2)
      let isWhole = find.isNull(2)
      var anchor: Int32 = -1
      if !find.isNull(4) {
        let text = find.bytes(4)
        AnchorClassifier.fold(text.span, into: &folded)
        let finished = folded
        anchor = Int32(anchors.intern(finished.span))
      }
      for field in [Field.domainScore, .pageScore] {
        guard let score = coding.number(field, in: facts.span) else { continue }
        domains[Int(domain)].authority = max(domains[Int(domain)].authority ?? score, score)
      }
      add(
        Row(
          key: find.number(0),
          source: isWhole ? .max : hasher.combine(hasher.hash(path.span), UInt64(host)) >> 1,
          page: find.number(3), report: find.number(5), domain: domain, anchor: anchor,
          isNofollow: coding.number(.nofollow, in: facts.span) == 1,
          firstSeen: find.optionalNumber(7).map { Moment(rawValue: $0).day.rawValue },
          listed: claim.present.first ?? .max, days: days.count), claim)
    }
    anchorCount = anchors.count
  }

  private mutating func add(_ row: Row, _ claim: DeliveryCalendar.Claim) {
    var row = row
    for (point, calendar) in calendars.enumerated() {
      let stand = calendar.stand(claim, report: row.report, page: row.page)
      days.append(stand?.day ?? LinkSnapshots.nothing)
      if stand?.isThere == true { row.there |= 1 << UInt64(point) }
      if stand?.wasThere == true { row.was |= 1 << UInt64(point) }
    }
    rows.append(row)
  }

  private func damaged(_ reason: String) -> LedgerError {
    .damaged(path: ledger.path, reason: reason)
  }

  // MARK: Pairs and domains

  private mutating func findPairs() {
    var start = 0
    while start < rows.count {
      let row = rows[start]
      let end = LinkSnapshots.end(of: rows, from: start) {
        $0.domain == row.domain && $0.source == row.source
      }
      if row.source == .max {
        domains[Int(row.domain)].rows = start..<end
      } else {
        addPairs(start..<end)
      }
      start = end
    }
    var first = 0
    while first < pairs.count {
      let domain = pairs[first].domain
      let end = LinkSnapshots.end(of: pairs, from: first) { $0.domain == domain }
      domains[domain].pairs = first..<end
      first = end
    }
  }

  /// Adds the pairs of one source.
  private mutating func addPairs(_ all: Range<Int>) {
    let domain = Int(rows[all.lowerBound].domain)
    var start = all.lowerBound
    while start < all.upperBound, rows[start].page == 0 { start += 1 }
    let general = all.lowerBound..<start
    if start == all.upperBound {
      return pairs.append(judged(Pair(domain: domain, page: 0, rows: general, general: 0..<0)))
    }
    while start < all.upperBound {
      let page = rows[start].page
      var end = start
      while end < all.upperBound, rows[end].page == page { end += 1 }
      pairs.append(judged(Pair(domain: domain, page: page, rows: start..<end, general: general)))
      start = end
    }
  }

  private func judged(_ pair: Pair) -> Pair {
    var pair = pair
    if pair.rows.count == 1, pair.general.isEmpty {
      pair.there = rows[pair.rows.lowerBound].there
      pair.was = rows[pair.rows.lowerBound].was
      return pair
    }
    for point in calendars.indices {
      if stand(of: pair, at: point)?.isThere == true { pair.there |= 1 << UInt64(point) }
    }
    for row in indices(of: pair) { pair.was |= rows[row].was }
    return pair
  }

  private mutating func judgeDomains() {
    for index in domains.indices {
      for pair in pairs[domains[index].pairs] {
        domains[index].there |= pair.there
        domains[index].was |= pair.was
      }
      for row in domains[index].rows { domains[index].was |= rows[row].was }
      if domains[index].rows.isEmpty { continue }
      for point in calendars.indices where !domains[index].isThere(at: point) {
        // Newer than that the last of its links went.
        let gone = pairs[domains[index].pairs].compactMap { stand(of: $0, at: point)?.day }.max()
        if let stand = stand(of: domains[index].rows, 0..<0, at: point), stand.isThere,
          stand.day >= gone ?? stand.day
        {
          domains[index].there |= 1 << UInt64(point)
        }
      }
    }
  }

  /// The rows that speak of a pair.
  func indices(of pair: Pair) -> [Int] { Array(pair.rows) + Array(pair.general) }

  /// Whether a pair was there, and the day that speaks for it.
  func stand(of pair: Pair, at point: Int) -> (day: Int32, isThere: Bool)? {
    stand(of: pair.rows, pair.general, at: point)
  }

  private func stand(
    of one: Range<Int>, _ other: Range<Int>, at point: Int
  ) -> (day: Int32, isThere: Bool)? {
    var voices: [(report: Int64, day: Int32, isThere: Bool)] = []
    for range in [one, other] {
      for index in range {
        let row = rows[index]
        let day = days[row.days + point]
        if day == LinkSnapshots.nothing { continue }
        let isThere = row.there >> UInt64(point) & 1 == 1
        guard let voice = voices.firstIndex(where: { $0.report == row.report }) else {
          voices.append((row.report, day, isThere))
          continue
        }
        // Within a report one link of the two pages is enough.
        if voices[voice].isThere != isThere {
          if isThere { voices[voice] = (row.report, day, true) }
        } else {
          voices[voice].day = max(voices[voice].day, day)
        }
      }
    }
    return voices.max { ($0.day, $0.isThere ? 1 : 0) < ($1.day, $1.isThere ? 1 : 0) }
      .map { ($0.day, $0.isThere) }
  }

  /// Where the run of elements that begins at an index ends.
  private static func end<Element>(
    of elements: [Element], from start: Int, while isSame: (Element) -> Bool
  ) -> Int {
    var end = start
    while end < elements.count, isSame(elements[end]) { end += 1 }
    return end
  }
}
