package import HostLists
package import LinkProfile

/// Judges referring domains: their finished facts by the rules of scope `domain`.
package final class DomainRuleEngine {
  private var program: RuleProgram

  package init(_ set: RuleSet, options: RuleOptions, hosts: HostTable) {
    program = RuleProgram(set, scope: .domain, options: options, hosts: hosts)
  }

  /// The rules that fire on a domain, as numbers of the rule set, ascending.
  package func judge(_ facts: DomainFacts, into fired: inout [Int]) {
    program.judge(
      text: { if case .domain(let fact) = $0 { facts.text(fact) } else { nil } },
      number: { if case .domain(let fact) = $0 { facts.number(fact) } else { nil } }, into: &fired)
  }
}
