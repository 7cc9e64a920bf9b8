import HostLists
import LinkModel
import LinkProfile
import LinkRules
import OutputText

/// docs/rule.schema.json: the format of rule files for editors, made from the tables that read them.
package struct RuleSchema {
  private let pack: RulePack

  package init(_ pack: RulePack) {
    self.pack = pack
  }

  /// The schema as JSON.
  package var json: [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
    json.member("title", "A rule of backlinks")
    json.member("description", "Made by `backlinks rules docs rule-schema`; do not edit.")
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.member("required", RuleSchema.required)
    json.object("properties", properties)
    json.object("$defs") { json in
      json.object("texts", RuleSchema.texts)
      json.object("condition", condition)
      json.object("examples", examples)
      json.object("given", given)
      for (name, kind) in RuleSchema.kinds { json.object(name) { tests(of: kind, to: &$0) } }
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static let required = [
    "id", "title", "status", "family", "role", "scope", "severity", "finds", "why", "wrong_when",
    "sources", "clause", "match", "message", "tests",
  ]

  private func properties(_ json: inout JSONWriter) {
    for key in ["id", "title", "finds", "why", "clause", "message"] {
      json.object(key) { $0.member("type", "string") }
    }
    for key in ["wrong_when", "sources"] {
      json.object(key) { $0.member("$ref", "#/$defs/texts") }
    }
    for (key, words) in [
      ("status", Rule.Status.allCases.map(\.rawValue)),
      ("role", Rule.Role.allCases.map(\.rawValue)),
      ("scope", Rule.Scope.allCases.map(\.rawValue)), ("severity", Severity.names),
      ("family", pack.families.map(\.id)),
    ] {
      json.object(key) { $0.member("enum", words) }
    }
    json.object("weight") { RuleSchema.integer(from: 0, to: 100, &$0) }
    json.object("match") { $0.member("$ref", "#/$defs/condition") }
    json.object("tests") { json in
      json.member("type", "object")
      json.member("additionalProperties", false)
      json.member("required", ["fires", "quiet"])
      json.object("properties") { json in
        for key in ["fires", "quiet", "known_misses", "known_false_alarms"] {
          json.object(key) { $0.member("$ref", "#/$defs/examples") }
        }
      }
    }
  }

  static func integer(from low: Int, to high: Int, _ json: inout JSONWriter) {
    json.member("type", "integer")
    json.member("minimum", low)
    json.member("maximum", high)
  }

  /// One text or several.
  static func texts(_ json: inout JSONWriter) {
    json.array("anyOf", [false, true]) { json, isList in
      json.member("type", isList ? "array" : "string")
      guard isList else { return }
      json.object("items") { $0.member("type", "string") }
      json.member("minItems", 1)
    }
  }

  // MARK: Conditions

  private func condition(_ json: inout JSONWriter) {
    json.member("type", "object")
    json.member("minProperties", 1)
    json.member("maxProperties", 1)
    json.member("additionalProperties", false)
    json.object("properties") { json in
      for key in ["all", "any"] { json.object(key, RuleSchema.conditions) }
      json.object("not") { $0.member("$ref", "#/$defs/condition") }
      json.object("at_least_n") { json in
        json.member("type", "object")
        json.member("additionalProperties", false)
        json.member("required", ["n", "of"])
        json.object("properties") { json in
          json.object("n") { RuleSchema.integer(from: 1, to: 100, &$0) }
          json.object("of", RuleSchema.conditions)
        }
      }
      for subject in Subject.all {
        json.object(subject.name) { json in
          json.member("description", subject.meaning)
          if let name = RuleSchema.kinds.first(where: { $0.kind == subject.kind })?.name {
            json.member("$ref", "#/$defs/\(name)")
          } else {
            tests(of: subject.kind, to: &json)
          }
        }
      }
    }
  }

  private static func conditions(_ json: inout JSONWriter) {
    json.member("type", "array")
    json.member("minItems", 1)
    json.object("items") { $0.member("$ref", "#/$defs/condition") }
  }

  /// Kinds of values that many fields share, with the names of their tests.
  private static let kinds: [(name: String, kind: FieldKind)] = [
    ("text", .text), ("words", .list), ("flag", .flag), ("integer", .integer), ("number", .decimal),
    ("moment", .moment),
  ]

  /// What may stand behind a field of a kind.
  func tests(
    of kind: FieldKind, without left: Set<RuleOperator> = [], to json: inout JSONWriter
  ) {
    json.member("type", "object")
    json.member("minProperties", 1)
    json.member("additionalProperties", false)
    json.object("properties") { json in
      for op in kind.operators where !left.contains(op) {
        json.object(op.rawValue) { json in
          json.member("description", op.meaning)
          operand(of: op, kind, to: &json)
        }
      }
    }
  }

  private func operand(of op: RuleOperator, _ kind: FieldKind, to json: inout JSONWriter) {
    switch op {
    case .raw:
      json.member("type", "object")
    case .inList:
      json.array("anyOf", [false, true]) { json, isInline in
        if isInline {
          json.member("$ref", "#/$defs/texts")
        } else {
          json.member("enum", pack.lists.filter { $0.kind != .words }.map(\.name).sorted())
        }
      }
    case .withinDays: RuleSchema.integer(from: 0, to: 36_500, &json)
    case .between: list(of: kind, from: 2, to: 2, &json)
    case .in where kind != .text && kind != .list: list(of: kind, from: 1, to: nil, &json)
    default: value(of: kind, to: &json)
    }
  }

  private func list(
    of kind: FieldKind, from least: Int, to most: Int?, _ json: inout JSONWriter
  ) {
    json.member("type", "array")
    json.member("minItems", least)
    if let most { json.member("maxItems", most) }
    json.object("items") { value(of: kind, to: &$0) }
  }

  private func value(of kind: FieldKind, to json: inout JSONWriter) {
    switch kind {
    case .text, .list:
      json.array("anyOf", [false, true]) { json, isList in
        if isList { wordList(&json) } else { json.member("$ref", "#/$defs/texts") }
      }
    case .flag: json.member("type", "boolean")
    case .integer: json.member("type", "integer")
    case .decimal: json.member("type", "number")
    case .moment: json.member("type", "string")
    case .choice(let names): json.member("enum", names)
    case .choices(let names): json.member("enum", names)
    }
  }

  private func wordList(_ json: inout JSONWriter) {
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.member("required", ["list"])
    json.object("properties") { json in
      json.object("list") { json in
        json.member("enum", pack.lists.filter { $0.kind == .words }.map(\.name).sorted())
      }
      for key in ["groups", "also"] { json.object(key) { $0.member("$ref", "#/$defs/texts") } }
    }
  }

  // MARK: Examples

  private func examples(_ json: inout JSONWriter) {
    json.member("type", "array")
    json.member("minItems", 1)
    json.object("items") { json in
      json.member("type", "object")
      json.member("additionalProperties", false)
      json.member("required", ["name", "given"])
      json.object("properties") { json in
        json.object("name") { $0.member("type", "string") }
        json.object("site") { json in
          json.member("type", "object")
          json.member("additionalProperties", false)
          json.object("properties") { json in
            for fact in ProfileFact.allCases where fact.isSetting {
              json.object(fact.shortName) { json in
                json.member("description", fact.meaning)
                value(of: fact.kind, to: &json)
              }
            }
          }
        }
        json.object("given") { json in
          json.array("anyOf", [false, true]) { json, isList in
            guard isList else { return json.member("$ref", "#/$defs/given") }
            json.member("type", "array")
            json.object("items") { $0.member("$ref", "#/$defs/given") }
          }
        }
      }
    }
  }

  private func given(_ json: inout JSONWriter) {
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.object("properties") { json in
      for key in ["from", "to"] { json.object(key) { $0.member("type", "string") } }
      for field in Field.allCases {
        json.object(field.name) { $0.member("description", field.meaning) }
      }
      for fact in ReferrerFact.allCases where Field(named: fact.shortName) == nil {
        json.object(fact.shortName) { $0.member("description", fact.meaning) }
      }
    }
  }
}
