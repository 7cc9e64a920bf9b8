package import HostLists
package import LinkModel

/// Judges referring hosts of logs: their facts by the rules of scope `referrer`.
///
/// A referrer is evidence of a visit, not of a link: what fires is reported and disavows nothing.
package final class ReferrerRuleEngine {
  private var program: RuleProgram

  package init(_ set: RuleSet, options: RuleOptions, hosts: HostTable) {
    program = RuleProgram(set, scope: .referrer, options: options, hosts: hosts)
  }

  /// The rules that fire on a host, as numbers of the rule set, ascending.
  package func judge(_ facts: ReferrerFacts, into fired: inout [Int]) {
    program.judge(
      text: { if case .referrer(let fact) = $0 { facts.text(fact) } else { nil } },
      number: { if case .referrer(let fact) = $0 { facts[fact] } else { nil } }, into: &fired)
  }
}
