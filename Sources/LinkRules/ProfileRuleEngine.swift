package import HostLists

/// Judges the site as a whole: its facts by the rules of scope `profile`.
package enum ProfileRuleEngine {
  /// The rules that fire on the site of the options, as numbers of the rule set, ascending.
  package static func fired(
    _ set: RuleSet, options: RuleOptions, hosts: HostTable
  ) -> [Int] {
    var program = RuleProgram(set, scope: .profile, options: options, hosts: hosts)
    var fired: [Int] = []
    program.judge(text: { _ in nil }, number: { _ in nil }, into: &fired)
    return fired
  }
}
