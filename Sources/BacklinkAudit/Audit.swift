import BacklinkExports
import ByteStreams
import CalendarTime
import HostLists
package import LinkModel
import LinkProfile
import LinkReports
import LinkRules
import ReferrerLogs
import WebAddress

/// Audits sites: reads exports and logs, judges every referring domain, and says what to do.
///
/// One reading; memory grows with referring domains, not with rows.
package final class Audit {
  /// The rules and lists in use.
  package let pack: RulePack
  package internal(set) var options: AuditOptions
  /// Problems to show on stderr, in the order of the inputs.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every row that could not be used.
  package var onReject: ((Reject) -> Void)?
  /// Rows of all inputs.
  package private(set) var counts = InputCounts()
  /// An input was missing, refused or damaged.
  package private(set) var hasFailedInput = false

  let hosts: HostTable
  /// Rules that do not count.
  let suppressions: RuleSuppression.Table
  let layout: RecordLayout
  /// How many sites that are not audited each referring domain links to, by its number.
  var otherSitesLinked: [Int: Int] = [:]
  private let engine: LinkRuleEngine
  private let formats: InputFormats
  private let placement: SitePlacement
  private let vocabulary: SiteVocabulary
  private var runs: [String: SiteRun] = [:]
  private var sitesWithRows: Set<String> = []
  private var logs: [(input: TextInput, detection: LogDetection)] = []
  private var unplaced: [ExportReader] = []
  private let graph = WebGraph()

  /// Prepares an audit.
  ///
  /// - Parameters:
  ///   - pack: The rules and lists in use.
  ///   - options: What the user decided.
  ///   - formats: What inputs may be; nil: everything that is known.
  package init(pack: RulePack, options: AuditOptions, formats: InputFormats? = nil) {
    self.pack = pack
    self.options = options
    guard let chosen = formats ?? InputFormats(pack, as: nil) else {
      preconditionFailure("every format is known to itself")
    }
    self.formats = chosen
    hosts = HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    placement = SitePlacement(sites: options.sites, hosts: hosts)
    suppressions = RuleSuppression.Table(options.suppressions, of: pack.rules)
    engine = LinkRuleEngine(pack.rules, options: options.ruleOptions, hosts: hosts)
    layout = RecordLayout(
      ProfileSlots.fields + engine.fields
        // Of the day of a visit nothing follows, but a row whose day is none is rejected wherever it is read.
        + [.sourceDomain, .targetDomain, .line, .hits, .crawledAt])
    engine.bind(to: layout)
    vocabulary = pack.rules.vocabulary(topics: options.topics)
  }

  /// The sites that have inputs, by name.
  package var sites: [String] { runs.keys.sorted() }

  /// The sites, those that the user named among them, that no row of any input speaks of.
  package var sitesWithoutRows: [String] {
    Set(options.sites + sites).subtracting(sitesWithRows).sorted()
  }

  /// Reads one input, of an archive each member; a failure is reported and does not stop the others.
  package func add(path: String) {
    var problems: [Diagnostic]
    do {
      problems = try InputReading.read(path: path) { input in try add(input, path) }
    } catch {
      problems = [Diagnostic(.error, file: path, "\(error)")]
    }
    if problems.contains(where: { $0.level == .error }) { hasFailedInput = true }
    diagnostics += problems
  }

  /// Reads an export, or keeps a log until the exports are read and the sites known, and the files of a
  /// web graph until all are there.
  private func add(_ input: TextInput, _ path: String) throws {
    if input.isEmpty {
      diagnostics.append(.emptyInput(input.name))
    } else if try formats.allowsGraphs && graph.add(path: path, input) {
      return
    } else if let detection = try formats.log(input) {
      logs.append((input, detection))
    } else {
      try addExport(input)
    }
  }

  private func addExport(_ input: TextInput) throws {
    let reader = try ExportReader(
      input, mappings: formats.mappings, layout: layout, hosts: hosts, sites: options.sites)
    reader.onReject = onReject
    if placement.namesSite(reader) { try add(reader, site: nil) } else { unplaced.append(reader) }
  }

  /// Adds the rows of an export; those that name no target link to `site`.
  private func add(_ reader: ExportReader, site placed: String?) throws {
    let input = reader.input
    var first = RecordBatch(layout: layout)
    guard try reader.read(into: &first) else {
      return close(reader, input, nil, bySite: [], otherTarget: 0)
    }
    let defaultSite = placed ?? placement.site(ofFirst: first, reader)
    var finder = SiteFinder(default: defaultSite, sites: options.sites, own: options.own)
    var bySite = finder.sites.map { _ in SiteRows() }
    var other = 0
    func take(_ batch: borrowing RecordBatch) throws {
      for row in 0..<batch.count {
        guard let site = finder.site(of: row, in: batch) else {
          other += 1
          continue
        }
        if finder.isOwn(row, in: batch, site: site) {
          bySite[site].own += 1
          continue
        }
        if bySite[site].run == nil {
          let run = run(for: finder.sites[site])
          bySite[site].run = run
          bySite[site].tool = run.number(ofTool: reader.shape.mapping.tool)
        }
        bySite[site].used += 1
        try bySite[site].run?.add(batch, row: row, tool: bySite[site].tool)
      }
    }
    try take(first)
    let feed = BatchFeed(reader, layout: layout)
    defer { feed.stop() }
    while let batch = try feed.next() {
      try take(batch)
      feed.reuse(batch)
    }
    feed.stop()
    close(
      reader, input, defaultSite, bySite: Array(zip(finder.sites, bySite)), otherTarget: other)
  }

  /// What an input gave to one site.
  private struct SiteRows {
    var run: SiteRun?
    /// The number of the input's exporter in the run.
    var tool = 0
    var used = 0
    /// Links from pages of the user's own.
    var own = 0
  }

  /// Writes down what became of an export's rows.
  private func close(
    _ reader: ExportReader, _ input: TextInput, _ defaultSite: String?,
    bySite: [(site: String, rows: SiteRows)], otherTarget: Int
  ) {
    sitesWithRows.formUnion(bySite.filter { $0.rows.used + $0.rows.own > 0 }.map(\.site))
    var all = reader.counts
    let internalRows = bySite.reduce(0) { $0 + $1.rows.own }
    all.used -= internalRows + otherTarget
    if internalRows > 0 { all.skipped["internal"] = internalRows }
    if otherTarget > 0 { all.skipped["other target"] = otherTarget }
    counts.add(all)
    diagnostics += reader.diagnostics
    note(input)
    if all.total == 0 {
      diagnostics.append(Diagnostic(.info, file: input.name, "no rows"))
    }
    if otherTarget > 0 {
      diagnostics.append(
        Diagnostic(
          .info, file: input.name, "\(otherTarget) rows link to another site and were skipped"))
    }
    for (site, rows) in bySite.sorted(by: { $0.site < $1.site })
    where rows.used > 0 || site == defaultSite {
      var summary = AuditSummary.Input(
        name: input.name, kind: .export, title: reader.shape.mapping.title, counts: all)
      summary.isDamaged = input.isDamaged
      summary.cap = reader.shape.mapping.caps?.first { $0 == all.total }
      run(for: site).inputs.append(summary)
    }
  }

  /// The referring domain that a name or a URL belongs to; nil when it is none.
  package static func referringDomain(of name: String, _ pack: RulePack) -> String? {
    referringDomain(of: name, HostTable(suffixes: pack.suffixes, lists: pack.hostLists))
  }

  /// As the function of the type, with the hosts of the audit.
  func referringDomain(of name: String) -> String? { Audit.referringDomain(of: name, hosts) }

  private static func referringDomain(of name: String, _ hosts: HostTable) -> String? {
    let bytes = Array(name.utf8)
    var host: [UInt8] = []
    guard let parts = try? URLParts(scanning: bytes.span),
      HostName.canonical(bytes.span.extracting(parts.host), into: &host) != nil
    else { return nil }
    return hosts.domainName(hosts.domain(of: host.span))
  }

  /// Reads the exports that name no site: they belong to the only one there is.
  private func finishUnplaced() {
    let known = options.sites.isEmpty ? sites : options.sites
    let isVisits = { (reader: ExportReader) in reader.shape.mapping.grain == .referral }
    for reader in unplaced.filter({ !isVisits($0) }) + unplaced.filter(isVisits) {
      let name = reader.input.name
      do {
        guard known.count == 1, let site = known.first else {
          throw ExportError.refused(
            "\(reader.shape.mapping.title) does not say which site is linked; "
              + "audit it with one --site HOST")
        }
        if isVisits(reader) {
          try addVisits(reader, site)
        } else {
          try add(reader, site: site)
        }
      } catch {
        hasFailedInput = true
        diagnostics.append(Diagnostic(.error, file: name, clause(of: error, about: name)))
      }
    }
    unplaced = []
  }

  /// Adds the visits that a report of visits counts to the referring domains that an export knows.
  private func addVisits(_ reader: ExportReader, _ site: String) throws {
    var batch = RecordBatch(layout: layout)
    while try reader.read(into: &batch) {
      for row in 0..<batch.count {
        guard let host = batch.text(row, slot: layout.slot(.sourceHost)),
          let visits = batch.number(row, .hits), visits > 0
        else { continue }
        let domain = hosts.domain(of: batch.bytes.span.extracting(host))
        run(for: site).profile.addVisits(visits, fromDomain: domain)
      }
    }
    close(reader, reader.input, site, bySite: [(site, SiteRows())], otherTarget: 0)
  }

  /// Reads a web graph of which all files are known.
  private func finishGraph() {
    guard !graph.isEmpty else { return }
    do {
      graph.onReject = onReject
      try addExport(try graph.table(of: options.sites))
    } catch {
      hasFailedInput = true
      diagnostics.append(Diagnostic(.error, file: graph.name, clause(of: error, about: graph.name)))
    }
    if graph.isDamaged { hasFailedInput = true }
    counts.add(graph.counts)
    diagnostics += graph.diagnostics
  }

  /// Reads what had to wait until every input was added: web graphs, exports that name no site, and logs.
  ///
  /// A log shows visits: it adds them to the referring domains that an export knows, and judges nothing.
  package func finishReading() {
    finishGraph()
    finishUnplaced()
    guard !logs.isEmpty else { return }
    let known = options.sites.isEmpty ? sites : options.sites
    let reading = LogReading(pack: pack, sites: known, own: options.own)
    reading.onReject = onReject
    for (input, detection) in logs {
      do {
        let read = try reading.read(input, detection)
        counts.add(read)
        if read.used > 0 { sitesWithRows.formUnion(known) }
        note(input)
        var summary = AuditSummary.Input(
          name: input.name, kind: .log, title: detection.name, counts: read)
        summary.isDamaged = input.isDamaged
        for site in known { run(for: site).inputs.append(summary) }
      } catch {
        hasFailedInput = true
        diagnostics.append(
          Diagnostic(.error, file: input.name, clause(of: error, about: input.name)))
      }
    }
    diagnostics += reading.diagnostics
    logs = []
    let engine = ReferrerRuleEngine(pack.rules, options: options.ruleOptions, hosts: hosts)
    do {
      for site in known {
        guard let run = runs[site] else { continue }
        run.logReading = reading
        run.logs = try LogFindings(
          reading, site: site, engine: engine, rules: pack.rules, suppressions: suppressions)
        try noteMissing(reading, run)
      }
      try addVisits(reading, known)
    } catch {
      hasFailedInput = true
      diagnostics.append(Diagnostic(.error, file: "logs", "\(error)"))
    }
  }

  /// Tells the profile which pages were never there: links to them are without effect.
  func noteMissing(_ reading: LogReading, _ run: SiteRun) throws {
    var host: [UInt8] = []
    try reading.forEachMissingTarget(of: run.site) { url in
      guard let parts = try? URLParts(scanning: url.span) else { return }
      host.removeAll(keepingCapacity: true)
      guard HostName.canonical(url.span.extracting(parts.host), into: &host) != nil else { return }
      // One page, whether exporters write its host with `www.` or without.
      let bare = host.starts(with: "www.".utf8) ? Array(host.dropFirst(4)) : host
      let path = url.span.extracting(parts.pathAndQuery)
      run.profile.noteMissing(targetHost: bare.span, path: path)
      let full = Array("www.".utf8) + bare
      run.profile.noteMissing(targetHost: full.span, path: path)
    }
  }

  /// Counts visits by people to pages, of which two clients at least came from one source, unless the
  /// source sends robots.
  func addVisits(_ reading: LogReading, _ sites: [String]) throws {
    let layout = RecordLayout([
      .sourceHost, .targetHost, .hits, .botHits, .clients, .hitType, .firstSeen, .lastSeen,
    ])
    try reading.forEachBatch(layout: layout) { batch in
      for row in 0..<batch.count {
        guard batch.number(row, .hitType) == Int64(HitType.link.rawValue),
          batch.number(row, .clients) ?? 0 >= 2,
          let source = batch.text(row, slot: layout.slot(.sourceHost)),
          let target = batch.text(row, slot: layout.slot(.targetHost))
        else { continue }
        let visits = (batch.number(row, .hits) ?? 0) - (batch.number(row, .botHits) ?? 0)
        guard visits > 0 else { continue }
        let host = batch.bytes.span.extracting(source)
        let name = String(decoding: batch.bytes[source], as: UTF8.self)
        let domain = hosts.domain(of: host)
        let page = String(decoding: batch.bytes[target], as: UTF8.self)
        for site in sites where Hosts.isHost(page, atOrBelow: site) {
          guard let run = runs[site], !run.logs.isGhost(name) else { continue }
          run.profile.addVisits(
            visits, fromDomain: domain, first: batch.number(row, .firstSeen),
            last: batch.number(row, .lastSeen))
        }
      }
    }
  }

  /// Counts rows that came from a ledger.
  func count(_ rows: InputCounts, ofSite site: String) {
    counts.add(rows)
    if rows.used > 0 { sitesWithRows.insert(site) }
  }

  private func note(_ input: TextInput) {
    for note in input.notes where note.severity != .info {
      let level: Diagnostic.Level = note.severity == .error ? .error : .warning
      diagnostics.append(Diagnostic(level, file: input.name, note.message))
    }
    if input.isDamaged { hasFailedInput = true }
  }

  // MARK: Sites

  func run(for site: String) -> SiteRun {
    if let known = runs[site] { return known }
    let profile = SiteProfile(
      site: site, hosts: hosts, layout: layout, brands: options.brands,
      keywords: options.keywords, own: options.own + options.sites, vocabulary: vocabulary)
    let run = SiteRun(
      site: site, profile: profile, rules: pack.rules, engine: engine, layout: layout,
      suppressions: suppressions, options: options)
    run.discounts = options.discounting.map(DiscountTally.init)
    runs[site] = run
    return run
  }

  /// How many sites there are of which the condition holds.
  func runCount(where holds: (SiteRun) -> Bool) -> Int { runs.values.count(where: holds) }

  /// The run of a site that has inputs.
  func run(_ site: String) -> SiteRun? { runs[site] }
}
