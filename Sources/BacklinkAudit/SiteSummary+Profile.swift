import CalendarTime
import LinkModel
import LinkProfile
import LinkReports
import LinkRules

/// The parts of a summary that describe the profile: distributions, networks, what is lost.
extension SiteJudgement {
  private static let listedToxic = 100
  private static let listedLost = 50
  private static let listedNetworks = 50

  func addProfile(to summary: inout AuditSummary, _ pack: RulePack) {
    addTitles(to: &summary, pack)
    summary.toxic = toxic()
    summary.relations = distributions.relations
    summary.qualifiers = distributions.qualifiers
    summary.placements = distributions.placements
    summary.topLevels = distributions.topLevels
    summary.languages = distributions.languages
    summary.authorities = distributions.authorities
    summary.lostLinks = summary.qualifiers.lost
    summary.lostDomains = distributions.lost.count
    summary.strongestLost = strongestLost()
    summary.brokenTargets = run.brokenTargets.largest
    summary.networks = networks()
  }

  private func addTitles(to summary: inout AuditSummary, _ pack: RulePack) {
    for judged in domains {
      for rule in judged.verdict.evidence.rules where summary.ruleTitles[set.rules[rule].id] == nil
      {
        summary.ruleTitles[set.rules[rule].id] = set.rules[rule].title
      }
      for (family, _) in judged.verdict.evidence.families where summary.familyTitles[family] == nil
      {
        summary.familyTitles[family] =
          pack.families.first { $0.id == family }?.title ?? "Supporting signs together"
      }
    }
  }

  private func toxic() -> [AuditSummary.ToxicDomain] {
    domains.indices
      .filter { domains[$0].verdict.evidence.linkClass == .toxic }
      .map { (place: $0, links: facts(of: domains[$0]).links) }
      .sorted { left, right in
        let a = (domains[left.place].verdict.evidence.score, left.links)
        let b = (domains[right.place].verdict.evidence.score, right.links)
        return a != b ? a > b : left.place < right.place
      }
      .prefix(SiteJudgement.listedToxic)
      .map { place, links in
        AuditSummary.ToxicDomain(
          domain: name(of: domains[place]), score: domains[place].verdict.evidence.score,
          verdict: domains[place].verdict.verdict, links: links, reason: domains[place].reason)
      }
  }

  private func strongestLost() -> [AuditSummary.LostDomain] {
    distributions.lost.enumerated()
      .sorted { ($1.element.authority, $0.offset) < ($0.element.authority, $1.offset) }
      .prefix(SiteJudgement.listedLost)
      .map { _, lost in
        let facts = facts(of: lost.domain)
        return AuditSummary.LostDomain(
          domain: facts.name, authority: facts.authority,
          links: Int(facts.number(.lostLinks) ?? 0), lastSeen: facts.lastSeen,
          sourceURL: facts.exampleSource)
      }
  }

  private func networks() -> [AuditSummary.Network] {
    var places = [UInt32](repeating: 0, count: domains.count)
    for (place, judged) in domains.enumerated() { places[judged.domain] = UInt32(place) }
    return run.profile.networks().prefix(SiteJudgement.listedNetworks).map { network in
      let members = network.members.map { places[$0] }.sorted().map { domains[Int($0)] }
      let example =
        members.first.map { first in
          let facts = facts(of: first)
          return switch network.footprint {
          case .title: facts.exampleTitle
          case .template: facts.text(.examplePath) ?? ""
          case .anchor: facts.topAnchor ?? ""
          case .address: facts.name
          }
        } ?? ""
      return AuditSummary.Network(
        footprint: network.footprint.rawValue, example: example, owners: network.owners,
        toxic: members.count { $0.verdict.evidence.linkClass == .toxic },
        members: members.map(name))
    }
  }

  /// Why a domain is kept; nil when it is not, or when the summary lists it as protected.
  func keptReason(_ judged: Judged) -> String? {
    guard judged.verdict.verdict == .keep else { return nil }
    let evidence = judged.verdict.evidence
    if judged.verdict.protection != nil, evidence.linkClass != .clean, evidence.linkClass != .noise
    {
      return nil
    }
    if let reason = judged.verdict.softenedBy { return reason }
    if evidence.linkClass == .noise { return "harmless copies and redirectors" }
    return evidence.rules.isEmpty
      ? "nothing was found against them" : "what was found is too little to act on"
  }

  // MARK: Bursts

  /// A burst has so many domains, and so many times the usual number.
  private static let fewestOfBurst = 10
  private static let burstFactor = 4
  /// So many months before say what is usual; with fewer nothing does.
  private static let monthsOfUsual = 12
  private static let fewestMonths = 6

  /// Months with far more new domains than the middle of the twelve before, the newest first.
  func bursts(_ growth: [(month: String, domains: Int)]) -> [AuditSummary.Burst] {
    var counts: [Int: Int] = [:]
    for entry in growth {
      if let number = MonthName.number(entry.month) { counts[number] = entry.domains }
    }
    guard let first = counts.keys.min() else { return [] }
    let toxic = domains.filter { $0.verdict.evidence.linkClass == .toxic }
      .map { (judged: $0, day: facts(of: $0).firstSeen?.day.description ?? "") }
    var bursts: [AuditSummary.Burst] = []
    for entry in growth.reversed() where entry.domains >= SiteJudgement.fewestOfBurst {
      guard let month = MonthName.number(entry.month),
        month - first >= SiteJudgement.fewestMonths
      else { continue }
      let before = (max(first, month - SiteJudgement.monthsOfUsual)..<month)
        .map { counts[$0] ?? 0 }.sorted()
      let usual = before[before.count / 2]
      guard entry.domains >= SiteJudgement.burstFactor * max(1, usual) else { continue }
      let new = toxic.filter { $0.day.hasPrefix(entry.month) }.map(\.judged)
      bursts.append(burst(entry.month, entry.domains, usual: usual, toxic: new))
    }
    return bursts
  }

  private func burst(
    _ month: String, _ domains: Int, usual: Int, toxic: [Judged]
  ) -> AuditSummary.Burst {
    var patterns: [String: Int] = [:]
    for judged in toxic { patterns[pattern(of: judged), default: 0] += 1 }
    let commonest = patterns.min { ($1.value, $0.key) < ($0.value, $1.key) }
    return AuditSummary.Burst(
      month: month, domains: domains, usual: usual, toxic: toxic.count,
      pattern: commonest?.key ?? "")
  }
}
