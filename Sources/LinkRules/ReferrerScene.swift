import HostLists
import LinkModel

/// The referring hosts of an example of a rule of scope `referrer`.
struct ReferrerScene: RuleScene {
  let referrers: [ReferrerFacts]
  let hosts: HostTable

  func fires(_ set: RuleSet) -> Bool {
    var options = RuleOptions()
    options.statuses = Set(Rule.Status.allCases)
    let engine = ReferrerRuleEngine(set, options: options, hosts: hosts)
    var fired: [Int] = []
    return referrers.contains { facts in
      engine.judge(facts, into: &fired)
      return !fired.isEmpty
    }
  }

  func seen(by rule: Rule) -> String {
    var subjects: [Subject] = []
    for subject in rule.condition.subjects where !subjects.contains(subject) {
      subjects.append(subject)
    }
    return referrers.prefix(3).map { facts in
      subjects.map { "\($0.name) \(value(of: $0, facts))" }.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  private func value(of subject: Subject, _ facts: ReferrerFacts) -> String {
    guard case .referrer(let fact) = subject else { return "?" }
    if let text = facts.text(fact) { return "'\(text)'" }
    return facts[fact].map(subject.word(for:)) ?? "unknown"
  }
}
