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
  private var hosts: HostMaskCache

  /// Compiles the rules of one scope.
  ///
  /// Word groups named like a topic of the site are left out, and what conditions ask of the site is
  /// decided here, once.
  init(_ set: RuleSet, scope: Rule.Scope, options: RuleOptions, hosts: HostTable) {
    var builder = RuleProgramBuilder(set: set, options: options, hosts: hosts.lists)
    let nodes = set.rules.enumerated()
      .filter { $0.element.scope == scope && options.statuses.contains($0.element.status) }
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
    self.hosts = HostMaskCache(hosts.lists)
    textSubjects = builder.textSubjects
    numberSubjects = builder.numberSubjects
    known = SubjectValues(
      fieldOfTest: builder.fieldOfTest, fieldCount: builder.textSubjects.count,
      numberCount: builder.numberSubjects.count)
    fields = builder.textSubjects.enumerated().map { number, subject in
      TextField(
        matcher: TextMatcher(
          checked: builder.tests[number], remembering: RuleProgram.remembered(subject),
          seesDisguises: !RuleProgram.isAddress(subject)),
        tests: builder.testNumbers[number], isHost: builder.hostFields.contains(number))
    }
  }

  /// How many texts to remember the answers of: those that come again and again, as pages' addresses do not.
  private static func remembered(_ subject: Subject) -> Int {
    switch subject {
    case .link(.anchor), .link(.sourceTitle), .link(.sourceHost), .link(.sourceDomain),
      .link(.targetPath):
      1 << 13
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
    for index in found.indices { known.note(test: fields[field].tests[found[index].test]) }
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

extension TextMatcher {
  /// A matcher of tests that were checked when rules and lists were read.
  init(checked tests: [TextTest], remembering: Int = 0, seesDisguises: Bool = true) {
    do {
      try self.init(tests: tests, remembering: remembering, seesDisguises: seesDisguises)
    } catch {
      preconditionFailure("patterns are checked when rules are read: \(error)")
    }
  }
}
