package import LinkModel

/// A finding that counts for a domain.
package struct DomainFinding: Sendable {
  /// The number of the rule in the rule set.
  package let rule: Int
  /// How many pages of the domain it covers, in thousandths; 1,000 for findings on the domain itself.
  package let coverage: Int

  package init(rule: Int, coverage: Int) {
    self.rule = rule
    self.coverage = coverage
  }
}

/// What the findings of one domain come to: its class and score, from evidence alone.
package struct Evidence: Sendable {
  package let linkClass: LinkClass
  /// 0-100, in thousandths.
  package let score: Int
  /// The heaviest finding of each family, the heaviest first; support together is the family "support".
  package let families: [(family: String, weight: Int)]
  /// A decisive finding covers at least half of the domain.
  package let isDecisive: Bool
  /// The rules that count, by number.
  package let rules: [Int]
  /// The gravest severity among them.
  package let severity: Severity

  private static let supportLimit = 25

  /// Weighs the findings of one domain.
  ///
  /// A finding on links counts when it covers at least half of the domain's pages. The score is
  /// 100·(1 − Π(1 − w/100)) over the heaviest finding of each family in name order, all support together
  /// at most 25, in whole millionths, so that it is the same on every machine.
  package init(_ findings: [DomainFinding], in set: RuleSet) {
    let counting = findings.filter(Evidence.counts)
    var heaviest: [String: Int] = [:]
    var supportRest = 1_000_000
    var isDecisive = false
    var isNoise = false
    var holdsFarm = false
    var evidence: [String: Int] = [:]
    for finding in counting {
      let rule = set.rules[finding.rule]
      switch rule.role {
      case .decisive, .evidence:
        heaviest[rule.family] = max(heaviest[rule.family] ?? 0, rule.weight)
        evidence[rule.family] = max(evidence[rule.family] ?? 0, rule.weight)
        if rule.role == .decisive {
          isDecisive = true
          holdsFarm = holdsFarm || Evidence.farms.contains(rule.family)
        }
      case .support: supportRest = supportRest * (100 - rule.weight) / 100
      case .noise: isNoise = true
      case .alert: break
      }
    }
    let support = min(Evidence.supportLimit, (1_000_000 - supportRest) / 10_000)
    var rest = 1_000_000
    for family in heaviest.keys.sorted() { rest = rest * (100 - (heaviest[family] ?? 0)) / 100 }
    rest = rest * (100 - support) / 100
    score = (1_000_000 - rest) / 10
    self.isDecisive = isDecisive
    var families = heaviest.map { (family: $0.key, weight: $0.value) }
    if support > 0 { families.append(("support", support)) }
    self.families = families.sorted { ($1.weight, $0.family) < ($0.weight, $1.family) }
    rules = counting.map(\.rule).sorted()
    severity = counting.map { set.rules[$0.rule].severity }.max() ?? .info
    if isNoise && !holdsFarm {
      linkClass = .noise
    } else if isDecisive || (score >= 80_000 && evidence.count >= 2) {
      linkClass = .toxic
    } else if score >= 40_000 && evidence.values.contains(where: { $0 >= 30 }) {
      linkClass = .suspicious
    } else {
      linkClass = .clean
    }
  }

  /// What each family adds to the score, in thousandths, in the order of ``families``; together the score.
  package var points: [Int] {
    var points: [Int] = []
    var rest = 100_000
    for family in families {
      let added = rest * family.weight / 100
      points.append(added)
      rest -= added
    }
    if let last = points.indices.last { points[last] += score - points.reduce(0, +) }
    return points
  }

  /// Whether a finding covers enough of the domain to count.
  package static func counts(_ finding: DomainFinding) -> Bool { finding.coverage >= 500 }

  /// Families whose decisive findings a harmless pattern does not outweigh.
  private static let farms: Set<String> = ["link-sale", "page-template"]
}
