import LinkModel
import LinkProfile

/// A fact that evidence rules of several families decide by: one proof would count several times.
package struct SharedFact: Hashable, Sendable, CustomStringConvertible {
  /// The name of the fact.
  package let fact: String
  /// The rules that read it, each with its family: `outdegree-300 (outdegree)`.
  package let rules: [String]

  package var description: String {
    "one fact, several families: \(fact) decides in \(rules.joined(separator: ", "))"
  }
}

extension RuleSet {
  private static let quantities: Set<DomainFact> = [
    .links, .sourcePages, .targetPages, .followedLinks, .liveLinks, .hosts,
  ]

  /// Numeric facts of a domain that decide in evidence rules of more than one family.
  ///
  /// Counts that only say how much there is (links, pages, followed links) and choices do not decide.
  package var sharedFacts: [SharedFact] {
    var readers: [String: [(id: String, family: String)]] = [:]
    for rule in rules where rule.role == .evidence {
      for subject in Set(rule.condition.subjects) {
        guard case .domain(let fact) = subject, !RuleSet.quantities.contains(fact) else { continue }
        switch fact.kind {
        case .integer, .decimal: readers[fact.name, default: []].append((rule.id, rule.family))
        default: break
        }
      }
    }
    return readers.filter { Set($0.value.map(\.family)).count > 1 }
      .sorted { $0.key < $1.key }
      .map { SharedFact(fact: $0.key, rules: $0.value.map { "\($0.id) (\($0.family))" }) }
  }
}
