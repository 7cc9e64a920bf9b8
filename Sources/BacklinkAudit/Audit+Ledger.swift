import ByteStreams
import HostLists
package import LinkLedger
import LinkModel
import LinkProfile
import LinkReports
import LinkRules
import ReferrerLogs

extension Audit {
  /// Takes in what a ledger knows: links, logs, decisions, and evidence of earlier audits.
  ///
  /// - Throws: An error of the ledger, or of a temporary file.
  package func add(_ ledger: Ledger) throws {
    // What the command line names wins.
    let named = options
    for decision in try ledger.decisions() { options.add(decision) }
    for decision in named.decisions.values { options.add(decision) }
    for request in named.requests.values { options.add(request) }
    let known = try ledger.sites()
    let wanted = options.sites.isEmpty ? known : options.sites
    for site in known {
      if wanted.contains(site) {
        try addLinks(ledger, site)
        try addLogs(ledger, site)
        options.keptRules[site] = try ledger.evidence(site: site, pack: pack.digest)
      } else {
        var domains: Set<Int> = []
        for host in try ledger.linkingHosts(site: site) {
          let bytes = Array(host.utf8)
          domains.insert(hosts.domain(of: bytes.span))
        }
        for domain in domains { otherSitesLinked[domain, default: 0] += 1 }
      }
    }
  }

  /// Writes down the verdicts of a site, and the strongest evidence for them.
  package func record(_ result: SiteResult, in ledger: Ledger) throws {
    try ledger.record(
      result.domains.map { row in
        StoredVerdict(
          domain: row.domain, verdict: row.verdict, linkClass: row.linkClass, score: row.score,
          rules: row.rules)
      }, site: result.summary.site, day: asOf, pack: pack.digest)
  }

  private func addLinks(_ ledger: Ledger, _ site: String) throws {
    guard let history = try LinkHistory(ledger, site: site) else { return }
    let run = run(for: site)
    var rows = LedgerRows(layout: layout, hosts: hosts)
    var used: [String: Int] = [:]
    var visits: [(domain: Int, visits: Int64)] = []
    func take() throws {
      for row in 0..<rows.batch.count {
        let (tool, report, kind) = rows.sources[row]
        used["\(tool) \(report)", default: 0] += 1
        if kind == .referral {
          if let domain = rows.batch[hosts: row].sourceDomain,
            let hits = rows.batch.number(row, .hits)
          {
            visits.append((domain, hits))
          }
        } else {
          try run.add(rows.batch, row: row, tool: run.number(ofTool: tool))
        }
      }
      rows.removeAll()
    }
    try history.forEachLink { link in
      guard rows.add(link, from: history) else {
        throw LedgerError.damaged(path: ledger.path, reason: "a link has no web address")
      }
      if rows.isFull { try take() }
    }
    try take()
    for entry in visits { run.profile.addVisits(entry.visits, fromDomain: entry.domain) }
    for (report, rows) in used.sorted(by: { $0.key < $1.key }) {
      var counts = InputCounts()
      counts.used = rows
      count(counts, ofSite: site)
      run.inputs.append(
        AuditSummary.Input(name: ledger.path, kind: .export, title: report, counts: counts))
    }
  }

  private func addLogs(_ ledger: Ledger, _ site: String) throws {
    let reading = LogReading(pack: pack, sites: [site], own: options.own)
    let lines = try reading.read(LogStore(ledger), site: site)
    guard lines > 0 else { return }
    let engine = ReferrerRuleEngine(pack.rules, options: options.ruleOptions, hosts: hosts)
    let run = run(for: site)
    run.logs = try LogFindings(
      reading, site: site, engine: engine, rules: pack.rules, suppressions: suppressions)
    run.logReading = reading
    try noteMissing(reading, run)
    try addVisits(reading, [site])
    var counts = InputCounts()
    counts.used = lines
    count(counts, ofSite: site)
    run.inputs.append(
      AuditSummary.Input(name: ledger.path, kind: .log, title: "logs", counts: counts))
  }
}

/// Rows made of what a ledger knows of links.
struct LedgerRows {
  private static let most = 2_048

  private(set) var batch: RecordBatch
  /// Who says what each row says.
  private(set) var sources: [(tool: String, report: String, kind: RecordKind)] = []
  private let hosts: HostTable
  private let source: AddressColumns
  private let target: AddressColumns
  private var scratch: [UInt8] = []

  init(layout: RecordLayout, hosts: HostTable) {
    batch = RecordBatch(layout: layout)
    self.hosts = hosts
    source = .source(of: layout)
    target = .target(of: layout)
  }

  var isFull: Bool { sources.count >= LedgerRows.most }

  mutating func removeAll() {
    batch.removeRows()
    batch.bytes.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
  }

  /// Adds a row for each report that has the link; false when its address is none.
  ///
  /// Whether the link is there, and whether it is followed, all rows say as the newest report does.
  mutating func add(_ link: StoredLink, from history: LinkHistory) -> Bool {
    let first = batch.count
    for observation in link.observations {
      history.append(link, observation, to: &batch)
      sources.append((observation.tool, observation.report, link.kind))
      let row = batch.count - 1
      guard let given = link.path == nil ? source.domain : source.url,
        source.resolve(row, from: given, in: &batch, hosts, &scratch)
      else { return false }
      if let url = target.url, batch.text(row, slot: url) != nil,
        !target.resolve(row, from: url, in: &batch, hosts, &scratch)
      {
        return false
      }
    }
    settle(first..<batch.count, link)
    return true
  }

  private mutating func settle(_ rows: Range<Int>, _ link: StoredLink) {
    let isThere = link.stand?.isThere ?? true
    let lost = Int64(LinkStatus.lost.rawValue)
    let layout = batch.layout
    if let slot = layout.slot(.status) {
      for row in rows {
        if !isThere {
          batch[row, slot: slot] = Cell(lost)
        } else if batch.number(row, slot: slot) == lost {
          batch[row, slot: slot] = .absent
        }
      }
    }
    guard rows.count > 1, let slot = layout.slot(.nofollow) else { return }
    // Of the newest day; on a tie the one that does not count.
    let speaker = rows.filter { batch.number($0, slot: slot) != nil }.max { left, right in
      let days = [left, right].map { link.observations[$0 - rows.lowerBound].day }
      if days[0] != days[1] { return days[0] < days[1] }
      return batch.number(left, slot: slot) ?? 0 < batch.number(right, slot: slot) ?? 0
    }
    guard let speaker else { return }
    for field in [Field.nofollow, .ugc, .sponsored] {
      guard let slot = layout.slot(field) else { continue }
      let cell = batch[speaker, slot: slot]
      for row in rows { batch[row, slot: slot] = cell }
    }
  }
}
