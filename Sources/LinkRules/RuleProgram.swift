import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import TextMatching

/// The rules of one scope, compiled together.
///
/// All text conditions on one field are one matcher, so a text is looked at once, whatever the number of
/// rules. A rule that needs a text condition is looked at only when one of those holds.
struct RuleProgram {
  /// A text field that conditions ask about.
  private struct TextField {
    var matcher: TextMatcher
    /// The number of each of its tests among the tests of all fields.
    let tests: [Int]
    /// Conditions look its text up in host lists.
    let isHost: Bool
  }

  /// The texts that conditions ask for, by field.
  let textSubjects: [Subject]
  /// The numbers that conditions ask for, by number.
  let numberSubjects: [Subject]
  private var fields: [TextField] = []
  private var known: SubjectValues
  private var found: [TextMatch] = []
  private var code = ConditionCode()
  /// The number of each rule in the rule set, and where its condition begins in the code.
  private let rules: [(rule: Int, start: Int)]
  /// Rules to look at for every subject.
  private let always: [Int]
  /// Rules to look at when a text test holds.
  private let byTest: [[Int]]
  private let hosts: HostLists

  /// Compiles the rules of one scope.
  ///
  /// Word groups named like one of `topics`, which the site is about, are left out; `within_days` counts
  /// back from `asOf`.
  init(
    _ set: RuleSet, scope: Rule.Scope, statuses: Set<Rule.Status>, topics: Set<String>,
    hosts: HostTable, asOf: Day
  ) {
    var builder = Builder(
      set: set, topics: topics, hosts: hosts.lists, asOf: Moment(asOf).rawValue)
    let nodes = set.rules.enumerated()
      .filter { $0.element.scope == scope && statuses.contains($0.element.status) }
      .map { (rule: $0.offset, node: builder.node($0.element.condition)) }
    var rules: [(rule: Int, start: Int)] = []
    var always: [Int] = []
    var byTest = [[Int]](repeating: [], count: builder.fieldOfTest.count)
    for (index, (rule, node)) in nodes.enumerated() {
      rules.append((rule, code.add(node)))
      if let needed = node.neededTests {
        for test in needed { byTest[test].append(index) }
      } else {
        always.append(index)
      }
    }
    self.rules = rules
    self.always = always
    self.byTest = byTest
    self.hosts = hosts.lists
    textSubjects = builder.textSubjects
    numberSubjects = builder.numberSubjects
    known = SubjectValues(
      fieldOfTest: builder.fieldOfTest, fieldCount: builder.textSubjects.count,
      numberCount: builder.numberSubjects.count)
    fields = builder.textSubjects.enumerated().map { number, subject in
      TextField(
        matcher: RuleProgram.matcher(of: builder.tests[number], subject),
        tests: builder.testNumbers[number], isHost: builder.hostFields.contains(number))
    }
  }

  private static func matcher(of tests: [TextTest], _ subject: Subject) -> TextMatcher {
    do {
      return try TextMatcher(
        tests: tests, remembering: remembered(subject), seesDisguises: !isAddress(subject))
    } catch {
      preconditionFailure("patterns are checked when rules are read: \(error)")
    }
  }

  /// How many texts' known to keep: anchors and titles come again and again, addresses do not.
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

  // MARK: Evaluation

  /// Forgets the texts of the subject before.
  mutating func begin() { known.begin() }

  /// Sets the number of ``numberSubjects`` at an index; nil: not known. It stays until it is set again.
  mutating func set(number: Int, to value: Int64?) { known.set(number: number, to: value) }

  /// Looks at the text of one field; a field that is not looked at is not known.
  mutating func look(at text: Span<UInt8>, field: Int) {
    known.note(field: field, onLists: fields[field].isHost ? hosts.mask(of: text) : 0)
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
    fields[field].matcher.appendMatches(in: text, to: &found)
    for match in found { known.note(test: fields[field].tests[match.test]) }
  }

  /// The rules that fire on a subject that comes once, not by the million.
  ///
  /// - Parameters:
  ///   - text: The text of a subject, or nil.
  ///   - number: The number of a subject, or nil.
  ///   - fired: Receives the numbers of the rules, ascending.
  mutating func judge(
    text: (Subject) -> String?, number: (Subject) -> Int64?, into fired: inout [Int]
  ) {
    begin()
    for (field, subject) in textSubjects.enumerated() {
      guard let text = text(subject) else { continue }
      let bytes = Array(text.utf8)
      look(at: bytes.span, field: field)
    }
    for (index, subject) in numberSubjects.enumerated() {
      set(number: index, to: number(subject))
    }
    self.fired(into: &fired)
  }

  /// The rules that fire, as numbers of the rule set, ascending.
  func fired(into fired: inout [Int]) {
    if !fired.isEmpty { fired.removeAll(keepingCapacity: true) }
    for index in always where code.truth(of: rules[index].start, known) == .yes {
      fired.append(rules[index].rule)
    }
    for test in known.held {
      for index in byTest[test] {
        let (rule, start) = rules[index]
        if !fired.contains(rule), code.truth(of: start, known) == .yes {
          fired.append(rule)
        }
      }
    }
    if fired.count > 1 { fired.sort() }
  }
}

/// Turns conditions into nodes and gathers what they ask for.
private struct Builder {
  let set: RuleSet
  let topics: Set<String>
  let hosts: HostLists
  let asOf: Int64
  var textSubjects: [Subject] = []
  var numberSubjects: [Subject] = []
  /// The tests of each text field.
  var tests: [[TextTest]] = []
  /// The number of each of them among the tests of all fields.
  var testNumbers: [[Int]] = []
  /// The field of each test.
  var fieldOfTest: [Int] = []
  /// The text fields that are looked up in host lists.
  var hostFields: Set<Int> = []

  mutating func node(_ condition: Condition) -> ConditionNode {
    switch condition {
    case .all(let parts): return .all(nodes(parts).sorted { $0.cost < $1.cost })
    case .any(let parts): return .any(nodes(parts))
    case .not(let part): return .not(node(part))
    case .atLeast(let count, let parts): return .atLeast(count, nodes(parts))
    case .number(let subject, let test): return node(test, of: number(subject))
    case .host(let subject, let list):
      let field = field(subject)
      hostFields.insert(field)
      return .host(field: field, lists: hosts.mask(named: list))
    case .text(let subject, let text):
      let field = field(subject)
      let test = TextTest(text.op, set.patterns(of: text, topics: topics), isRaw: text.isRaw)
      if let known = tests[field].firstIndex(of: test) { return .text(testNumbers[field][known]) }
      tests[field].append(test)
      testNumbers[field].append(fieldOfTest.count)
      fieldOfTest.append(field)
      return .text(fieldOfTest.count - 1)
    }
  }

  private func node(_ test: NumberTest, of number: Int) -> ConditionNode {
    switch test {
    case .isOneOf(let values): .any(values.map { .range(number: number, $0...$0) })
    case .atLeast(let low): .range(number: number, low...Int64.max)
    case .atMost(let high): .range(number: number, Int64.min...high)
    case .between(let low, let high): .range(number: number, low...high)
    case .withinDays(let days):
      .range(number: number, asOf - days * 86_400 * 2...asOf + 86_400 * 2 - 1)
    case .hasBits(let bits): .bits(number: number, bits)
    }
  }

  private mutating func nodes(_ conditions: [Condition]) -> [ConditionNode] {
    var nodes: [ConditionNode] = []
    for condition in conditions { nodes.append(node(condition)) }
    return nodes
  }

  private mutating func field(_ subject: Subject) -> Int {
    if let known = textSubjects.firstIndex(of: subject) { return known }
    textSubjects.append(subject)
    tests.append([])
    testNumbers.append([])
    return textSubjects.count - 1
  }

  private mutating func number(_ subject: Subject) -> Int {
    if let known = numberSubjects.firstIndex(of: subject) { return known }
    numberSubjects.append(subject)
    return numberSubjects.count - 1
  }
}
