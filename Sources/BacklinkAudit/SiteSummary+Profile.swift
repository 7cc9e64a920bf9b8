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
  private static let relations = ["followed", "unknown", "ugc", "sponsored", "nofollow", "lost"]

  func addProfile(to summary: inout AuditSummary, _ pack: RulePack) {
    addTitles(to: &summary, pack)
    summary.toxic = toxic()
    summary.relations = counts(in: SiteJudgement.relations) { [relation(of: $0)] }
    for judged in domains {
      summary.qualifiers.followed += judged.facts.followedLinks
      summary.qualifiers.nofollow += Int(judged.facts.number(.nofollowLinks) ?? 0)
      summary.qualifiers.lost += Int(judged.facts.number(.lostLinks) ?? 0)
    }
    let placements = Placement.names
    summary.placements = counts(in: placements) { [placements[Int($0.placement.rawValue)]] }
    summary.topLevels = counts { [topLevel(of: $0)] }
    summary.languages = counts { $0.languages }
    let steps = stride(from: 90, through: 0, by: -10).map { "\($0)-\($0 + (9 + $0 / 90))" }
    summary.authorities = counts(in: steps + ["unknown"]) { facts in
      [facts.authority.map { steps[9 - min(9, Int($0 / 10_000))] } ?? "unknown"]
    }
    summary.lostLinks = summary.qualifiers.lost
    let lost = domains.filter {
      $0.facts.liveLinks == 0 && ($0.facts.number(.lostLinks) ?? 0) > 0
    }.map(\.facts)
    summary.lostDomains = lost.count
    summary.strongestLost = strongest(lost)
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

  /// What the best link of a domain is.
  func relation(of facts: DomainFacts) -> String {
    if facts.liveLinks == 0 { return "lost" }
    if facts.followedLinks > 0 { return facts.isRelUnknown ? "unknown" : "followed" }
    return facts.isUGC ? "ugc" : facts.isSponsored ? "sponsored" : "nofollow"
  }

  private func topLevel(of facts: DomainFacts) -> String {
    let name = facts.text(.tld) ?? ""
    return name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x5D } ? "(address)" : name
  }

  /// Domains by what is said of them: in the given order, those that nobody has left out; else the
  /// largest first.
  private func counts(
    in order: [String]? = nil, _ names: (DomainFacts) -> [String]
  ) -> [AuditSummary.NamedCount] {
    var found: [String: Int] = [:]
    for place in domains.indices {
      for name in names(domains[place].facts) { found[name, default: 0] += 1 }
    }
    if let order {
      return order.compactMap { name in found[name].map { AuditSummary.NamedCount(name, $0) } }
    }
    return found.map { AuditSummary.NamedCount($0.key, $0.value) }
      .sorted { ($1.domains, $0.name) < ($0.domains, $1.name) }
  }

  private func toxic() -> [AuditSummary.ToxicDomain] {
    domains
      .filter { $0.verdict.evidence.linkClass == .toxic }
      .sorted { left, right in
        let a = (left.verdict.evidence.score, left.facts.links)
        let b = (right.verdict.evidence.score, right.facts.links)
        return a != b ? a > b : left.facts.name < right.facts.name
      }
      .prefix(SiteJudgement.listedToxic)
      .map { judged in
        AuditSummary.ToxicDomain(
          domain: judged.facts.name, score: judged.verdict.evidence.score,
          verdict: judged.verdict.verdict, links: judged.facts.links, reason: judged.reason)
      }
  }

  private func strongest(_ lost: [DomainFacts]) -> [AuditSummary.LostDomain] {
    lost
      .sorted { ($1.authority ?? -1, $0.name) < ($0.authority ?? -1, $1.name) }
      .prefix(SiteJudgement.listedLost)
      .map { facts in
        AuditSummary.LostDomain(
          domain: facts.name, authority: facts.authority,
          links: Int(facts.number(.lostLinks) ?? 0), lastSeen: facts.lastSeen,
          sourceURL: facts.exampleSource)
      }
  }

  private func networks() -> [AuditSummary.Network] {
    var places: [Int: Int] = [:]
    for (place, judged) in domains.enumerated() { places[judged.facts.number] = place }
    return run.profile.networks().prefix(SiteJudgement.listedNetworks).map { network in
      let members = network.members.compactMap { places[$0] }.sorted().map { domains[$0] }
      let example =
        members.first.map { first in
          switch network.footprint {
          case .title: first.facts.exampleTitle
          case .template: first.facts.text(.examplePath) ?? ""
          case .anchor: first.facts.topAnchor ?? ""
          case .address: first.facts.name
          }
        } ?? ""
      return AuditSummary.Network(
        footprint: network.footprint.rawValue, example: example, owners: network.owners,
        toxic: members.count { $0.verdict.evidence.linkClass == .toxic },
        members: members.map(\.facts.name))
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
    var bursts: [AuditSummary.Burst] = []
    for entry in growth.reversed() where entry.domains >= SiteJudgement.fewestOfBurst {
      guard let month = MonthName.number(entry.month),
        month - first >= SiteJudgement.fewestMonths
      else { continue }
      let before = (max(first, month - SiteJudgement.monthsOfUsual)..<month)
        .map { counts[$0] ?? 0 }.sorted()
      let usual = before[before.count / 2]
      guard entry.domains >= SiteJudgement.burstFactor * max(1, usual) else { continue }
      bursts.append(burst(entry.month, entry.domains, usual: usual))
    }
    return bursts
  }

  private func burst(_ month: String, _ domains: Int, usual: Int) -> AuditSummary.Burst {
    let toxic = self.domains.filter { judged in
      judged.verdict.evidence.linkClass == .toxic
        && judged.facts.firstSeen?.day.description.hasPrefix(month) == true
    }
    var patterns: [String: Int] = [:]
    for judged in toxic { patterns[pattern(of: judged), default: 0] += 1 }
    let commonest = patterns.min { ($1.value, $0.key) < ($0.value, $1.key) }
    return AuditSummary.Burst(
      month: month, domains: domains, usual: usual, toxic: toxic.count,
      pattern: commonest?.key ?? "")
  }
}
