import HostLists
import LinkModel
import LinkProfile
import LinkRules

/// What is asked of one judged domain.
extension SiteJudgement {
  /// The name of a domain.
  func name(of judged: Judged) -> String {
    run.profile.hosts.domainName(run.profile.domainNumber(judged.domain))
  }

  /// The place of the domain with a name among ``domains``, or nil.
  func place(of name: String) -> Int? {
    let bytes = Array(name.utf8)
    var low = 0
    var high = domains.count
    while low < high {
      let middle = (low + high) / 2
      if self.name(of: domains[middle]).utf8.lexicographicallyPrecedes(bytes) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < domains.count && self.name(of: domains[low]) == name ? low : nil
  }

  /// The names of the domains whose links are better lost.
  var toxicDomains: Set<String> {
    Set(domains.filter { $0.verdict.evidence.linkClass == .toxic }.map(name))
  }

  /// One sentence: what was found, and what softened the verdict.
  func reason(
    _ judged: Judged, _ known: DomainFacts?, linkMessages: [Int: String]
  ) -> String {
    let evidence = judged.verdict.evidence
    let rules = evidence.rules + linkMessages.keys.filter { !evidence.rules.contains($0) }.sorted()
    let heaviest = rules.max { left, right in
      let weights = (set.rules[left].weight, set.rules[right].weight)
      return weights.0 != weights.1 ? weights.0 < weights.1 : left > right
    }
    var parts: [String] = []
    if let heaviest {
      let rule = set.rules[heaviest]
      if rule.scope == .domain {
        let facts = known ?? facts(of: judged)
        parts.append(rule.message.rendered { LinkValues.text($0, facts, profile) })
      } else {
        parts.append(linkMessages[heaviest] ?? rule.title)
      }
    }
    if let softened = judged.verdict.softenedBy { parts.append(softened) }
    for (finding, why) in judged.suppressed {
      parts.append("\(set.rules[finding.rule].id) \(why.explanation)")
    }
    return parts.joined(separator: "; ")
  }

  /// The id of the rule that weighs most, also when it covers few links.
  func leadingRule(_ judged: Judged) -> String {
    leadingRule(judged.verdict.evidence)
      ?? judged.findings.map { set.rules[$0.rule] }
      .min { ($1.weight, $0.id) < ($0.weight, $1.id) }?.id ?? "decisive-link"
  }

  /// The gravest severity behind a verdict, also of a few bad links on a good domain.
  func severity(_ judged: Judged) -> Severity? {
    let few = judged.findings.lazy.map { set.rules[$0.rule] }.filter { $0.role == .decisive }
    let rules = judged.verdict.evidence.linkClass == .clean ? few.map(\.severity).max() : nil
    return rules ?? judged.verdict.evidence.severity
  }

  /// The id of the heaviest rule; of equally heavy ones the first by name.
  func leadingRule(_ evidence: Evidence) -> String? {
    evidence.rules
      .map { set.rules[$0] }
      .min { ($1.weight, $0.id) < ($0.weight, $1.id) }?.id
  }
}
