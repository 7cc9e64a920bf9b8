import CalendarTime
import LinkModel
import NearestName
import TextMatching
package import YAMLDocument

extension Rule {
  private static let keys = [
    "id", "title", "status", "family", "role", "scope", "severity", "weight", "finds", "why",
    "wrong_when", "sources", "clause", "match", "message", "tests",
  ]

  /// Reads a rule file; its name without `.yaml` is the id that the rule must have.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name in messages.
  ///   - families: The closed list of families.
  ///   - lists: The names of word lists and of host lists.
  /// - Throws: All problems of the file.
  package init(
    parsing bytes: [UInt8], file: String, families: [String], lists: RuleListNames
  ) throws(YAMLProblems) {
    let document = try YAMLDocument(parsing: bytes, file: file)
    let reader = YAMLReader(document)
    let parser = RuleParser(reader: reader, families: families, lists: lists)
    self = try reader.finish(parser.rule(document.root, file: file, keys: Rule.keys))
  }
}

/// The names that rules may refer to.
package struct RuleListNames: Sendable {
  package let words: [String]
  package let hosts: [String]

  package init(words: [String], hosts: [String]) {
    self.words = words
    self.hosts = hosts
  }
}

struct RuleParser {
  let reader: YAMLReader
  let families: [String]
  let lists: RuleListNames

  func rule(_ root: YAMLNode, file: String, keys known: [String]) -> Rule? {
    guard let keys = reader.mapping(root, known: known) else { return nil }
    let id = reader.string(keys.required("id"))
    if let id, let node = keys.optional("id") {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      if name != id + ".yaml" {
        reader.report("the id '\(id)' is not the name of the file '\(name)'", at: node)
      }
    }
    let title = reader.string(keys.required("title"))
    let status = reader.oneOf(keys.required("status"), as: Rule.Status.self)
    let family = reader.oneOf(keys.required("family"), families)
    let role = reader.oneOf(keys.required("role"), as: Rule.Role.self)
    let scope = reader.oneOf(keys.required("scope"), as: Rule.Scope.self)
    let severity = reader.oneOf(keys.required("severity"), Severity.names)
    let weight = reader.int(keys.required("weight"), in: 0...100)
    let finds = reader.string(keys.required("finds"))
    let why = reader.string(keys.required("why"))
    let wrongWhen = reader.strings(keys.required("wrong_when"))
    let sources = reader.strings(keys.required("sources"))
    let clause = reader.string(keys.required("clause"))
    let condition = keys.required("match").flatMap { self.condition($0, scope: scope) }
    let message = template(keys.required("message"), scope: scope)
    let tests = reader.mapping(
      keys.required("tests"), known: ["fires", "quiet", "known_misses", "known_false_alarms"])
    let fires = examples(tests?.required("fires"), scope: scope)
    let quiet = examples(tests?.required("quiet"), scope: scope)
    if scope == .referrer, role != .evidence, let node = keys.optional("role") {
      reader.report(
        "a rule of scope referrer has the role evidence: a log alone decides nothing", at: node)
    }
    if role == .decisive, let node = keys.optional("role") {
      if weight ?? 100 < 75 {
        reader.report("a decisive rule needs a weight of 75 or more", at: node)
      }
      if clause == "none" { reader.report("a decisive rule needs a clause", at: node) }
      if quiet.count < 3 { reader.report("a decisive rule needs three quiet tests", at: node) }
    }
    guard let id, let title, let status, let family, let role, let scope, let weight, let finds,
      let why, let wrongWhen, let sources, let clause, let condition, let message,
      let severity = severity.flatMap(Severity.init(named:))
    else { return nil }
    return Rule(
      id: id, title: title, status: status, family: family, role: role, scope: scope,
      severity: severity, weight: weight, finds: finds, why: why, wrongWhen: wrongWhen,
      sources: sources, clause: clause, condition: condition, message: message, fires: fires,
      quiet: quiet, file: file)
  }

  // MARK: Conditions

  private func condition(_ node: YAMLNode, scope: Rule.Scope?) -> Condition? {
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
    if let scope, subject.scope != scope {
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

  private static let textOperators: [String: TextTest.Operator] = [
    "is": .equals, "in": .equals, "contains": .contains, "contains_word": .containsWord,
    "starts_with": .startsWith, "ends_with": .endsWith, "matches": .matches,
  ]

  private func operation(
    _ entry: YAMLNode.Entry, _ subject: Subject, isRaw: Bool
  ) -> Condition? {
    if subject.isText {
      if entry.name == "raw", !isRaw, let inner = reader.entries(entry.value) {
        let parts = inner.compactMap { operation($0, subject, isRaw: true) }
        return parts.count == inner.count && !parts.isEmpty ? .all(parts) : nil
      }
      if entry.name == "in_list" {
        return reader.oneOf(entry.value, lists.hosts).map { .host(subject, list: $0) }
      }
      guard let op = RuleParser.textOperators[entry.name] else {
        return unknown(entry, ["raw", "in_list"] + RuleParser.textOperators.keys.sorted())
      }
      return text(entry.value, op, isRaw: isRaw).map { .text(subject, $0) }
    }
    return number(entry, subject).map { .number(subject, $0) }
  }

  private func text(_ node: YAMLNode, _ op: TextTest.Operator, isRaw: Bool) -> RuleText? {
    var patterns: [String] = []
    var names: [String] = []
    var groups: [String] = []
    if case .mapping = node.content {
      guard let keys = reader.mapping(node, known: ["list", "groups", "also"]),
        let list = reader.oneOf(keys.required("list"), lists.words)
      else { return nil }
      names = [list]
      groups = reader.strings(keys.optional("groups")) ?? []
      patterns = reader.strings(keys.optional("also")) ?? []
    } else {
      guard let texts = reader.strings(node) else { return nil }
      patterns = texts
    }
    if op == .matches { check(patterns, at: node) }
    return RuleText(op: op, isRaw: isRaw, patterns: patterns, lists: names, groups: groups)
  }

  /// Reports patterns that are not of the dialect, with their position.
  private func check(_ patterns: [String], at node: YAMLNode) {
    for (number, pattern) in patterns.enumerated() {
      do throws(TextTestError) {
        try TextMatcher.check(TextTest(.matches, [pattern]))
      } catch {
        var place = node
        if case .sequence(let items) = node.content, number < items.count { place = items[number] }
        reader.report(
          error.error.message,
          at: reader.document.position(in: place, characterOffset: error.error.characterOffset))
      }
    }
  }

  private func number(_ entry: YAMLNode.Entry, _ subject: Subject) -> NumberTest? {
    func value(_ node: YAMLNode) -> Int64? { self.value(node, subject) }
    switch (subject.kind, entry.name) {
    case (.choices, "is"), (.choices, "in"):
      guard let words = reader.strings(entry.value) else { return nil }
      let bits = words.compactMap(subject.number(ofWord:))
      if bits.count < words.count {
        reader.report("unknown word for \(subject.name)", at: entry.value)
        return nil
      }
      return .hasBits(bits.reduce(0, |))
    case (_, "is"): return value(entry.value).map { .isOneOf([$0]) }
    case (_, "in"):
      guard let items = reader.list(entry.value) else { return nil }
      let values = items.compactMap(value)
      return values.count == items.count ? .isOneOf(values) : nil
    case (.integer, "at_least"), (.decimal, "at_least"), (.moment, "at_least"):
      return value(entry.value).map(NumberTest.atLeast)
    case (.integer, "at_most"), (.decimal, "at_most"), (.moment, "at_most"):
      return value(entry.value).map(NumberTest.atMost)
    case (.integer, "between"), (.decimal, "between"):
      guard let items = reader.list(entry.value), items.count == 2, let low = value(items[0]),
        let high = value(items[1]), low <= high
      else {
        reader.report("expected two numbers, the smaller first", at: entry.value)
        return nil
      }
      return .between(low, high)
    case (.moment, "within_days"):
      return reader.int(entry.value, in: 0...36_500).map { .withinDays(Int64($0)) }
    default:
      return unknown(entry, ["is", "in", "at_least", "at_most", "between", "within_days"])
    }
  }

  private func value(_ node: YAMLNode, _ subject: Subject) -> Int64? {
    switch subject.kind {
    case .flag: return reader.bool(node).map { $0 ? 1 : 0 }
    case .integer: return reader.int(node, in: 0...Int.max).map(Int64.init)
    case .decimal: return reader.thousandths(node, in: 0...Int.max).map(Int64.init)
    case .choice(let names), .choices(let names):
      return reader.oneOf(node, names).flatMap(subject.number(ofWord:))
    case .moment, .text, .list:
      reader.report("a date cannot be compared here; use within_days", at: node)
      return nil
    }
  }

  private func unknown<Value>(_ entry: YAMLNode.Entry, _ names: [String]) -> Value? {
    let near = nearest(to: entry.name, in: names).map { "did you mean '\($0)'?" }
    reader.report(
      "unknown operator '\(entry.name)'", at: entry.key,
      hint: near ?? "expected one of \(names.joined(separator: ", "))")
    return nil
  }

  // MARK: Message and examples

  private func template(_ node: YAMLNode?, scope: Rule.Scope?) -> MessageTemplate? {
    guard let node, let text = reader.string(node) else { return nil }
    do throws(MessageTemplate.Problem) {
      let template = try MessageTemplate(parsing: text)
      for subject in template.subjects where scope != nil && subject.scope != scope {
        reader.report("'\(subject.name)' is not known in this scope", at: node)
      }
      return template
    } catch {
      reader.report(
        error.message,
        at: reader.document.position(in: node, characterOffset: error.offset))
      return nil
    }
  }

  private func examples(_ node: YAMLNode?, scope: Rule.Scope?) -> [RuleExample] {
    guard let node, let items = reader.list(node) else { return [] }
    if items.isEmpty { reader.report("expected at least one example", at: node) }
    return items.compactMap { item in
      guard let keys = reader.mapping(item, known: ["name", "given"]),
        let name = reader.string(keys.required("name")), let given = keys.required("given")
      else { return nil }
      var nodes = [given]
      if case .sequence(let several) = given.content { nodes = several }
      if scope == .referrer {
        return RuleExample(
          name: name, links: [], referrers: nodes.compactMap(self.referrer),
          line: item.position.line)
      }
      return RuleExample(
        name: name, links: nodes.compactMap(self.given), line: item.position.line)
    }
  }

  /// A `given:` entry of a rule of scope `referrer`: facts by their short names.
  private func referrer(_ node: YAMLNode) -> ReferrerFacts? {
    let facts = ReferrerFact.allCases
    guard let keys = reader.mapping(node, known: facts.map(\.shortName)) else { return nil }
    var given = ReferrerFacts(host: "source.example")
    for entry in keys.entries {
      guard let fact = facts.first(where: { $0.shortName == entry.name }) else { continue }
      if fact == .host {
        given.host = reader.string(entry.value) ?? given.host
      } else {
        given[fact] = value(entry.value, .referrer(fact))
      }
    }
    return given
  }

  private func given(_ node: YAMLNode) -> GivenLinks? {
    let known = ["from", "to"] + Field.allCases.map(\.name)
    guard let keys = reader.mapping(node, known: known) else { return nil }
    var fields: [Field: FieldValue] = [:]
    for entry in keys.entries {
      guard let field = Field(named: entry.name) else { continue }
      if let value = fieldValue(entry.value, field) { fields[field] = value }
    }
    let from = reader.string(keys.optional("from")) ?? "https://source.example/page"
    let to = reader.string(keys.optional("to")) ?? "https://shop.example/"
    return GivenLinks(from: from, to: to, fields: fields)
  }

  private func fieldValue(_ node: YAMLNode, _ field: Field) -> FieldValue? {
    if field.isText { return node.text.map(FieldValue.text) }
    if field.kind == .moment {
      guard let text = reader.string(node) else { return nil }
      let bytes = Array(text.utf8)
      guard let moment = Moment(parsing: bytes.span) else {
        reader.report("expected a date such as 2026-01-31", at: node)
        return nil
      }
      return .number(moment.rawValue)
    }
    if case .choices = field.kind {
      guard let words = reader.strings(node) else { return nil }
      return .number(words.compactMap(Subject.link(field).number(ofWord:)).reduce(0, |))
    }
    return value(node, .link(field)).map(FieldValue.number)
  }
}
