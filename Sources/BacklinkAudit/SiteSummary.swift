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

  /// One row a referring domain, by name.
  func domainRows(entries: [String: [String]]) -> [DomainRow] {
    domains.map { judged in
      let facts = judged.facts
      var row = DomainRow(
        domain: facts.name, verdict: judged.verdict.verdict,
        linkClass: judged.verdict.evidence.linkClass, score: judged.verdict.evidence.score,
        value: facts.value)
      row.entry = entries[facts.name]?.joined(separator: " ") ?? proposedEntry(judged)
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
      row.relation = relation(of: facts)
      row.placement = facts.placement
      row.lostLinks = Int(facts.number(.lostLinks) ?? 0)
      row.evidence = evidence(judged, entries: entries[facts.name] ?? [])
      return row
    }
  }

  /// What speaks for and against a domain.
  private func evidence(_ judged: Judged, entries: [String]) -> DomainEvidence {
    let facts = judged.facts
    var evidence = DomainEvidence()
    evidence.families = judged.verdict.evidence.families
    evidence.entries = entries
    evidence.softenedBy = judged.verdict.softenedBy
    evidence.protection = judged.verdict.protection?.explanation
    let host = Array(facts.name.utf8)
    evidence.guardReason =
      (guards.hardVeto(pageHost: host.span) ?? guards.hardVeto(domainEntry: host.span))?.explanation
    if judged.verdict.verdict == .review { evidence.group = pattern(of: judged) }
    if judged.verdict.verdict >= .review { evidence.turn = turns(of: judged).first }
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
  private func proposedEntry(_ judged: Judged) -> String {
    judged.verdict.proposedHosts
      .map { run.profile.hosts.hostName($0) }
      .filter { $0 != judged.facts.name && $0 != "www." + judged.facts.name }
      .map { "(domain:\($0))" }
      .joined(separator: " ")
  }

  /// The summary of the site, without what the disavow file does.
  func summary(asOf: Day, pack: RulePack) -> AuditSummary {
    var summary = AuditSummary(site: run.site, asOf: asOf)
    summary.inputs = run.inputs
    summary.domains = domains.count
    summary.links = domains.reduce(0) { $0 + $1.facts.links }
    summary.followedDomains = domains.count { $0.facts.followedLinks > 0 }
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
    summary.anchorKinds = run.profile.anchorKindCounts()
    summary.coverage = run.coverage
    summary.strongest = strongest().map { judged in
      AuditSummary.StrongDomain(
        domain: judged.facts.name, value: judged.facts.value, verdict: judged.verdict.verdict,
        sourceURL: judged.facts.exampleSource)
    }
    summary.growth = growth()
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
    let valued = domains.indices.filter { domains[$0].facts.value > 0 }
    let count = (valued.count + SiteJudgement.strongestShare - 1) / SiteJudgement.strongestShare
    return
      valued
      .sorted { left, right in
        let (a, b) = (domains[left].facts.value, domains[right].facts.value)
        return a != b ? a > b : domains[left].facts.name < domains[right].facts.name
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
          pattern: title, domains: judged.map(\.facts.name), example: judged.first?.reason ?? "")
      }
      .sorted { ($1.domains.count, $0.pattern) < ($0.domains.count, $1.pattern) }
  }

  func reasons(_ reason: (Judged) -> String?) -> [AuditSummary.ReasonCount] {
    var found: [String: [String]] = [:]
    for judged in domains {
      if let reason = reason(judged) { found[reason, default: []].append(judged.facts.name) }
    }
    return
      found
      .map { reason, names in
        AuditSummary.ReasonCount(
          reason: reason, domains: names.count,
          examples: Array(names.prefix(SiteJudgement.exampleCount)))
      }
      .sorted { ($1.domains, $0.reason) < ($0.domains, $1.reason) }
  }

  private func familyCounts(_ pack: RulePack) -> [AuditSummary.FamilyCount] {
    var found: [String: [String]] = [:]
    for judged in domains {
      let families = Set(judged.verdict.evidence.rules.map { set.rules[$0].family })
      for family in families { found[family, default: []].append(judged.facts.name) }
    }
    return
      found
      .map { id, names in
        AuditSummary.FamilyCount(
          family: id, title: pack.families.first { $0.id == id }?.title ?? id,
          domains: names.count, examples: Array(names.prefix(SiteJudgement.exampleCount)))
      }
      .sorted { ($1.domains, $0.family) < ($0.domains, $1.family) }
  }

  private func growth() -> [(month: String, domains: Int)] {
    var months: [String: Int] = [:]
    for judged in domains {
      guard let first = judged.facts.firstSeen else { continue }
      months[String(first.day.description.prefix(7)), default: 0] += 1
    }
    return months.map { (month: $0.key, domains: $0.value) }.sorted { $0.month < $1.month }
  }
}
