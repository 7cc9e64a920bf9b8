import CalendarTime
import LinkModel
import NearestName
import TextMatching
import WebAddress
import YAMLDocument

extension RuleParser {
  /// The condition that a node says; nil when it was reported as wrong.
  func condition(_ node: YAMLNode, scope: Rule.Scope?) -> Condition? {
    guard let entries = reader.entries(node) else { return nil }
    guard let entry = entries.first, entries.count == 1 else {
      reader.report(
        "expected one condition, found \(entries.count)", at: node,
        hint: "put several under all: [ … ]")
      return nil
    }
    switch entry.name {
    case "all": return conditions(entry.value, scope).map(Condition.all)
    case "any": return conditions(entry.value, scope).map(Condition.any)
    case "not": return condition(entry.value, scope: scope).map(Condition.not)
    case "at_least_n":
      guard let keys = reader.mapping(entry.value, known: ["n", "of"]),
        let count = reader.int(keys.required("n"), in: 1...100),
        let parts = keys.required("of").flatMap({ conditions($0, scope) })
      else { return nil }
      if count > parts.count, let node = keys.optional("n") {
        reader.report("at least \(count) of \(parts.count) conditions can never hold", at: node)
      }
      return .atLeast(count, parts)
    default: return test(entry, scope: scope)
    }
  }

  private func conditions(_ node: YAMLNode, _ scope: Rule.Scope?) -> [Condition]? {
    guard let items = reader.list(node) else { return nil }
    if items.isEmpty { reader.report("expected at least one condition", at: node) }
    let parts = items.compactMap { condition($0, scope: scope) }
    return parts.count == items.count ? parts : nil
  }

  private func test(_ entry: YAMLNode.Entry, scope: Rule.Scope?) -> Condition? {
    guard let subject = Subject(named: entry.name) else {
      let names = Subject.all.map(\.name) + ["all", "any", "not", "at_least_n"]
      let near = nearest(to: entry.name, in: names).map { "did you mean '\($0)'?" }
      reader.report(
        "unknown field '\(entry.name)'", at: entry.key, hint: near ?? "docs/fields.md lists them")
      return nil
    }
    if let scope, !subject.mayStand(in: scope) {
      reader.report(
        "'\(subject.name)' is not known in a rule of scope \(scope.rawValue)", at: entry.key)
    }
    guard let operators = reader.entries(entry.value) else { return nil }
    let parts = operators.compactMap { operation($0, subject, isRaw: false) }
    guard parts.count == operators.count, let first = parts.first else {
      if operators.isEmpty { reader.report("expected an operator", at: entry.value) }
      return nil
    }
    return parts.count == 1 ? first : .all(parts)
  }

  private func operation(
    _ entry: YAMLNode.Entry, _ subject: Subject, isRaw: Bool
  ) -> Condition? {
    guard let op = RuleOperator(rawValue: entry.name), subject.kind.operators.contains(op),
      !isRaw || op.isTextTest
    else { return unknown(entry, subject) }
    if op == .raw {
      guard let inner = reader.entries(entry.value) else { return nil }
      if inner.isEmpty { reader.report("expected an operator", at: entry.value) }
      let parts = inner.compactMap { operation($0, subject, isRaw: true) }
      guard parts.count == inner.count, let first = parts.first else { return nil }
      return parts.count == 1 ? first : .all(parts)
    }
    if op == .inList { return hosts(entry.value).map { .host(subject, $0) } }
    if subject.isText, let test = op.textTest {
      return text(entry.value, test, isRaw: isRaw).map { .text(subject, $0) }
    }
    return number(entry.value, op, subject).map { .number(subject, $0) }
  }

  private func unknown<Value>(_ entry: YAMLNode.Entry, _ subject: Subject) -> Value? {
    let names = subject.kind.operators.map(\.rawValue)
    if RuleOperator(rawValue: entry.name) != nil {
      reader.report(
        "'\(entry.name)' does not fit '\(subject.name)'", at: entry.key,
        hint: "expected one of \(names.joined(separator: ", "))")
      return nil
    }
    let near = nearest(to: entry.name, in: names).map { "did you mean '\($0)'?" }
    reader.report(
      "unknown operator '\(entry.name)'", at: entry.key,
      hint: near ?? "expected one of \(names.joined(separator: ", "))")
    return nil
  }

  // MARK: Texts

  private func text(_ node: YAMLNode, _ op: TextTest.Operator, isRaw: Bool) -> RuleText? {
    guard case .mapping = node.content else {
      guard let patterns = reader.strings(node) else { return nil }
      check(patterns, op, isRaw, at: node)
      return RuleText(op: op, isRaw: isRaw, patterns: patterns, lists: [], groups: [])
    }
    guard let keys = reader.mapping(node, known: ["list", "groups", "also"]),
      let list = reader.oneOf(keys.required("list"), lists.words.map(\.name))
    else { return nil }
    let groups = reader.strings(keys.optional("groups")) ?? []
    if let node = keys.optional("groups") { check(groups, of: list, at: node) }
    let patterns = reader.strings(keys.optional("also")) ?? []
    if let node = keys.optional("also") { check(patterns, op, isRaw, at: node) }
    return RuleText(op: op, isRaw: isRaw, patterns: patterns, lists: [list], groups: groups)
  }

  /// Reports groups that a word list does not have.
  private func check(_ groups: [String], of list: String, at node: YAMLNode) {
    let known = lists.words.first { $0.name == list }?.groups ?? []
    for (number, group) in groups.enumerated() where !known.contains(group) {
      reader.report(
        "the list '\(list)' has no group '\(group)'", at: item(number, of: node),
        hint: nearest(to: group, in: known).map { "did you mean '\($0)'?" }
          ?? "it has \(known.joined(separator: ", "))")
    }
  }

  /// Reports patterns that cannot be looked for, with their position.
  private func check(
    _ patterns: [String], _ op: TextTest.Operator, _ isRaw: Bool, at node: YAMLNode
  ) {
    for (number, pattern) in patterns.enumerated() {
      do throws(TextTestError) {
        try TextMatcher.check(TextTest(op, [pattern], isRaw: isRaw))
      } catch {
        reader.report(
          error.error.message,
          at: reader.document.position(
            in: item(number, of: node), characterOffset: error.error.characterOffset))
      }
    }
  }

  private func item(_ number: Int, of node: YAMLNode) -> YAMLNode {
    if case .sequence(let items) = node.content, number < items.count { return items[number] }
    return node
  }

  private func hosts(_ node: YAMLNode) -> HostSet? {
    guard case .sequence(let items) = node.content else {
      return reader.oneOf(node, lists.hosts).map(HostSet.list)
    }
    guard let names = reader.strings(node) else { return nil }
    var hosts: [String] = []
    for (name, item) in zip(names, items) {
      let bytes = Array(name.utf8)
      var canonical: [UInt8] = []
      if HostName.canonical(bytes.span, into: &canonical) == nil {
        reader.report("'\(name)' is not a host", at: item)
      }
      hosts.append(String(decoding: canonical, as: UTF8.self))
    }
    return .hosts(hosts)
  }

  // MARK: Numbers

  /// What a number is held against: an operator and its operand.
  func number(_ node: YAMLNode, _ op: RuleOperator, _ subject: Subject) -> NumberTest? {
    func value(_ node: YAMLNode) -> Int64? { self.value(node, subject) }
    switch (op, subject.kind) {
    case (.is, .choices), (.in, .choices):
      let items: [YAMLNode] = if case .sequence(let items) = node.content { items } else { [node] }
      let bits = items.compactMap(value)
      return bits.count == items.count ? .hasBits(bits.reduce(0, |)) : nil
    case (.is, _): return value(node).map { .isOneOf([$0]) }
    case (.in, _):
      guard let items = reader.list(node) else { return nil }
      let values = items.compactMap(value)
      return values.count == items.count ? .isOneOf(values) : nil
    case (.atLeast, _): return value(node).map(NumberTest.atLeast)
    case (.atMost, _): return value(node).map(NumberTest.atMost)
    case (.between, _):
      guard let items = reader.list(node), items.count == 2, let low = value(items[0]),
        let high = value(items[1]), low <= high
      else {
        reader.report("expected two numbers, the smaller first", at: node)
        return nil
      }
      return .between(low, high)
    default: return reader.int(node, in: 0...36_500).map { .withinDays(Int64($0)) }
    }
  }

  func value(_ node: YAMLNode, _ subject: Subject) -> Int64? {
    switch subject.kind {
    case .flag: return reader.bool(node).map { $0 ? 1 : 0 }
    case .integer: return reader.int(node, in: 0...Int.max).map(Int64.init)
    case .decimal: return reader.thousandths(node, in: 0...Int.max).map(Int64.init)
    case .choice(let names), .choices(let names):
      return reader.oneOf(node, names).flatMap(subject.number(ofWord:))
    case .moment, .text, .list: return reader.moment(node)?.rawValue
    }
  }
}
