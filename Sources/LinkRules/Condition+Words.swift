import TextMatching

extension Condition {
  /// The condition in one line, as a rule would write it: `domain.source_pages at_least 50`.
  package var words: String {
    switch self {
    case .all(let parts): "all [\(Condition.list(parts))]"
    case .any(let parts): "any [\(Condition.list(parts))]"
    case .not(let part): "not \(part.words)"
    case .atLeast(let count, let parts): "at_least_n \(count) [\(Condition.list(parts))]"
    case .text(let subject, let text): "\(subject.name) \(text.words)"
    case .host(let subject, .list(let name)): "\(subject.name) in_list \(name)"
    case .host(let subject, .hosts(let hosts)):
      "\(subject.name) in_list [\(hosts.joined(separator: ", "))]"
    case .number(let subject, let test): "\(subject.name) \(test.words(subject))"
    }
  }

  /// The conditions without parts that it is made of.
  package var leaves: [Condition] {
    switch self {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.leaves)
    case .not(let part): part.leaves
    case .text, .host, .number: [self]
    }
  }

  private static func list(_ parts: [Condition]) -> String {
    parts.map(\.words).joined(separator: ", ")
  }

  /// True when a part looks at raw text.
  var isRaw: Bool {
    switch self {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.contains(where: \.isRaw)
    case .not(let part): part.isRaw
    case .text(_, let text): text.isRaw
    case .host, .number: false
    }
  }
}

extension RuleText {
  private static let shownPatterns = 3

  /// The operator and the first patterns or the lists.
  var words: String {
    let name =
      switch op {
      case .equals: "in"
      case .contains: "contains"
      case .containsWord: "contains_word"
      case .startsWith: "starts_with"
      case .endsWith: "ends_with"
      case .matches: "matches"
      }
    var shown = lists.map { "list " + ([$0] + groups).joined(separator: "/") }
    shown += patterns.prefix(RuleText.shownPatterns)
    if patterns.count > RuleText.shownPatterns { shown.append("…") }
    return (isRaw ? "raw " : "") + name + " [" + shown.joined(separator: ", ") + "]"
  }
}

extension NumberTest {
  /// The operator and its operand, in the words of the subject.
  func words(_ subject: Subject) -> String {
    switch self {
    case .isOneOf(let values) where values.count == 1: "is " + subject.word(for: values[0])
    case .isOneOf(let values):
      "in [" + values.map(subject.word(for:)).joined(separator: ", ") + "]"
    case .atLeast(let low): "at_least " + subject.word(for: low)
    case .atMost(let high): "at_most " + subject.word(for: high)
    case .between(let low, let high):
      "between [" + subject.word(for: low) + ", " + subject.word(for: high) + "]"
    case .withinDays(let days): "within_days \(days)"
    case .hasBits(let bits): "in [" + subject.word(for: bits) + "]"
    }
  }
}
