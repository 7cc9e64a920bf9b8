import CalendarTime
package import LinkModel

/// One link as the ledger knows it, with what each report says of it.
package struct StoredLink {
  /// What one report says of a link.
  package struct Observation {
    package let tool: String
    package let report: String
    /// The day of what is said.
    package let day: Int32
    package let firstSeen: Int64?
    package let lastSeen: Int64?
    /// Whether the link is there, as far as the report tells.
    package let stand: DeliveryCalendar.Stand?
    let facts: [UInt8]
  }

  package let site: String
  package fileprivate(set) var kind = RecordKind.link
  package fileprivate(set) var host = ""
  /// Nil: what is said is about the whole domain.
  package fileprivate(set) var path: String?
  package fileprivate(set) var page: Int64?
  package fileprivate(set) var targetHost = ""
  package fileprivate(set) var targetPath = ""
  package fileprivate(set) var anchor: String?
  /// By report.
  package fileprivate(set) var observations: [Observation] = []

  /// The report that speaks for whether the link is there: of the newest day, on a tie one that has it.
  package var stand: DeliveryCalendar.Stand? {
    observations.compactMap(\.stand).max {
      ($0.day, $0.isThere ? 1 : 0) < ($1.day, $1.isThere ? 1 : 0)
    }
  }
}

/// Reads the links of a site from the ledger.
package final class LinkHistory {
  private let ledger: Ledger
  private let coding: FactCoding
  private let calendar: DeliveryCalendar
  private let site: String
  private let number: Int64
  private var hosts: [Int64: String] = [:]
  private var pages: [Int64: (host: String, path: String)] = [:]
  private var reports: [Int64: (tool: String, name: String)] = [:]

  /// The history of a site; nil when the ledger does not know it.
  package init?(_ ledger: Ledger, site: String) throws(LedgerError) {
    guard let number = try ledger.names.knownSite(site) else { return nil }
    self.ledger = ledger
    self.site = site
    self.number = number
    coding = try ledger.factCoding()
    calendar = DeliveryCalendar(try DeliveryTable(ledger, site: number))
    let reports = try ledger.database.prepare("SELECT id, tool, name FROM report")
    while try reports.step() {
      self.reports[reports.number(0)] = (reports.text(1), reports.text(2))
    }
    let hosts = try ledger.database.prepare(
      """
      SELECT id, name FROM host WHERE id IN (SELECT host FROM link WHERE site = ?1)
      OR id IN (SELECT host FROM page)
      """)
    hosts.bind(1, number)
    while try hosts.step() { self.hosts[hosts.number(0)] = hosts.text(1) }
    let pages = try ledger.database.prepare("SELECT id, host, path FROM page")
    while try pages.step() {
      self.pages[pages.number(0)] = (self.hosts[pages.number(1)] ?? "", pages.text(2))
    }
  }

  /// Gives all links, in the order of their keys.
  package func forEachLink(_ body: (StoredLink) throws -> Void) throws {
    let find = try ledger.database.prepare(
      """
      SELECT key, kind, host, path, page, anchor, report, day, first_seen, last_seen, days, facts, lost
      FROM link JOIN observation ON observation.site = link.site AND observation.link = link.key
      WHERE link.site = ?1 ORDER BY link.key, report
      """)
    find.bind(1, number)
    var link: StoredLink?
    var key: Int64 = 0
    while try find.step() {
      if link == nil || find.number(0) != key {
        if let link { try body(link) }
        key = find.number(0)
        link = try read(find)
      }
      let page = link?.page
      link?.observations.append(try observation(find, page: page))
    }
    if let link { try body(link) }
  }

  private func read(_ row: borrowing Statement) throws(LedgerError) -> StoredLink {
    var link = StoredLink(site: site)
    guard let kind = RecordKind(rawValue: UInt8(clamping: row.number(1))),
      let host = hosts[row.number(2)]
    else { throw damaged("a link has no host") }
    link.kind = kind
    link.host = host
    link.path = row.optionalText(3)
    link.page = row.optionalNumber(4)
    link.anchor = row.optionalText(5)
    if let number = link.page {
      guard let page = pages[number] else { throw damaged("a link has no page") }
      (link.targetHost, link.targetPath) = page
    }
    return link
  }

  private func observation(
    _ row: borrowing Statement, page: Int64?
  ) throws(LedgerError) -> StoredLink.Observation {
    let facts = row.bytes(11)
    let number = row.number(6)
    let day = Int32(clamping: row.number(7))
    guard let report = reports[number],
      let claim = DeliveryCalendar.Claim(
        days: row.bytes(10), lost: row.bytes(12), day: day, facts: facts, coding)
    else { throw damaged("an observation cannot be read") }
    return StoredLink.Observation(
      tool: report.tool, report: report.name, day: day,
      firstSeen: row.optionalNumber(8), lastSeen: row.optionalNumber(9),
      stand: calendar.stand(claim, report: number, page: page ?? 0), facts: facts)
  }

  private func damaged(_ reason: String) -> LedgerError {
    .damaged(path: ledger.path, reason: reason)
  }

  // MARK: Records

  /// Adds what one report says of a link to a batch, as its last row, without what follows from addresses.
  package func append(
    _ link: StoredLink, _ observation: StoredLink.Observation, to batch: inout RecordBatch
  ) {
    batch.appendRow()
    batch.setNumber(Int64(link.kind.rawValue), .kind)
    batch.setText(observation.tool, .tool)
    batch.setText(observation.report, .report)
    if let anchor = link.anchor { batch.setText(anchor, .anchor) }
    if let first = observation.firstSeen { batch.setNumber(first, .firstSeen) }
    if let last = observation.lastSeen { batch.setNumber(last, .lastSeen) }
    let facts = observation.facts
    let text = { (range: Range<Int>) in String(decoding: facts[range], as: UTF8.self) }
    coding.forEach(in: facts.span) { field, value in
      switch value {
      case _ where field == .sourceURL || field == .targetURL: break
      case .number(let number): if !field.isText { batch.setNumber(number, field) }
      case .text(let range): if field.isText { batch.setText(text(range), field) }
      }
    }
    if let path = link.path {
      batch.setText(
        coding.address(.sourceURL, in: facts, host: link.host, path: path), .sourceURL)
    } else {
      batch.setText(link.host, .sourceDomain)
    }
    if link.page != nil {
      batch.setText(
        coding.address(.targetURL, in: facts, host: link.targetHost, path: link.targetPath),
        .targetURL)
    }
  }
}

extension DeliveryCalendar.Claim {
  /// A claim as a row of the table of observations has it; nil when its days are none.
  init?(days: [UInt8], lost: [UInt8], day: Int32, facts: [UInt8], _ coding: FactCoding) {
    guard let present = DeliveryDays(decoding: days.span),
      let gone = DeliveryDays(decoding: lost.span)
    else { return nil }
    self.init(present: present.days, lost: gone.days, day: day)
    guard coding.number(.status, in: facts.span) == Int64(LinkStatus.lost.rawValue) else { return }
    let said = coding.number(.lostAt, in: facts.span).map { Moment(rawValue: $0).day.rawValue }
    lostAt = said ?? day
    // A ledger of version 1 did not keep the days of exports that had it as lost.
    if self.lost.isEmpty { self.lost = [max(said ?? day, (present.days.last ?? day &- 1) &+ 1)] }
  }
}
