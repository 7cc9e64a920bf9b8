import CalendarTime
import LinkModel
import LinkProfile
import YAMLDocument

extension RuleParser {
  /// The message of a rule of a scope.
  func template(_ node: YAMLNode?, scope: Rule.Scope?) -> MessageTemplate? {
    guard let node, let text = reader.string(node) else { return nil }
    do throws(MessageTemplate.Problem) {
      let template = try MessageTemplate(parsing: text)
      for subject in template.subjects where scope.map({ !subject.maySpeak(in: $0) }) ?? false {
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

  /// The examples of a list, none when there is no list.
  func examples(_ node: YAMLNode?, scope: Rule.Scope?) -> [RuleExample] {
    guard let node, let items = reader.list(node) else { return [] }
    if items.isEmpty { reader.report("expected at least one example", at: node) }
    return items.compactMap { item in
      guard let keys = reader.mapping(item, known: ["name", "site", "given"]),
        let name = reader.string(keys.required("name")), let given = keys.required("given")
      else { return nil }
      var nodes = [given]
      if case .sequence(let several) = given.content { nodes = several }
      var example = RuleExample(name: name, links: [], line: item.position.line)
      if scope == .referrer {
        example.referrers = nodes.compactMap(self.referrer)
      } else {
        example.links = nodes.compactMap(self.given)
      }
      if let node = keys.optional("site") { example.settings = settings(node) }
      return example
    }
  }

  /// What an example sets for the site: settings by their short names.
  private func settings(_ node: YAMLNode) -> ProfileFacts {
    let known = ProfileFact.allCases.filter(\.isSetting)
    var settings = RuleExample.noSettings
    for entry in reader.mapping(node, known: known.map(\.shortName))?.entries ?? [] {
      guard let fact = known.first(where: { $0.shortName == entry.name }) else { continue }
      switch fact.kind {
      case .text, .list: settings[texts: fact] = reader.strings(entry.value) ?? []
      default: settings[fact] = value(entry.value, .profile(fact))
      }
    }
    return settings
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
      return reader.moment(node).map { .number($0.rawValue) }
    }
    if case .choices = field.kind {
      guard let words = reader.strings(node) else { return nil }
      return .number(words.compactMap(Subject.link(field).number(ofWord:)).reduce(0, |))
    }
    return value(node, .link(field)).map(FieldValue.number)
  }
}

extension YAMLReader {
  /// Reads a date or a point in time.
  func moment(_ node: YAMLNode?) -> Moment? {
    guard let node, let text = string(node) else { return nil }
    let bytes = Array(text.utf8)
    guard let moment = Moment(parsing: bytes.span) else {
      report("expected a date such as 2026-01-31, found \(node.summary)", at: node)
      return nil
    }
    return moment
  }
}
