import Foundation
import Testing
import YAMLDocument

@testable import BacklinkAudit
@testable import BacklinksCommands

/// docs/settings.schema.json says what ``Configuration`` reads.
@Suite struct SettingsSchemaTests {
  private static func schema() throws -> [String: Any] {
    let run = try CommandRun("rules", "docs", "settings-schema")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(object as? [String: Any])
  }

  private static func problems(_ yaml: String) throws -> [String] {
    let schema = try schema()
    var check = SchemaCheck(definitions: try #require(schema["$defs"] as? [String: Any]))
    let limits = YAMLDocument.Limits(allowsEmpty: true)
    let document = try YAMLDocument(parsing: Array(yaml.utf8), file: "x.yaml", limits: limits)
    check.check(document.root, schema, at: "$")
    return check.problems
  }

  private static func text(of page: String) throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    return try String(contentsOf: root.appending(path: page), encoding: .utf8)
  }

  /// The examples in YAML of a page.
  private static func examples(in page: String) throws -> [String] {
    try text(of: page).components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0] + "\n"
    }
  }

  @Test func `every setting is in it, with what it holds`() throws {
    let properties = try #require(try Self.schema()["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(Configuration.settings.map(\.key)))
    for (key, property) in properties {
      #expect(property["type"] ?? property["enum"] ?? property["$ref"] != nil, "\(key)")
    }
  }

  @Test func `the settings of the template and of the pages fit`() throws {
    let template = Configuration.template.split(separator: "\n")
      .filter { line in Configuration.settings.contains { line.hasPrefix("# \($0.key): ") } }
      .map { $0.dropFirst(2) + "\n" }.joined()
    #expect(template.split(separator: "\n").count == Configuration.settings.count)
    let documented = try #require(try Self.examples(in: "docs/settings.md").first)
    let adjustments = try Self.examples(in: "docs/rule-language.md").filter {
      $0.hasPrefix("lists:")
    }
    #expect(adjustments.count == 1)
    for example in [template, documented, Configuration.template] + adjustments {
      #expect(try Self.problems(example) == [], "\(example)")
      _ = try Configuration(parsing: Array(example.utf8), file: "backlinks.yaml")
    }
  }

  @Test(arguments: [
    ("sitse: [a.example]", "$: no key 'sitse'"),
    ("policy: strict", "$.policy: not one of these words"),
    ("brand: []", "$.brand: fits nothing of anyOf"),
    ("lists: { well-known: { a: { b: c } } }", "$.lists.well-known: fits nothing of anyOf"),
    (
      "overrides: { low-authority: { weight: heavy } }",
      "$.overrides.low-authority.weight: no integer"
    ),
    ("overrides: { low-authority: { wieght: 1 } }", "$.overrides.low-authority: no key 'wieght'"),
    ("suppress: [{ rule: low-authority, reason: ours }]", "$.suppress[0]: needs 'until'"),
  ])
  func `what a configuration refuses does not fit either`(
    _ example: (yaml: String, problem: String)
  ) throws {
    #expect(try Self.problems(example.yaml + "\n") == [example.problem])
    let folder = try TemporaryFolder()
    let path = try folder.write("backlinks.yaml", example.yaml + "\n")
    #expect(try CommandRun("config", "check", path).code == 2)
  }
}

/// As much of JSON Schema as the schema uses, over YAML.
private struct SchemaCheck {
  let definitions: [String: Any]
  var problems: [String] = []

  mutating func check(_ node: YAMLNode, _ given: [String: Any], at path: String) {
    var schema = given
    if let name = schema["$ref"] as? String {
      let part = definitions[String(name.dropFirst("#/$defs/".count))] as? [String: Any]
      schema = part ?? [:]
      if part == nil { problems.append("\(path): '\(name)' is not there") }
    }
    if let words = schema["enum"] as? [String], !words.contains(node.text ?? "") {
      problems.append("\(path): not one of these words")
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let fits = choices.contains { choice in
        var other = SchemaCheck(definitions: definitions)
        other.check(node, choice, at: path)
        return other.problems.isEmpty
      }
      if !fits { problems.append("\(path): fits nothing of anyOf") }
    }
    let kinds = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
    if let kinds, !kinds.contains(where: { SchemaCheck.isKind($0, node) }) {
      problems.append("\(path): no \(kinds.joined(separator: " or "))")
      return
    }
    if case .mapping(let entries) = node.content { check(entries, schema, at: path) }
    if case .sequence(let items) = node.content {
      if items.count < schema["minItems"] as? Int ?? 0 { problems.append("\(path): too short") }
      for (index, item) in items.enumerated() {
        check(item, schema["items"] as? [String: Any] ?? [:], at: "\(path)[\(index)]")
      }
    }
  }

  private mutating func check(
    _ entries: [YAMLNode.Entry], _ schema: [String: Any], at path: String
  ) {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    for name in schema["required"] as? [String] ?? [] where !entries.map(\.name).contains(name) {
      problems.append("\(path): needs '\(name)'")
    }
    for entry in entries {
      if let property = properties[entry.name] {
        check(entry.value, property, at: "\(path).\(entry.name)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        check(entry.value, others, at: "\(path).\(entry.name)")
      } else if schema["additionalProperties"] as? Bool == false {
        problems.append("\(path): no key '\(entry.name)'")
      }
    }
  }

  private static func isKind(_ kind: String, _ node: YAMLNode) -> Bool {
    switch (kind, node.content) {
    case ("object", .mapping), ("array", .sequence): true
    case ("null", .scalar): node.isEmpty
    case ("string", .scalar): true
    case ("integer", .scalar(let text, .plain)): Int(text) != nil
    case ("number", .scalar(let text, .plain)): Double(text) != nil
    case ("boolean", .scalar(let text, .plain)): ["true", "false"].contains(text)
    default: false
    }
  }
}
