import LinkModel
import LinkProfile
package import LinkReports
import LinkRules
import LinkSafety

/// Why one referring domain has its verdict.
package struct Explanation: Sendable {
  /// One finding, whether it counted or not.
  package struct Finding: Sendable {
    package let rule: String
    package let family: String
    package let weight: Int
    package let message: String
    /// Why it does not count, or nil.
    package let uncounted: String?
  }

  package let site: String
  package let row: DomainRow
  package let findings: [Finding]
  package let softenedBy: String?
  package let protection: String?
  /// The single finding or condition without which the verdict would be another.
  package let turn: String?
  /// The first links with a finding.
  package let links: [LinkLine]
}

extension Audit {
  private static let shownLinks = 5

  /// The explanation of a domain, or of the domain of a URL; nil when the site has no link from it.
  package func explanation(of name: String, site: String) throws -> Explanation? {
    guard let run = run(site), let domain = referringDomain(of: name) else { return nil }
    var judgement = SiteJudgement(
      run: run, pack: pack, options: options, asOf: asOf,
      sitesLinked: { domain in self.sitesLinked(byDomain: domain) })
    guard let place = judgement.domains.firstIndex(where: { $0.facts.name == domain }) else {
      return nil
    }
    var links: [LinkLine] = []
    var messages: [String: String] = [:]
    try judgement.mergeLinks { line in
      guard line.sourceDomain == domain else { return }
      for rule in line.rules where messages[rule] == nil { messages[rule] = line.reason }
      if links.count < Audit.shownLinks { links.append(line) }
    }
    let entries = Dictionary(grouping: judgement.proposals(), by: \.domain)
      .mapValues { $0.map(\.text) }
    guard let row = judgement.domainRows(entries: entries).first(where: { $0.domain == domain })
    else { return nil }
    let judged = judgement.domains[place]
    return Explanation(
      site: site, row: row, findings: findings(judged, messages),
      softenedBy: judged.verdict.softenedBy, protection: judged.verdict.protection?.explanation,
      turn: turn(judged, judgement), links: links)
  }

  private func findings(
    _ judged: SiteJudgement.Judged, _ messages: [String: String]
  ) -> [Explanation.Finding] {
    judged.findings
      .map { finding in
        let rule = pack.rules.rules[finding.rule]
        let message =
          rule.scope == .domain
          ? rule.message.rendered { LinkValues.text($0, judged.facts) }
          : messages[rule.id] ?? rule.title
        return Explanation.Finding(
          rule: rule.id, family: rule.family, weight: rule.weight, message: message,
          uncounted: finding.coverage >= 500
            ? nil : "it covers \(finding.coverage / 10)% of the domain's pages; half is needed")
      }
      .sorted { ($1.weight, $0.rule) < ($0.weight, $1.rule) }
  }

  /// The single finding whose absence turns the verdict, else what protects the domain.
  private func turn(_ judged: SiteJudgement.Judged, _ judgement: SiteJudgement) -> String? {
    for finding in judged.findings {
      let rest = judged.findings.filter { $0.rule != finding.rule }
      let (other, _) = judgement.verdict(on: judged.facts, findings: rest)
      if other.verdict != judged.verdict.verdict {
        return "without \(pack.rules.rules[finding.rule].id) it would be \(other.verdict.name)"
      }
    }
    guard judged.verdict.protection != nil, judged.verdict.verdict != .disavowDomain,
      judged.verdict.evidence.linkClass == .toxic
    else { return nil }
    return "without its protection it would be disavowed"
  }
}
