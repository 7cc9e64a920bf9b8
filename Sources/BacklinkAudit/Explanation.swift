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
      run: run, pack: pack, options: options, suppressions: suppressions,
      asOf: asOf, sitesLinked: { domain in self.sitesLinked(byDomain: domain) })
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
      site: site, row: row, findings: findings(judged, judgement.profile, messages),
      softenedBy: judged.verdict.softenedBy, protection: judged.verdict.protection?.explanation,
      turn: judgement.turn(of: judged), links: links)
  }

  private func findings(
    _ judged: SiteJudgement.Judged, _ profile: ProfileFacts, _ messages: [String: String]
  ) -> [Explanation.Finding] {
    (judged.findings.map { ($0, nil) } + judged.suppressed.map { ($0.finding, $0.why) })
      .map { (finding: DomainFinding, why: RuleSuppression?) in
        let rule = pack.rules.rules[finding.rule]
        let message =
          rule.scope == .domain
          ? rule.message.rendered { LinkValues.text($0, judged.facts, profile) }
          : messages[rule.id] ?? rule.title
        return Explanation.Finding(
          rule: rule.id, family: rule.family, weight: rule.weight, message: message,
          uncounted: why?.explanation
            ?? (finding.coverage >= 500
              ? nil : "it covers \(finding.coverage / 10)% of the domain's pages; half is needed"))
      }
      .sorted { ($1.weight, $0.rule) < ($0.weight, $1.rule) }
  }
}
