import CalendarTime
package import LinkLedger
import LinkModel
package import LinkReports

/// Finds what changed of a site's backlinks between two points of a ledger's history.
package struct ChangeFinder {
  /// How far growth looks back.
  package static let growthDays: Int32 = 90
  private static let mostAnchors = 20
  /// A share has shifted when it did by so many thousandths, and so many domains.
  private static let leastShift = 20
  private static let leastDomains = 3

  let ledger: Ledger
  let pack: RulePack
  let site: String
  let from: LedgerPoint
  let to: LedgerPoint
  let history: LedgerHistory
  private let isShort: Bool
  private let days: (from: Int32, to: Int32)

  /// Looks at a site between two points; nil when the ledger has no export of it until the later one.
  package init?(
    _ ledger: Ledger, pack: RulePack, site: String, from: LedgerPoint, to: LedgerPoint
  ) throws(LedgerError) {
    guard let history = try ledger.history(site: site), let newest = history.newestDay(at: to)
    else { return nil }
    self.ledger = ledger
    self.pack = pack
    self.site = site
    self.to = to
    self.history = history
    isShort = history.newestDay(at: from) == nil
    self.from = isShort ? history.beginning(like: from) : from
    let first = history.newestDay(at: self.from) ?? newest
    days = (ChangeFinder.day(of: self.from) ?? first, ChangeFinder.day(of: to) ?? newest)
  }

  private static func day(of point: LedgerPoint) -> Int32? {
    if case .day(let day) = point { day } else { nil }
  }

  private static func point(_ point: LedgerPoint, day: Int32) -> ChangeReport.Point {
    var run: Int64?
    if case .run(let number) = point { run = number }
    return ChangeReport.Point(day: Day(rawValue: day), run: run)
  }

  /// What changed.
  package func report() throws -> ChangeReport {
    let growth = LedgerPoint.day(days.to &- ChangeFinder.growthDays)
    let hasGrowth = history.newestDay(at: growth) != nil
    let months = monthEnds()
    let points = [from, to, growth] + months.map { .day($0) }
    guard let snapshots = try LinkSnapshots(ledger, site: site, points: points) else {
      throw LedgerError.damaged(path: ledger.path, reason: "a site with exports has no number")
    }
    let changes = LinkChanges(snapshots, from: 0, to: 1)
    let texts = try LinkTexts(snapshots)
    var report = ChangeReport(
      site: site, from: ChangeFinder.point(from, day: days.from),
      to: ChangeFinder.point(to, day: days.to))
    report.isShort = isShort
    (report.domains, report.links) = changes.counts
    if hasGrowth {
      let counts = LinkChanges(snapshots, from: 2, to: 1).counts
      report.growth = ChangeReport.Growth(
        since: Day(rawValue: days.to &- ChangeFinder.growthDays), domains: counts.domains,
        links: counts.links)
    }
    for (number, day) in history.firstReports(from: from, to: to) {
      let (tool, name) = try texts.report(number)
      report.firstExports.append((tool, name, Day(rawValue: day)))
    }
    report.firstExports.sort { ($0.day, $0.tool, $0.report) < ($1.day, $1.tool, $1.report) }
    let pointDays = [(0, days.from)] + months.enumerated().map { ($0 + 3, $1) } + [(1, days.to)]
    let judged = try JudgedDomains(
      ledger, site: site, snapshots, points: pointDays.map { (point: $0.0, day: $0.1) })
    report.toxicShares = judged.shares
    try addChanges(changes, snapshots, texts, judged, to: &report)
    try addAnchors(changes, texts, to: &report)
    report.spikes = ChangeSpikes(snapshots, changes, judged, pack: pack).spikes
    try addAlerts(changes, snapshots, texts, judged, to: &report)
    return report
  }

  /// The last days of the months between the points, the newest at most.
  private func monthEnds() -> [Int32] {
    var ends: [Int32] = []
    var day = days.to &- 1
    while day > days.from, ends.count < LinkSnapshots.mostPoints - 3 {
      if Day(rawValue: day + 1).date.day == 1 { ends.append(day) }
      day -= 1
    }
    return ends.reversed()
  }

  private func addChanges(
    _ changes: LinkChanges, _ snapshots: LinkSnapshots, _ texts: LinkTexts, _ judged: JudgedDomains,
    to report: inout ChangeReport
  ) throws {
    var names: [Int: String] = [:]
    func name(_ domain: Int) throws -> String {
      if let known = names[domain] { return known }
      let name = try texts.name(ofDomain: domain)
      names[domain] = name
      return name
    }
    var links: [Int: Int] = [:]
    for link in changes.links {
      guard let kind = ChangeReport.Kind(link.kind) else { continue }
      links[link.domain, default: 0] += 1
      let words = try texts.words(of: link)
      var changed = ChangeReport.Link(
        kind: kind, domain: try name(link.domain), sourceURL: words.sourceURL,
        day: Day(rawValue: link.day), isNofollow: link.isNofollow)
      changed.targetURL = words.targetURL
      changed.anchor = words.anchor
      changed.oldAnchor = try texts.oldAnchor(of: link)
      changed.authority = snapshots.domains[link.domain].authority
      report.changedLinks.append(changed)
    }
    for domain in changes.domains {
      guard let kind = ChangeReport.Kind(domain.kind) else { continue }
      var changed = ChangeReport.Domain(
        kind: kind, domain: try name(domain.domain), day: Day(rawValue: domain.day),
        links: links[domain.domain] ?? 0)
      changed.authority = snapshots.domains[domain.domain].authority
      changed.linkClass = judged.linkClass(of: snapshots.domains[domain.domain])
      report.changedDomains.append(changed)
    }
    report.changedLinks.sort {
      ($0.kind.order, $1.authority ?? -1, $0.domain, $0.sourceURL, $0.targetURL ?? "")
        < ($1.kind.order, $0.authority ?? -1, $1.domain, $1.sourceURL, $1.targetURL ?? "")
    }
    report.changedDomains.sort {
      ($0.kind.order, $1.authority ?? -1, $0.domain) < (
        $1.kind.order, $0.authority ?? -1, $1.domain
      )
    }
  }

  private func addAnchors(
    _ changes: LinkChanges, _ texts: LinkTexts, to report: inout ChangeReport
  ) throws {
    let (uses, before, after) = changes.anchorUses()
    func share(_ count: Int, _ all: Int) -> Int { all == 0 ? 0 : count * 1_000 / all }
    for use in uses where abs(use.after - use.before) >= ChangeFinder.leastDomains {
      let (old, new) = (share(use.before, before), share(use.after, after))
      guard abs(new - old) >= ChangeFinder.leastShift else { continue }
      report.anchors.append(
        ChangeReport.Anchor(
          anchor: try texts.anchor(of: use), before: use.before, after: use.after,
          shareBefore: old, shareAfter: new))
    }
    report.anchors.sort { (abs($1.shift), $0.anchor) < (abs($0.shift), $1.anchor) }
    report.anchors = Array(report.anchors.prefix(ChangeFinder.mostAnchors))
  }
}

extension LinkChanges {
  /// The numbers of a report.
  fileprivate var counts: (domains: ChangeReport.Counts, links: ChangeReport.Counts) {
    var (ofDomains, ofLinks) = (ChangeReport.Counts(), ChangeReport.Counts())
    (ofDomains.before, ofDomains.after) = (domainsBefore, domainsAfter)
    (ofLinks.before, ofLinks.after) = (linksBefore, linksAfter)
    for domain in domains { ofDomains.count(domain.kind) }
    for link in links { ofLinks.count(link.kind) }
    return (ofDomains, ofLinks)
  }
}

extension ChangeReport.Counts {
  fileprivate mutating func count(_ kind: LinkChanges.Kind) {
    switch kind {
    case .new: new += 1
    case .lost: lost += 1
    case .regained: regained += 1
    case .moved: moved += 1
    case .listed: listed += 1
    }
  }
}

extension ChangeReport.Kind {
  /// Nil for what is only listed: it is counted.
  fileprivate init?(_ kind: LinkChanges.Kind) {
    switch kind {
    case .new: self = .new
    case .lost: self = .lost
    case .regained: self = .regained
    case .moved: self = .moved
    case .listed: return nil
    }
  }

  fileprivate var order: Int { ChangeReport.Kind.allCases.firstIndex(of: self) ?? 0 }
}
