import LinkModel
import LinkProfile
import NearestName
package import YAMLDocument

/// What a user changes about rules: weights, statuses, thresholds, and rules that do not count.
package struct RuleAdjustments: Sendable {
  /// What becomes of one rule.
  struct Change: Sendable {
    /// The id, where it stands.
    let rule: YAMLNode
    var weight: Int?
    var status: Rule.Status?
    var thresholds: [Threshold] = []
  }

  /// A number that takes the place of the one that a rule has with the same field and operator.
  struct Threshold: Sendable {
    /// The operator, where it stands.
    let node: YAMLNode
    let subject: Subject
    let op: RuleOperator
    let test: NumberTest
  }

  /// Rules that do not count for a time.
  package private(set) var suppressions: [RuleSuppression] = []
  private var changes: [Change] = []
  private var document: YAMLDocument?

  /// Nothing is changed.
  package init() {}

  /// Reads the keys `overrides` and `suppress` of a configuration.
  package init(_ reader: YAMLReader, overrides: YAMLNode?, suppress: YAMLNode?) {
    document = reader.document
    for entry in overrides.flatMap(reader.entries) ?? [] {
      if let change = RuleAdjustments.change(entry, reader) { changes.append(change) }
    }
    for node in suppress.flatMap(reader.list) ?? [] {
      if let suppression = RuleSuppression(reader, node) { suppressions.append(suppression) }
    }
  }

  private static func change(_ entry: YAMLNode.Entry, _ reader: YAMLReader) -> Change? {
    guard let keys = reader.mapping(entry.value, known: ["weight", "status", "thresholds"])
    else { return nil }
    var change = Change(rule: entry.key)
    change.weight = reader.int(keys.optional("weight"), in: 0...100)
    change.status = reader.oneOf(keys.optional("status"), as: Rule.Status.self)
    for field in keys.optional("thresholds").flatMap(reader.entries) ?? [] {
      guard let subject = Subject(named: field.name), !subject.isText else {
        let names = Subject.all.filter { !$0.isText }.map(\.name)
        reader.report(
          "'\(field.name)' is not a field with a number", at: field.key,
          hint: nearest(to: field.name, in: names).map { "did you mean '\($0)'?" })
        continue
      }
      for item in reader.entries(field.value) ?? [] {
        let operators = subject.kind.operators.filter { $0 != .is && $0 != .in }
        guard let name = reader.oneOf(item.key, operators.map(\.rawValue)),
          let op = RuleOperator(rawValue: name),
          let test = RuleParser(reader: reader).number(item.value, op, subject)
        else { continue }
        change.thresholds.append(
          Threshold(node: item.key, subject: subject, op: op, test: test))
      }
    }
    return change
  }

  // MARK: Application

  /// The rules after the changes.
  ///
  /// A decisive rule that weighs less than 75 then counts as evidence.
  ///
  /// - Throws: A problem for each change of a rule or a number that is not there.
  package func applied(to rules: [Rule]) throws(YAMLProblems) -> [Rule] {
    guard let document else { return rules }
    let reader = YAMLReader(document)
    var rules = rules
    func index(_ id: YAMLNode) -> Int? {
      let name = id.text ?? ""
      if let index = rules.firstIndex(where: { $0.id == name }) { return index }
      let near = nearest(to: name, in: rules.map(\.id)).map { "did you mean '\($0)'?" }
      reader.report("there is no rule '\(name)'", at: id, hint: near)
      return nil
    }
    for suppression in suppressions { _ = index(suppression.node) }
    for change in changes {
      guard let index = index(change.rule) else { continue }
      rules[index].apply(change, reader)
    }
    return try reader.finish(rules)
  }
}

extension Rule {
  static let decisiveWeight = 75

  fileprivate mutating func apply(_ change: RuleAdjustments.Change, _ reader: YAMLReader) {
    if let weight = change.weight {
      if role == .alert { reader.report("'\(id)' is an alert and weighs nothing", at: change.rule) }
      self.weight = weight
      if role == .decisive, weight < Rule.decisiveWeight { role = .evidence }
    }
    status = change.status ?? status
    for threshold in change.thresholds {
      let known = Set(condition.tests(of: threshold.subject).filter { $0.op == threshold.op })
      let name = "\(threshold.subject.name) \(threshold.op.rawValue)"
      guard known.count == 1, let old = known.first else {
        let reason =
          known.isEmpty ? "has no condition '\(name)'" : "has several conditions '\(name)'"
        reader.report(
          "the rule '\(id)' \(reason)", at: threshold.node,
          hint: known.isEmpty
            ? "its numbers are \(thresholdNames)" : "write a rule of your own with this id")
        continue
      }
      condition = condition.replacing(old, of: threshold.subject, by: threshold.test)
    }
  }

  /// What of the rule can be overridden: `domain.links at_least, domain.links at_most`.
  private var thresholdNames: String {
    var names: [String] = []
    for subject in condition.subjects {
      for test in condition.tests(of: subject) {
        guard let op = test.op else { continue }
        let name = "\(subject.name) \(op.rawValue)"
        if !names.contains(name) { names.append(name) }
      }
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }
}

extension NumberTest {
  /// The operator that makes it, when it compares; nil for single values.
  fileprivate var op: RuleOperator? {
    switch self {
    case .atLeast: .atLeast
    case .atMost: .atMost
    case .between: .between
    case .withinDays: .withinDays
    case .isOneOf, .hasBits: nil
    }
  }
}

extension Condition {
  /// What the numbers of a subject are held against.
  fileprivate func tests(of subject: Subject) -> [NumberTest] {
    switch self {
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      parts.flatMap { $0.tests(of: subject) }
    case .not(let part): part.tests(of: subject)
    case .number(subject, let test): [test]
    case .text, .host, .number: []
    }
  }

  /// The condition with another test of a number.
  fileprivate func replacing(
    _ old: NumberTest, of subject: Subject, by new: NumberTest
  ) -> Condition {
    func changed(_ parts: [Condition]) -> [Condition] {
      parts.map { $0.replacing(old, of: subject, by: new) }
    }
    switch self {
    case .all(let parts): return .all(changed(parts))
    case .any(let parts): return .any(changed(parts))
    case .atLeast(let count, let parts): return .atLeast(count, changed(parts))
    case .not(let part): return .not(part.replacing(old, of: subject, by: new))
    case .number(subject, old): return .number(subject, new)
    case .text, .host, .number: return self
    }
  }
}
