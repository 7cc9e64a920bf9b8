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
  package let options: AuditOptions
  /// Problems to show on stderr, in the order of the inputs.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every row that could not be used.
  package var onReject: ((Reject) -> Void)?
  /// Rows of all inputs.
  package private(set) var counts = InputCounts()
  /// An input was missing, refused or damaged.
  package private(set) var hasFailedInput = false

  let hosts: HostTable
  private let layout: RecordLayout
  private let engine: LinkRuleEngine
  private let formats: InputFormats
  private let genericAnchors: [String]
  private let commercialWords: [String]
  private var runs: [String: SiteRun] = [:]
  private var logs: [(input: TextInput, detection: LogDetection)] = []

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
    var rules = RuleOptions()
    rules.statuses = options.statuses
    rules.topics = options.topics
    engine = LinkRuleEngine(pack.rules, options: rules, hosts: hosts)
    layout = RecordLayout(
      ProfileSlots.fields + engine.fields + [.sourceDomain, .targetDomain, .line])
    engine.bind(to: layout)
    genericAnchors = pack.lists.first { $0.name == "generic-anchors" }?.entries ?? []
    commercialWords = pack.lists.first { $0.name == "commercial-words" }?.entries ?? []
  }

  /// The sites that have links, by name.
  package var sites: [String] { runs.keys.sorted() }

  /// Reads one input, of an archive each member; a failure is reported and does not stop the others.
  package func add(path: String) {
    var problems: [Diagnostic]
    do {
      problems = try InputReading.read(path: path) { input in try add(input) }
    } catch {
      problems = [Diagnostic(.error, file: path, "\(error)")]
    }
    if problems.contains(where: { $0.level == .error }) { hasFailedInput = true }
    diagnostics += problems
  }

  /// Reads an export, or keeps a log until the exports are read and the sites known.
  private func add(_ input: TextInput) throws {
    if input.isEmpty {
      diagnostics.append(.emptyInput(input.name))
    } else if let detection = try formats.log(input) {
      logs.append((input, detection))
    } else {
      try addExport(input)
    }
  }

  private func addExport(_ input: TextInput) throws {
    let reader = try ExportReader(input, mappings: formats.mappings, layout: layout, hosts: hosts)
    reader.onReject = onReject
    var batch = RecordBatch(layout: layout)
    guard try reader.read(into: &batch) else {
      return close(reader, input, nil, bySite: [], otherTarget: 0)
    }
    let defaultSite = site(ofFirst: batch, reader, name: input.name)
    var finder = SiteFinder(
      default: defaultSite, sites: options.sites, own: options.own, hosts: hosts)
    var bySite = finder.sites.map { _ in SiteRows() }
    var other = 0
    repeat {
      for row in 0..<batch.count {
        guard let site = finder.site(ofTarget: batch.targetHostNumber(row)) else {
          other += 1
          continue
        }
        guard let host = batch.sourceHostNumber(row) else {
          preconditionFailure("a row without a source was not rejected")
        }
        if finder.isOwn(source: host, site: site) {
          bySite[site].own += 1
          continue
        }
        if bySite[site].run == nil {
          let run = run(for: finder.sites[site])
          bySite[site].run = run
          bySite[site].tool = run.number(ofTool: reader.shape.mapping.tool)
        }
        bySite[site].used += 1
        try bySite[site].run?.add(batch, row: row, sourceHost: host, tool: bySite[site].tool)
      }
    } while try reader.read(into: &batch)
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
      summary.cap = reader.shape.mapping.caps.first { $0 == all.total }
      run(for: site).inputs.append(summary)
    }
  }

  /// The referring domain that a name or a URL belongs to.
  func referringDomain(of name: String) -> String? {
    let bytes = Array(name.utf8)
    var host: [UInt8] = []
    guard let parts = try? URLParts(scanning: bytes.span),
      HostName.canonical(bytes.span.extracting(parts.host), into: &host) != nil
    else { return nil }
    return hosts.domainName(hosts.domain(of: host.span))
  }

  /// Reads the logs that were added; call it when all inputs were added.
  ///
  /// A log shows visits: it adds them to the referring domains that an export knows, and judges nothing.
  package func finishLogs() {
    guard !logs.isEmpty else { return }
    let known = options.sites.isEmpty ? sites : options.sites
    let reading = LogReading(pack: pack, sites: known, own: options.own)
    reading.onReject = onReject
    for (input, detection) in logs {
      do {
        let read = try reading.read(input, detection)
        counts.add(read)
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
    do {
      try addVisits(reading, known)
    } catch {
      hasFailedInput = true
      diagnostics.append(Diagnostic(.error, file: "logs", "\(error)"))
    }
  }

  /// Counts visits by people to pages, of which two clients at least came from one source.
  private func addVisits(_ reading: LogReading, _ sites: [String]) throws {
    let layout = RecordLayout([
      .sourceHost, .targetHost, .hits, .botHits, .clients, .hitType, .referrerClass,
    ])
    try reading.forEachBatch(layout: layout) { batch in
      for row in 0..<batch.count {
        guard batch.number(row, .hitType) == Int64(HitType.link.rawValue),
          batch.number(row, .clients) ?? 0 >= 2,
          let host = batch.text(row, slot: layout.slot(.sourceHost))
        else { continue }
        let visits = (batch.number(row, .hits) ?? 0) - (batch.number(row, .botHits) ?? 0)
        guard visits > 0 else { continue }
        let domain = hosts.domain(of: batch.bytes.span.extracting(host))
        for site in sites { runs[site]?.profile.addVisits(visits, fromDomain: domain) }
      }
    }
  }

  private func note(_ input: TextInput) {
    for note in input.notes where note.severity != .info {
      let level: Diagnostic.Level = note.severity == .error ? .error : .warning
      diagnostics.append(Diagnostic(level, file: input.name, note.message))
    }
    if input.isDamaged { hasFailedInput = true }
  }

  // MARK: Sites

  private func run(for site: String) -> SiteRun {
    if let known = runs[site] { return known }
    let profile = SiteProfile(
      site: site, hosts: hosts, layout: layout, brands: options.brands,
      genericAnchors: genericAnchors, commercialWords: commercialWords)
    let run = SiteRun(
      site: site, profile: profile, rules: pack.rules, engine: engine, allLinks: options.allLinks)
    runs[site] = run
    return run
  }

  /// The run of a site that has inputs.
  func run(_ site: String) -> SiteRun? { runs[site] }

  /// The site that rows without a choice belong to: the commonest target of the first rows.
  private func site(ofFirst batch: RecordBatch, _ reader: ExportReader, name: String) -> String? {
    if options.sites.count == 1 { return options.sites.first }
    if reader.shape.mapping.targetFromFileName, let property = FileName.property(of: name) {
      let bytes = Array(property.utf8)
      return options.sites.isEmpty ? hosts.domainName(hosts.domain(of: bytes.span)) : property
    }
    guard options.sites.isEmpty else { return nil }
    var counts: [String: Int] = [:]
    for row in 0..<min(batch.count, 4_096) {
      if let domain = batch.text(row, .targetDomain) { counts[domain, default: 0] += 1 }
    }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}

/// What an exporter's file name says.
enum FileName {
  /// The property of a Search Console export: `https___www.shop.example_-Latest links-2026-09-30.csv`,
  /// or `shop.example-Latest links-2026-09-30.csv`.
  static func property(of path: String) -> String? {
    // A sheet of an archive is named after the report, the archive after the property.
    let parts = path.split(separator: "/").map(String.init)
    let isMember = parts.count > 1 && parts[parts.count - 2].hasSuffix(".zip")
    var name = (isMember ? parts.dropLast() : parts[...]).last ?? path
    for ending in [".gz", ".csv", ".tsv", ".txt", ".zip"] where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    for scheme in ["https___", "http___"] where name.hasPrefix(scheme) {
      name = String(name.dropFirst(scheme.count))
    }
    let host = name.prefix { $0 != "_" && !$0.isWhitespace && $0 != "," }
    var text = String(host)
    if let range = text.range(ofDash: "Latest") ?? text.range(ofDash: "More")
      ?? text.range(ofDash: "Top")
    {
      text = String(text[..<range])
    }
    while text.hasSuffix("-") { text.removeLast() }
    let bytes = Array(text.utf8)
    var canonical: [UInt8] = []
    // A file called links.v2.csv names no site.
    let top = text.split(separator: ".").last ?? ""
    guard text.contains("."), top.hasPrefix("xn--") || top.allSatisfy(\.isLetter),
      HostName.canonical(bytes.span, into: &canonical) != nil
    else {
      return nil
    }
    return String(decoding: canonical, as: UTF8.self)
  }
}

extension String {
  /// Where "-word" begins.
  fileprivate func range(ofDash word: String) -> String.Index? {
    let mark = "-" + word
    return indices.first { self[$0...].hasPrefix(mark) }
  }
}
