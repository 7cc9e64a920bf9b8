import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import LinkReports
import LinkRules
import LinkSafety
import WebAddress

extension SiteJudgement {
  /// The strongest domains are a fifth of those with a value, and at most a hundred.
  private static let strongestCount = 100
  private static let strongestShare = 5
  private static let exampleCount = 3

  /// The line of a referring domain; the entries are those of the disavow file, by domain.
  func row(of judged: Judged, _ facts: DomainFacts, entries: [String: [String]]) -> DomainRow {
    var row = DomainRow(
      domain: facts.name, verdict: judged.verdict.verdict,
      linkClass: judged.verdict.evidence.linkClass, score: judged.verdict.evidence.score,
      value: facts.value)
    let entries = entries[facts.name]
    row.entry = entries?.joined(separator: " ") ?? proposedEntry(judged, facts.name)
    row.request = requests[facts.name]
    row.links = facts.links
    row.sourcePages = facts.sourcePages
    row.targetPages = facts.targetPages
    row.followedLinks = facts.followedLinks
    row.topAnchor = facts.topAnchor ?? ""
    row.firstSeen = facts.firstSeen
    row.lastSeen = facts.lastSeen
    row.rules = judged.verdict.evidence.rules.map { set.rules[$0].id }
    row.reason = judged.reason
    row.authority = facts.authority
    row.languages = facts.languages
    row.relation = Distributions.relation(of: facts)
    row.placement = facts.placement
    row.lostLinks = Int(facts.number(.lostLinks) ?? 0)
    row.evidence = evidence(judged, facts, entries: entries ?? [])
    return row
  }

  /// What speaks for and against a domain.
  private func evidence(
    _ judged: Judged, _ facts: DomainFacts, entries: [String]
  ) -> DomainEvidence {
    var evidence = DomainEvidence()
    evidence.families = judged.verdict.evidence.families
    evidence.entries = entries
    evidence.softenedBy = judged.verdict.softenedBy
    evidence.protection = judged.verdict.protection?.explanation
    let host = Array(facts.name.utf8)
    evidence.guardReason =
      (guards.hardVeto(pageHost: host.span) ?? guards.hardVeto(domainEntry: host.span))?.explanation
    if judged.verdict.verdict == .review { evidence.group = pattern(of: judged) }
    if judged.verdict.verdict >= .review { evidence.turn = firstTurn(of: judged, facts) }
    evidence.samples = judged.samples
    if evidence.samples.isEmpty, !facts.exampleSource.isEmpty {
      var sample = DomainEvidence.Sample(
        sourceURL: facts.exampleSource, targetURL: facts.exampleTarget,
        anchor: facts.exampleAnchor)
      sample.title = facts.exampleTitle
      evidence.samples = [sample]
    }
    return evidence
  }

  /// What a careful user could write for a toxic domain that is protected.
  private func proposedEntry(_ judged: Judged, _ name: String) -> String {
    judged.verdict.proposedHosts
      .map { run.profile.hosts.hostName($0) }
      .filter { $0 != name && $0 != "www." + name }
      .map { "(domain:\($0))" }
      .joined(separator: " ")
  }

  /// The summary of the site, without what the disavow file does.
  func summary(asOf: Day, pack: RulePack) -> AuditSummary {
    var summary = AuditSummary(site: run.site, asOf: asOf)
    summary.inputs = run.inputs
    summary.domains = domains.count
    summary.links = distributions.links
    summary.followedDomains = distributions.followedDomains
    for judged in domains {
      summary.verdicts[judged.verdict.verdict, default: 0] += 1
      summary.classes[judged.verdict.evidence.linkClass, default: 0] += 1
    }
    summary.reviewGroups = reviewGroups()
    summary.ignored = reasons {
      $0.verdict.verdict == .ignore ? $0.verdict.ignoredAs : nil
    }
    summary.protected = reasons { judged in
      guard let protection = judged.verdict.protection, judged.verdict.verdict == .keep,
        judged.verdict.evidence.linkClass == .suspicious
          || judged.verdict.evidence.linkClass == .toxic
      else { return nil }
      return protection.explanation
    }
    summary.kept = reasons(keptReason)
    summary.families = familyCounts(pack)
    addProfile(to: &summary, pack)
    summary.anchorKinds = distributions.anchorKinds
    summary.coverage = run.coverage
    summary.strongest = strongest().map { judged in
      let facts = facts(of: judged)
      return AuditSummary.StrongDomain(
        domain: facts.name, value: facts.value, verdict: judged.verdict.verdict,
        sourceURL: facts.exampleSource)
    }
    summary.growth = distributions.growth
    summary.bursts = bursts(summary.growth)
    summary.alerts = ownAlerts
    summary.referrals = run.logs.referrals
    summary.ghostReferrers = run.logs.ghosts
    summary.reclamation = run.logs.missing
    summary.suffixListDate = pack.suffixes.date
    return summary
  }

  /// The domains of the highest value; of equal ones the first by name.
  func strongest() -> [Judged] {
    let valued = domains.indices.filter { domains[$0].value > 0 }
    let count = (valued.count + SiteJudgement.strongestShare - 1) / SiteJudgement.strongestShare
    return
      valued
      .sorted { left, right in
        let (a, b) = (domains[left].value, domains[right].value)
        return a != b ? a > b : left < right
      }
      .prefix(min(SiteJudgement.strongestCount, count))
      .map { domains[$0] }
  }

  /// The title of the rule that weighs most: what the domains of a review group have in common.
  func pattern(of judged: Judged) -> String {
    let id = leadingRule(judged.verdict.evidence)
    return set.rules.first { $0.id == id }?.title ?? "Single spam links on a protected domain"
  }

  private func reviewGroups() -> [AuditSummary.ReviewGroup] {
    var groups: [String: [Judged]] = [:]
    for judged in domains where judged.verdict.verdict == .review {
      groups[pattern(of: judged), default: []].append(judged)
    }
    return
      groups
      .map { title, judged in
        AuditSummary.ReviewGroup(
          pattern: title, domains: judged.map(name), example: judged.first?.reason ?? "")
      }
      .sorted { ($1.domains.count, $0.pattern) < ($0.domains.count, $1.pattern) }
  }

  /// How many domains there are of a sort, and the first of them.
  private struct Examples {
    private(set) var count = 0
    private(set) var first: [Judged] = []

    mutating func add(_ judged: Judged) {
      count += 1
      if first.count < SiteJudgement.exampleCount { first.append(judged) }
    }
  }

  func reasons(_ reason: (Judged) -> String?) -> [AuditSummary.ReasonCount] {
    var found: [String: Examples] = [:]
    for judged in domains {
      if let reason = reason(judged) { found[reason, default: Examples()].add(judged) }
    }
    return
      found
      .map { reason, found in
        AuditSummary.ReasonCount(
          reason: reason, domains: found.count, examples: found.first.map(name))
      }
      .sorted { ($1.domains, $0.reason) < ($0.domains, $1.reason) }
  }

  private func familyCounts(_ pack: RulePack) -> [AuditSummary.FamilyCount] {
    var found: [String: Examples] = [:]
    for judged in domains where !judged.verdict.evidence.rules.isEmpty {
      let families = Set(judged.verdict.evidence.rules.map { set.rules[$0].family })
      for family in families { found[family, default: Examples()].add(judged) }
    }
    return
      found
      .map { id, found in
        AuditSummary.FamilyCount(
          family: id, title: pack.families.first { $0.id == id }?.title ?? id,
          domains: found.count, examples: found.first.map(name))
      }
      .sorted { ($1.domains, $0.family) < ($0.domains, $1.family) }
  }
}
