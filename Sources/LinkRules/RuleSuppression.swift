package import CalendarTime
import WebAddress
import YAMLDocument

/// A rule that does not count for a time, for one domain or for all.
package struct RuleSuppression: Hashable, Sendable {
  /// The id of the rule.
  package let rule: String
  /// The referring domain; hosts below it are meant too. Nil: every domain.
  package let domain: String?
  /// Why, in the user's words.
  package let reason: String
  /// The last day on which it holds.
  package let until: Day
  /// The line of the configuration.
  package let line: Int
  let node: YAMLNode

  /// Reads an item of the key `suppress`.
  init?(_ reader: YAMLReader, _ item: YAMLNode) {
    guard let keys = reader.mapping(item, known: ["rule", "domain", "reason", "until"]),
      let node = keys.required("rule")
    else { return nil }
    let rule = reader.string(node)
    let reason = reader.string(keys.required("reason"))
    let until = reader.moment(keys.required("until"))
    var domain: String?
    if let node = keys.optional("domain"), let text = reader.string(node) {
      let bytes = Array(text.utf8)
      var host: [UInt8] = []
      if HostName.canonical(bytes.span, into: &host) == nil {
        reader.report("'\(text)' is not a host", at: node)
      }
      domain = String(decoding: host, as: UTF8.self)
    }
    guard let rule, let reason, let until else { return nil }
    (self.rule, self.domain, self.reason, self.until) = (rule, domain, reason, until.day)
    self.node = node
    line = item.position.line
  }

  package static func == (left: RuleSuppression, right: RuleSuppression) -> Bool {
    (left.rule, left.domain, left.reason, left.until)
      == (right.rule, right.domain, right.reason, right.until)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(domain)
  }

  /// Why findings of the rule do not count: `suppressed until 2027-01-31: our partner's shops`.
  package var explanation: String { "suppressed until \(until): \(reason)" }

  private func covers(_ domain: String) -> Bool {
    guard let own = self.domain else { return true }
    return domain == own || domain.hasSuffix("." + own)
  }

  /// The suppressions of each rule of a set that hold today.
  package struct Table: Sendable {
    private let byRule: [[RuleSuppression]]

    package init(_ suppressions: [RuleSuppression], of set: RuleSet) {
      byRule = set.rules.map { rule in suppressions.filter { $0.rule == rule.id } }
    }

    /// Whether a rule is suppressed for some domain.
    package func mayCover(rule: Int) -> Bool { !byRule[rule].isEmpty }

    /// Why a rule does not count for a domain or host; nil when it does.
    package func suppression(of rule: Int, domain: String) -> RuleSuppression? {
      byRule[rule].first { $0.covers(domain) }
    }
  }
}
