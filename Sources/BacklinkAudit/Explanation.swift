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
    package let role: String
    package let weight: Int
    package let message: String
    /// What the rule asked and what the domain answers.
    package let facts: [Fact]
    /// The first links on which it fired.
    package let links: [LinkLine]
    /// Why it does not count, or nil.
    package let uncounted: String?
  }

  /// What a rule asked of a domain: `domain.links 60 (at_least 50)`.
  package struct Fact: Sendable {
    package let name: String
    package let value: String
    package let question: String
  }

  /// What one family adds to the score.
  package struct Part: Sendable {
    package let family: String
    /// The weight of its heaviest finding.
    package let weight: Int
    /// 0-100, in thousandths.
    package let points: Int
  }

  package let site: String
  package let row: DomainRow
  package let findings: [Finding]
  /// What makes the score, the heaviest first.
  package let parts: [Part]
  package let softenedBy: String?
  package let protection: String?
  /// Entries that a guard kept out, and why.
  package let vetoes: [(entry: String, reason: String)]
  /// The smallest changes with which the verdict would be another, each a clause.
  package let turns: [String]
  /// The first links of the domain.
  package let links: [LinkLine]
}

extension Audit {
  private static let shownLinks = 3

  /// The explanation of a domain, or of the domain of a URL; nil when the site has no link from it.
  package func explanation(of name: String, site: String) throws -> Explanation? {
    guard let domain = Audit.referringDomain(of: name, pack), var judgement = judgement(on: site)
    else { return nil }
    guard let place = judgement.place(of: domain) else { return nil }
    var links: [LinkLine] = []
    var byRule: [String: [LinkLine]] = [:]
    var messages: [String: String] = [:]
    try judgement.mergeLinks { line in
      guard line.sourceDomain == domain else { return }
      for (rule, message) in zip(line.rules, line.messages) {
        messages[rule] = messages[rule] ?? message
        if byRule[rule, default: []].count < Audit.shownLinks {
          byRule[rule, default: []].append(line)
        }
      }
      if links.count < Audit.shownLinks { links.append(line) }
    }
    let entries = Dictionary(grouping: judgement.proposals(), by: \.domain)
      .mapValues { $0.map(\.text) }
    let judged = judgement.domains[place]
    let facts = judgement.facts(of: judged)
    let evidence = judged.verdict.evidence
    let vetoed = entries[domain] ?? []
    return Explanation(
      site: site, row: judgement.row(of: judged, facts, entries: entries),
      findings: judgement.explainedFindings(judged, facts, messages, byRule),
      parts: zip(evidence.families, evidence.points).map {
        Explanation.Part(family: $0.family, weight: $0.weight, points: $1)
      },
      softenedBy: judged.verdict.softenedBy, protection: judged.verdict.protection?.explanation,
      vetoes: judgement.vetoes.filter {
        $0.entry == "domain:" + domain || $0.entry.hasSuffix("." + domain)
          || vetoed.contains($0.entry)
      },
      turns: judgement.turns(of: judged, facts), links: links)
  }
}

extension SiteJudgement {
  /// The findings on a domain with their evidence, the heaviest first.
  func explainedFindings(
    _ judged: Judged, _ facts: DomainFacts, _ messages: [String: String],
    _ links: [String: [LinkLine]]
  ) -> [Explanation.Finding] {
    let counted = judged.findings.map { finding in
      let share = "it covers \(finding.coverage / 10)% of the domain's pages; half is needed"
      return (finding, Evidence.counts(finding) ? nil : share)
    }
    let suppressed = judged.suppressed.map { ($0.finding, String?.some($0.why.explanation)) }
    return (counted + suppressed)
      .map { (finding, uncounted) in
        let rule = set.rules[finding.rule]
        let message =
          rule.scope == .domain
          ? rule.message.rendered { LinkValues.text($0, facts, profile) }
          : messages[rule.id] ?? rule.title
        return Explanation.Finding(
          rule: rule.id, family: rule.family, role: rule.role.rawValue, weight: rule.weight,
          message: message, facts: rule.scope == .domain ? asked(by: rule, facts) : [],
          links: links[rule.id] ?? [], uncounted: uncounted)
      }
      .sorted { ($1.weight, $0.rule) < ($0.weight, $1.rule) }
  }

  /// What the conditions of a rule ask of a domain, and its answers.
  private func asked(by rule: Rule, _ facts: DomainFacts) -> [Explanation.Fact] {
    var asked: [Explanation.Fact] = []
    for leaf in rule.condition.leaves {
      guard let subject = leaf.subjects.first else { continue }
      let value = LinkValues.text(subject, facts, profile) ?? "unknown"
      let question = leaf.words.dropFirst(subject.name.count + 1)
      asked.append(
        Explanation.Fact(name: subject.name, value: value, question: String(question)))
    }
    return asked
  }
}
