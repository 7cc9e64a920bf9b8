package import CalendarTime
package import DisavowFile
import HostLists
package import LinkModel
import LinkProfile
package import LinkReports
import LinkRules
import LinkSafety

/// The finished audit of one site: what its files will hold.
package struct SiteResult {
  /// Who decides how a file is written.
  package struct FileOptions: Sendable {
    /// The disavow file that is uploaded now.
    package var previous: DisavowDocument?
    /// Since when; nil when that is not known.
    package var previousDay: Day?
    /// The disavow file that lies where the new one is to go.
    package var standing: DisavowDocument?
    /// Own lines of the previous file that are not found any more are dropped.
    package var prunes = false

    package init() {}
  }

  package internal(set) var summary: AuditSummary
  /// One row a referring domain, by name.
  package let domains: DomainRows
  /// The bytes of disavow.txt, or of disavow.held.txt.
  package internal(set) var disavow: [UInt8] = []
  /// Entries that found no room, for disavow.overflow.txt.
  package internal(set) var overflow: [String] = []
  /// Severities of the findings behind new verdicts of review or more, the gravest; nil without any.
  package internal(set) var newSeverity: Severity?

  /// The file costs so much link value that it must be confirmed.
  package var isHeld: Bool { summary.disavow.heldBecause != nil }
}

extension Audit {
  /// The value that a file may cost before it is held, in thousandths.
  private static let heldShare = 250
  /// Shares of few domains say little.
  private static let domainsForShares = 20

  /// Judges one site, after all inputs were read.
  ///
  /// - Parameters:
  ///   - site: One of ``sites``.
  ///   - files: How the disavow file is written.
  ///   - onLink: Is handed the lines of links.csv in their order.
  /// - Returns: The result, or nil when the site has no inputs.
  /// - Throws: What `onLink` throws, or ``StreamError`` when sorted links cannot be read back.
  package func result(
    for site: String, files: SiteResult.FileOptions, onLink: (LinkLine) throws -> Void
  ) throws -> SiteResult? {
    guard var judgement = judgement(on: site) else { return nil }
    let asOf = self.asOf
    try judgement.mergeLinks(onLink)
    if let logReading = judgement.run.logReading {
      let toxic = judgement.toxicDomains
      try judgement.run.logs.findMissing(in: logReading, site: site) { host in
        referringDomain(of: host).map(toxic.contains) ?? false
      }
    }
    let proposals = judgement.proposals()
    let rows = DomainRows(
      judgement,
      entries: Dictionary(grouping: proposals, by: \.domain).mapValues { proposals in
        proposals.map { DisavowEntry($0.text)?.text ?? $0.text }
      })
    var result = SiteResult(summary: judgement.summary(asOf: asOf, pack: pack), domains: rows)
    let output = write(proposals, files, judgement.guards, asOf)
    result.disavow = output.text
    result.overflow = output.overflow.map(\.entry.text)
    var impact = self.impact(of: output, proposals, judgement, files)
    impact.vetoes = judgement.vetoes + output.held.map { ($0.entry.text, $0.explanation) }
    result.summary.disavow = impact
    result.summary.changes = changes(of: output, proposals, judgement, files)
    result.summary.diagnostics = diagnostics
    result.newSeverity = newSeverity(judgement, proposals, files)
    return result
  }

  /// The day that counting goes back from.
  package var asOf: Day {
    if let day = options.asOf { return day }
    let newest = sites.compactMap { run($0)?.profile.newestDay }.max() ?? .min
    return newest == .min ? Day(rawValue: 0) : Moment(rawValue: newest).day
  }

  /// How many of the audited sites a referring domain links to.
  func sitesLinked(byDomain number: Int) -> Int {
    runCount { $0.profile.index(ofDomain: number) != nil }
      + (otherSitesLinked[number] ?? 0)
  }

  private func write(
    _ proposals: [ProposedEntry], _ files: SiteResult.FileOptions, _ guards: LinkGuards, _ asOf: Day
  ) -> DisavowWriter.Output {
    var writer = DisavowWriter(checks: DisavowGuards.checks(guards, pack: pack))
    // Without a date in the data there is no day.
    writer.day = asOf.rawValue > 0 ? asOf.description : nil
    writer.isPruning = files.prunes
    writer.header = [
      "Disavow file for Google Search Console. Uploading it replaces the file there.",
      "Lines below a comment that begins with [backlinks] were found by an audit;",
      "lines of your own stay as they are.",
    ]
    let titles = Dictionary(
      pack.rules.rules.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    return writer.write(
      proposals.compactMap { proposal in
        guard let entry = DisavowEntry(proposal.text) else { return nil }
        return DisavowWriter.Proposal(
          entry: entry, rule: proposal.rule,
          reason: proposal.reason ?? titles[proposal.rule] ?? "spam links",
          rank: proposal.score)
      }, previous: files.previous)
  }

  /// What the written file does to the profile.
  private func impact(
    of output: DisavowWriter.Output, _ proposals: [ProposedEntry], _ judgement: SiteJudgement,
    _ files: SiteResult.FileOptions
  ) -> AuditSummary.DisavowImpact {
    var impact = AuditSummary.DisavowImpact()
    impact.entries = output.written.count + output.unseen.count
    if let previous = files.previous {
      let known = Set(previous.entries.map(\.entry))
      impact.previousDay = files.previousDay
      impact.added = output.written.count { !known.contains($0.entry) }
      if let written = try? DisavowDocument(parsing: output.text) {
        impact.entries = written.entryCount
        var removed = 0
        DisavowDifference(from: previous, to: written).forEach { item in
          if item.change == .removed { removed += 1 }
        }
        impact.removed = removed
      }
      impact.keptFromUser = impact.entries - output.written.count - output.unseen.count
    }
    impact.unseen = output.unseen.count
    impact.overflow = output.overflow.count
    let disavowed = Set(
      proposals.filter { if case .domain = $0.kind { true } else { false } }.map(\.domain))
    let hit = disavowed.compactMap { judgement.place(of: $0) }.sorted()
      .map { judgement.domains[$0] }
    let total = judgement.domains.reduce(0) { $0 + $1.value }
    let lost = hit.reduce(0) { $0 + $1.value }
    impact.valueShare = total > 0 ? Int(lost * 1_000 / total) : 0
    // Of equally valuable ones the first by name.
    impact.best = hit.max { $0.value < $1.value }.flatMap { best in
      best.value > 0 ? (judgement.name(of: best), best.value) : nil
    }
    impact.heldBecause = options.force ? nil : lostEntries(of: files, in: output)
    impact.strongestHit = judgement.strongest().map { judgement.name(of: $0) }
      .filter(disavowed.contains)
    if judgement.domains.count >= Audit.domainsForShares, impact.heldBecause == nil {
      if impact.valueShare > Audit.heldShare && !options.force {
        impact.heldBecause =
          "it would discount \(impact.valueShare / 10)% of the link value; look at domains.csv, then "
          + "run again with --force"
      }
    }
    return impact
  }

  /// What the user wrote into the file that stands there and the new one lacks: it must not go in silence.
  private func lostEntries(
    of files: SiteResult.FileOptions, in output: DisavowWriter.Output
  ) -> String? {
    guard let standing = files.standing, let written = try? DisavowDocument(parsing: output.text)
    else { return nil }
    let known = Set(files.previous?.entries.map(\.entry) ?? [])
    let own = Set(standing.userEntries).subtracting(known)
    var lost: [DisavowEntry] = []
    DisavowDifference(from: standing, to: written).forEach { item in
      if item.change == .removed, own.contains(item.entry) { lost.append(item.entry) }
    }
    guard let first = lost.first else { return nil }
    let more = lost.count > 1 ? " and \(lost.count - 1) more" : ""
    return
      "the disavow.txt in its place names \(first.text)\(more), which the new one lacks; keep what "
      + "is yours with --previous, or run again with --force"
  }

  /// What the written file changes against the previous one, each with its cause.
  private func changes(
    of output: DisavowWriter.Output, _ proposals: [ProposedEntry], _ judgement: SiteJudgement,
    _ files: SiteResult.FileOptions
  ) -> [AuditSummary.Change] {
    guard let previous = files.previous,
      let written = try? DisavowDocument(parsing: output.text)
    else { return [] }
    let known = Set(previous.entries.map(\.entry))
    let held = Dictionary(output.held.map { ($0.entry, $0.reason.message) }) { first, _ in first }
    var changes = output.written.filter { !known.contains($0.entry) }.map { proposal in
      AuditSummary.Change(
        entry: proposal.entry.text, isAdded: true,
        cause: "\(proposal.reason), \(proposal.rule)")
    }
    DisavowDifference(from: previous, to: written).forEach { item in
      guard item.change == .removed || item.change == .covered else { return }
      let cause =
        held[item.entry]
        ?? (item.coverer.map { "\($0.entry.text) covers it" } ?? "not found any more")
      changes.append(
        AuditSummary.Change(entry: item.entry.text, isAdded: false, cause: cause))
    }
    return changes
  }

  /// The gravest severity behind verdicts that are new to the user.
  private func newSeverity(
    _ judgement: SiteJudgement, _ proposals: [ProposedEntry], _ files: SiteResult.FileOptions
  ) -> Severity? {
    let known = CoverageIndex(files.previous)
    let previous = Set(files.previous?.entries.map(\.entry) ?? [])
    let proposed = Dictionary(grouping: proposals, by: \.domain)
    return judgement.domains
      .filter { $0.verdict.verdict >= .review && $0.verdict.protection == nil }
      .filter { judged in
        let name = judgement.name(of: judged)
        guard known?.covers(host: name) == nil, judgement.decisions[name] == nil else {
          return false
        }
        guard let lines = proposed[name] else { return true }
        return !lines.allSatisfy { DisavowEntry($0.text).map(previous.contains) ?? false }
      }
      .compactMap { judgement.severity($0) }
      .max()
  }
}

extension ProposedEntry {
  /// The line in the file.
  package var text: String { DisavowLine.text(of: kind) }
}

/// Lines of a disavow file.
enum DisavowLine {
  /// The line that names a host or a page.
  static func text(of kind: ProposedEntry.Kind) -> String {
    switch kind {
    case .domain(let host): "domain:" + host
    case .url(let url): url
    }
  }
}

extension DisavowWriter.Held {
  /// What the summary says of it.
  fileprivate var explanation: String {
    guard let line else { return reason.message }
    return "\(reason.message); line \(line) of the previous file is a comment now"
  }
}

extension CoverageIndex {
  /// The index of a document, or nil without one.
  fileprivate init?(_ document: DisavowDocument?) {
    guard let document else { return nil }
    self.init()
    for (line, entry) in document.entries { insert(entry, line: line) }
  }
}
