import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import TextMatching

/// A truth that may be unknown: a value that the data does not have decides nothing.
enum Truth {
  case no, unknown, yes
}

/// The rules of one scope, compiled together.
///
/// All text conditions on one field are one matcher, so a text is looked at once, whatever the number of
/// rules. A rule that needs a text condition is looked at only when one of those holds.
final class RuleProgram {
  /// A condition with its texts numbered.
  indirect enum Node {
    case all([Node])
    case any([Node])
    case not(Node)
    case atLeast(Int, [Node])
    /// Test number `test` of text field number `field`.
    case text(field: Int, test: Int)
    case host(field: Int, mask: UInt64)
    case number(Subject, NumberTest)
  }

  struct CompiledRule {
    /// The number of the rule in the rule set.
    let rule: Int
    let root: Node
  }

  /// The fields with text conditions, by number.
  let textSubjects: [Subject]
  private(set) var matchers: [TextMatcher]
  let rules: [CompiledRule]
  /// Rules to look at for every subject.
  let always: [Int]
  /// Rules to look at when a test of a text field holds.
  private let byTest: [[[Int]]]
  private let asOf: Int64
  private let hosts: HostTable
  /// Which text fields hold a host.
  private let isHost: [Bool]

  /// Compiles the rules of one scope.
  ///
  /// Word groups named like one of `topics`, which the site is about, are left out; `within_days` counts
  /// back from `asOf`.
  init(
    _ set: RuleSet, scope: Rule.Scope, statuses: Set<Rule.Status>, topics: Set<String>,
    hosts: HostTable, asOf: Day
  ) {
    var builder = Builder(set: set, topics: topics, hosts: hosts)
    var rules: [CompiledRule] = []
    for (number, rule) in set.rules.enumerated()
    where rule.scope == scope && statuses.contains(rule.status) {
      rules.append(CompiledRule(rule: number, root: builder.node(rule.condition)))
    }
    self.rules = rules
    self.hosts = hosts
    self.asOf = Moment(asOf).rawValue
    textSubjects = builder.subjects
    isHost = builder.subjects.map { subject in
      switch subject {
      case .link(.sourceHost), .link(.sourceDomain), .link(.targetHost), .link(.targetDomain),
        .domain(.name):
        true
      default: false
      }
    }
    matchers = zip(builder.subjects, builder.tests).map { subject, tests in
      do {
        return try TextMatcher(
          tests: tests, remembering: RuleProgram.remembered(subject),
          seesDisguises: !RuleProgram.isAddress(subject))
      } catch {
        preconditionFailure("patterns are checked when rules are read: \(error)")
      }
    }
    var always: [Int] = []
    var byTest = builder.tests.map { Array(repeating: [Int](), count: $0.count) }
    for (index, rule) in rules.enumerated() {
      guard let needs = RuleProgram.needs(rule.root) else {
        always.append(index)
        continue
      }
      for need in needs { byTest[need.field][need.test].append(index) }
    }
    self.always = always
    self.byTest = byTest
  }

  /// How many texts' answers to keep: anchors and titles come again and again, addresses do not.
  private static func remembered(_ subject: Subject) -> Int {
    switch subject {
    case .link(.anchor), .link(.sourceTitle): 1 << 16
    default: 0
    }
  }

  /// Addresses are written for machines; nobody disguises a word in them with look-alike letters.
  private static func isAddress(_ subject: Subject) -> Bool {
    switch subject {
    case .link(.sourceURL), .link(.sourcePath), .link(.targetURL), .link(.targetPath): true
    default: false
    }
  }

  private struct Need: Hashable {
    let field: Int
    let test: Int
  }

  /// Text tests of which one must hold for the node to be true; nil when there are none.
  private static func needs(_ node: Node) -> Set<Need>? {
    switch node {
    case .text(let field, let test): [Need(field: field, test: test)]
    case .all(let parts):
      parts.compactMap(needs).min { $0.count < $1.count }
    case .any(let parts):
      parts.reduce(Set<Need>?([])) { union, part in
        guard let union, let needs = needs(part) else { return nil }
        return union.union(needs)
      }
    case .not, .atLeast, .host, .number: nil
    }
  }

  private struct Builder {
    let set: RuleSet
    let topics: Set<String>
    let hosts: HostTable
    var subjects: [Subject] = []
    var tests: [[TextTest]] = []

    mutating func field(_ subject: Subject) -> Int {
      if let known = subjects.firstIndex(of: subject) { return known }
      subjects.append(subject)
      tests.append([])
      return subjects.count - 1
    }

    mutating func node(_ condition: Condition) -> Node {
      switch condition {
      case .all(let parts): return .all(nodes(parts).sorted { $0.cost < $1.cost })
      case .any(let parts): return .any(nodes(parts))
      case .not(let part): return .not(node(part))
      case .atLeast(let count, let parts): return .atLeast(count, nodes(parts))
      case .number(let subject, let test): return .number(subject, test)
      case .host(let subject, let list):
        return .host(field: field(subject), mask: hosts.lists.mask(named: list))
      case .text(let subject, let text):
        let field = field(subject)
        let test = TextTest(text.op, set.patterns(of: text, topics: topics), isRaw: text.isRaw)
        if let known = tests[field].firstIndex(of: test) { return .text(field: field, test: known) }
        tests[field].append(test)
        return .text(field: field, test: tests[field].count - 1)
      }
    }

    private mutating func nodes(_ conditions: [Condition]) -> [Node] {
      var nodes: [Node] = []
      for condition in conditions { nodes.append(node(condition)) }
      return nodes
    }
  }

  // MARK: Evaluation

  /// What is known of the text fields of one subject.
  struct Texts {
    /// The tests that hold, by field; nil when the field's text is absent.
    var matches: [[TextMatch]?]
    /// The host lists that the text is on, by field.
    var masks: [UInt64]
  }

  /// An empty state to reuse from subject to subject.
  func makeTexts() -> Texts {
    Texts(
      matches: Array(repeating: nil, count: textSubjects.count),
      masks: Array(repeating: 0, count: textSubjects.count))
  }

  /// Looks at the text of one field.
  func look(at text: Span<UInt8>, field: Int, _ texts: inout Texts) {
    texts.matches[field] = matchers[field].matches(in: text)
    if isHost[field] { texts.masks[field] = hosts.lists.mask(of: text) }
  }

  /// The rules that fire, as numbers of the rule set, ascending.
  ///
  /// - Parameters:
  ///   - texts: What was found in the subject's texts.
  ///   - number: The number of a subject, or nil.
  ///   - fired: Receives the numbers.
  func fired(
    _ texts: Texts, number: (Subject) -> Int64?, into fired: inout [Int]
  ) {
    fired.removeAll(keepingCapacity: true)
    for index in always where truth(rules[index].root, texts, number) == .yes {
      fired.append(rules[index].rule)
    }
    for (field, matches) in texts.matches.enumerated() {
      guard let matches else { continue }
      for match in matches {
        for index in byTest[field][match.test] {
          let rule = rules[index].rule
          if !fired.contains(rule), truth(rules[index].root, texts, number) == .yes {
            fired.append(rule)
          }
        }
      }
    }
    fired.sort()
  }

  private func truth(
    _ node: Node, _ texts: Texts, _ number: (Subject) -> Int64?
  ) -> Truth {
    switch node {
    case .all(let parts):
      var result = Truth.yes
      for part in parts {
        switch truth(part, texts, number) {
        case .no: return .no
        case .unknown: result = .unknown
        case .yes: break
        }
      }
      return result
    case .any(let parts):
      var result = Truth.no
      for part in parts {
        switch truth(part, texts, number) {
        case .yes: return .yes
        case .unknown: result = .unknown
        case .no: break
        }
      }
      return result
    case .not(let part):
      switch truth(part, texts, number) {
      case .no: return .yes
      case .unknown: return .unknown
      case .yes: return .no
      }
    case .atLeast(let count, let parts):
      var certain = 0
      var possible = 0
      for part in parts {
        switch truth(part, texts, number) {
        case .yes:
          certain += 1
          possible += 1
        case .unknown: possible += 1
        case .no: break
        }
      }
      return certain >= count ? .yes : possible >= count ? .unknown : .no
    case .text(let field, let test):
      guard let matches = texts.matches[field] else { return .unknown }
      return matches.contains { $0.test == test } ? .yes : .no
    case .host(let field, let mask):
      guard texts.matches[field] != nil else { return .unknown }
      return texts.masks[field] & mask != 0 ? .yes : .no
    case .number(let subject, let test):
      guard let value = number(subject) else { return .unknown }
      return holds(test, value) ? .yes : .no
    }
  }

  private func holds(_ test: NumberTest, _ value: Int64) -> Bool {
    switch test {
    case .isOneOf(let values): values.contains(value)
    case .atLeast(let low): value >= low
    case .atMost(let high): value <= high
    case .between(let low, let high): value >= low && value <= high
    case .withinDays(let days): value >= asOf - days * 86_400 * 2 && value < asOf + 86_400 * 2
    case .hasBits(let bits): value & bits != 0
    }
  }
}

extension RuleProgram.Node {
  /// What is cheap is asked first: numbers, what is known of texts, other conditions.
  fileprivate var cost: Int {
    switch self {
    case .number: 0
    case .host, .text: 1
    case .not(let part): part.cost
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      max(2, parts.map(\.cost).max() ?? 2)
    }
  }
}
