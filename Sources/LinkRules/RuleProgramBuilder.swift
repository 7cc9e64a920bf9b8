import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import TextMatching

/// Turns conditions into nodes and gathers what they ask for.
struct RuleProgramBuilder {
  let set: RuleSet
  let options: RuleOptions
  let hosts: HostLists
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
    case .number(.profile(let fact), let test): return .known(truth(of: test, fact))
    case .number(let subject, let test): return node(test, of: number(subject))
    case .host(.profile(let fact), .list(let name)):
      return .known(truth(ofList: name, fact))
    case .host(.profile(let fact), .hosts(let hosts)):
      return .any(tests(ofHosts: hosts).map { .known(truth(of: $0, fact)) })
    case .host(let subject, .list(let name)):
      let field = field(subject)
      hostFields.insert(field)
      return .host(field: field, lists: hosts.mask(named: name))
    case .host(let subject, .hosts(let hosts)):
      return .any(tests(ofHosts: hosts).map { node($0, of: subject) })
    case .text(.profile(let fact), let text): return .known(truth(of: test(text), fact))
    case .text(let subject, let text): return node(test(text), of: subject)
    }
  }

  // MARK: Texts

  private func test(_ text: RuleText) -> TextTest {
    TextTest(text.op, set.patterns(of: text, topics: options.topics), isRaw: text.isRaw)
  }

  /// The tests of which one holds for one of these hosts, or one below.
  private func tests(ofHosts hosts: [String]) -> [TextTest] {
    [
      TextTest(.equals, hosts, isRaw: true),
      TextTest(.endsWith, hosts.map { "." + $0 }, isRaw: true),
    ]
  }

  private mutating func node(_ test: TextTest, of subject: Subject) -> ConditionNode {
    let field = field(subject)
    if let known = tests[field].firstIndex(of: test) { return .text(testNumbers[field][known]) }
    tests[field].append(test)
    testNumbers[field].append(fieldOfTest.count)
    fieldOfTest.append(field)
    return .text(fieldOfTest.count - 1)
  }

  private func truth(of test: TextTest, _ fact: ProfileFact) -> Truth {
    guard let texts = options.profile[texts: fact] else { return .unknown }
    var matcher = TextMatcher(checked: [test])
    return texts.contains { text in
      let bytes = Array(text.utf8)
      return !matcher.matches(in: bytes.span).isEmpty
    } ? .yes : .no
  }

  private func truth(ofList name: String, _ fact: ProfileFact) -> Truth {
    guard let texts = options.profile[texts: fact] else { return .unknown }
    let mask = hosts.mask(named: name)
    return texts.contains { text in
      let bytes = Array(text.utf8)
      return hosts.mask(of: bytes.span) & mask != 0
    } ? .yes : .no
  }

  // MARK: Numbers

  private func truth(of test: NumberTest, _ fact: ProfileFact) -> Truth {
    guard let value = options.profile[fact] else { return .unknown }
    switch test {
    case .isOneOf(let values): return values.contains(value) ? .yes : .no
    case .hasBits(let bits): return value & bits != 0 ? .yes : .no
    case .atLeast, .atMost, .between, .withinDays:
      return range(of: test).contains(value) ? .yes : .no
    }
  }

  /// The numbers for which a comparison holds.
  private func range(of test: NumberTest) -> ClosedRange<Int64> {
    switch test {
    case .atLeast(let low): return low...Int64.max
    case .atMost(let high): return Int64.min...high
    case .between(let low, let high): return low...high
    case .withinDays(let days):
      let asOf = Moment(options.asOf).rawValue
      return asOf - days * 86_400 * 2...asOf + 86_400 * 2 - 1
    case .isOneOf, .hasBits: return 0...0
    }
  }

  private func node(_ test: NumberTest, of number: Int) -> ConditionNode {
    switch test {
    case .isOneOf(let values): .any(values.map { .range(number: number, $0...$0) })
    case .hasBits(let bits): .bits(number: number, bits)
    case .atLeast, .atMost, .between, .withinDays: .range(number: number, range(of: test))
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
