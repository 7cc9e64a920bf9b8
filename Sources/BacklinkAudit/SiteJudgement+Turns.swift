import LinkModel
import LinkProfile
import LinkRules

extension SiteJudgement {
  /// So many findings are left out at once at most.
  private static let mostLeftOut = 3
  /// Of more findings than these only single ones are left out.
  private static let mostCombined = 16
  /// A class needs one finding of this weight.
  private static let evidenceWeight = 30

  /// The smallest changes with which a domain would have another verdict, each a clause.
  ///
  /// Fewest findings left out; what protects the domain or takes its links their effect away, left out;
  /// and for a domain that nothing is done about, what would have to come.
  func turns(of judged: Judged, _ facts: DomainFacts) -> [String] {
    [turnByLeavingOut(judged, facts)].compactMap { $0 } + otherTurns(of: judged, facts)
  }

  /// The first of them.
  func firstTurn(of judged: Judged, _ facts: DomainFacts) -> String? {
    turnByLeavingOut(judged, facts) ?? otherTurns(of: judged, facts).first
  }

  private func otherTurns(of judged: Judged, _ facts: DomainFacts) -> [String] {
    var turns: [String] = []
    for (supposition, clause) in [
      (DomainJudge.Supposition.isUnprotected, "without its protection"),
      (.isEffective, "if one of its links were live and followed"),
    ] {
      let (other, _) = verdict(on: facts, findings: judged.findings, supposing: supposition)
      if other.verdict != judged.verdict.verdict {
        turns.append("\(clause) it would be \(other.verdict.name)")
      }
    }
    if let turn = turnByPolicy(judged, facts) { turns.append(turn) }
    for (finding, _) in judged.suppressed {
      let (other, _) = verdict(on: facts, findings: judged.findings + [finding])
      if other.verdict != judged.verdict.verdict {
        let rule = set.rules[finding.rule].id
        turns.append("if \(rule) were not suppressed it would be \(other.verdict.name)")
      }
    }
    if judged.verdict.evidence.linkClass == .clean, let weight = missingWeight(judged) {
      turns.append("with evidence of \(weight) or more of another family it would be suspicious")
    }
    return turns
  }

  /// Leaves findings out, one at a time, then pairs, then three.
  private func turnByLeavingOut(_ judged: Judged, _ facts: DomainFacts) -> String? {
    let findings = judged.findings
    let most = findings.count > SiteJudgement.mostCombined ? 1 : SiteJudgement.mostLeftOut
    for count in 1...most where count <= findings.count {
      for left in combinations(of: findings.count, count) {
        let rest = findings.indices.filter { !left.contains($0) }.map { findings[$0] }
        let (other, _) = verdict(on: facts, findings: rest)
        guard other.verdict != judged.verdict.verdict else { continue }
        let names = left.map { set.rules[findings[$0].rule].id }.joined(separator: " and ")
        return "without \(names) it would be \(other.verdict.name)"
      }
    }
    return nil
  }

  /// The ascending choices of `count` numbers below `limit`, in order.
  private func combinations(of limit: Int, _ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return combinations(of: limit, count - 1).flatMap { chosen in
      ((chosen.last ?? -1) + 1..<max(limit, (chosen.last ?? -1) + 1)).map { chosen + [$0] }
    }
  }

  private func turnByPolicy(_ judged: Judged, _ facts: DomainFacts) -> String? {
    for policy in [Policy.clean, .manualAction, .watch] where policy != judge.policy {
      let other = judge.under(policy).verdict(on: facts, findings: judged.findings)
      if other.verdict != judged.verdict.verdict, judged.verdict.verdict == .review {
        return "under the policy \(policy.name) it would be \(other.verdict.name)"
      }
    }
    return nil
  }

  /// The least weight of evidence of a new family that makes a clean domain suspicious.
  private func missingWeight(_ judged: Judged) -> Int? {
    let rest = 100_000 - judged.verdict.evidence.score
    return (SiteJudgement.evidenceWeight...100).first { rest * (100 - $0) / 100 <= 60_000 }
  }
}
