import CalendarTime
import LinkLedger
import LinkModel
import LinkReports

/// What the audits made of the referring domains of a site, day by day.
struct JudgedDomains {
  /// By day; none before the first audit.
  private(set) var shares: [ChangeReport.ToxicShare] = []
  /// By the number of the domain in the ledger.
  private var newest: [Int64: (linkClass: LinkClass, rules: [String])] = [:]

  /// Reads the history of verdicts.
  ///
  /// - Parameters:
  ///   - ledger: The ledger.
  ///   - site: The site.
  ///   - snapshots: Which domains linked at some points.
  ///   - points: The points to count at, and their days, ascending.
  /// - Throws: ``LedgerError`` when the ledger cannot be read.
  init(
    _ ledger: Ledger, site: String, _ snapshots: LinkSnapshots, points: [(point: Int, day: Int32)]
  ) throws(LedgerError) {
    var newest: [Int64: (linkClass: LinkClass, rules: [String])] = [:]
    var shares: [ChangeReport.ToxicShare] = []
    var waiting = points[...]
    func count(_ point: (point: Int, day: Int32)) {
      var share = ChangeReport.ToxicShare(day: Day(rawValue: point.day), toxic: 0, domains: 0)
      for domain in snapshots.domains where domain.isThere(at: point.point) {
        guard let judged = newest[domain.number] else { continue }
        share.domains += 1
        share.toxic += judged.linkClass == .toxic ? 1 : 0
      }
      if share.domains > 0 { shares.append(share) }
    }
    let end = points.last?.day ?? .max
    try ledger.forEachVerdict(site: site) { domain, linkClass, rules, day in
      if day.rawValue > end { return }
      while let point = waiting.first, day.rawValue > point.day {
        count(point)
        waiting.removeFirst()
      }
      newest[domain] = (linkClass, rules)
    }
    for point in waiting { count(point) }
    self.newest = newest
    self.shares = shares
  }

  /// What the last audit made of a domain; nil before one.
  func linkClass(of domain: LinkSnapshots.Domain) -> LinkClass? {
    newest[domain.number]?.linkClass
  }

  /// The ids of the rules that counted against a domain.
  func rules(of domain: LinkSnapshots.Domain) -> [String] { newest[domain.number]?.rules ?? [] }
}
