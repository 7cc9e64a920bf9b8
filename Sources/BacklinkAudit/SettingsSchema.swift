import HostLists
import LinkRules
import OutputText

/// docs/settings.schema.json: the format of backlinks.yaml for editors, made from the tables that read it.
package struct SettingsSchema {
  private let pack: RulePack

  package init(_ pack: RulePack) {
    self.pack = pack
  }

  /// The schema as JSON.
  package var json: [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
    json.member("title", "Settings of backlinks")
    json.member("description", "Made by `backlinks rules docs settings-schema`; do not edit.")
    // A file without settings is a file, too.
    json.member("type", ["object", "null"])
    json.member("additionalProperties", false)
    json.object("properties") { json in
      for setting in Configuration.settings {
        json.object(setting.key) { json in
          json.member("description", setting.help.joined(separator: " "))
          value(of: setting.kind, to: &json)
        }
      }
    }
    json.object("$defs") { json in
      json.object("texts", RuleSchema.texts)
      json.object("entries", SettingsSchema.entries)
      json.object("override", override)
      json.object("suppression", SettingsSchema.suppression)
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private func value(of kind: Configuration.Kind, to json: inout JSONWriter) {
    switch kind {
    case .text: json.member("type", "string")
    case .texts: json.member("$ref", "#/$defs/texts")
    case .topics:
      json.member("$ref", "#/$defs/texts")
      let groups = pack.lists.first { $0.name == "spam-words" }?.groups ?? []
      json.member("examples", groups.map(\.name))
    case .choice(let words): json.member("enum", words)
    case .lists:
      SettingsSchema.named(pack.lists.map { ($0.name, $0.title) }, "entries", &json)
    case .overrides:
      SettingsSchema.named(pack.rules.rules.map { ($0.id, $0.title) }, "override", &json)
    case .suppressions:
      json.member("type", "array")
      json.object("items") { $0.member("$ref", "#/$defs/suppression") }
    }
  }

  /// An object whose known keys have titles; folders of the user may add others.
  private static func named(
    _ names: [(name: String, title: String)], _ definition: String, _ json: inout JSONWriter
  ) {
    json.member("type", "object")
    json.object("properties") { json in
      for (name, title) in names.sorted(by: { $0.name < $1.name }) {
        json.object(name) { json in
          json.member("description", title)
          json.member("$ref", "#/$defs/" + definition)
        }
      }
    }
    json.object("additionalProperties") { $0.member("$ref", "#/$defs/" + definition) }
  }

  /// Entries of a list, or groups of them.
  private static func entries(_ json: inout JSONWriter) {
    json.array("anyOf", [false, true]) { json, hasGroups in
      guard hasGroups else { return json.member("$ref", "#/$defs/texts") }
      json.member("type", "object")
      json.object("additionalProperties") { $0.member("$ref", "#/$defs/texts") }
    }
  }

  private func override(_ json: inout JSONWriter) {
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.object("properties") { json in
      json.object("weight") { RuleSchema.integer(from: 0, to: 100, &$0) }
      json.object("status") { $0.member("enum", Rule.Status.allCases.map(\.rawValue)) }
      json.object("thresholds") { json in
        json.member("type", "object")
        json.member("additionalProperties", false)
        json.object("properties") { json in
          for subject in Subject.all where !subject.isText {
            json.object(subject.name) { json in
              json.member("description", subject.meaning)
              RuleSchema(pack).tests(of: subject.kind, without: [.is, .in], to: &json)
            }
          }
        }
      }
    }
  }

  private static func suppression(_ json: inout JSONWriter) {
    json.member("type", "object")
    json.member("additionalProperties", false)
    json.member("required", ["rule", "reason", "until"])
    json.object("properties") { json in
      for key in ["rule", "domain", "reason"] { json.object(key) { $0.member("type", "string") } }
      json.object("until") { json in
        json.member("type", "string")
        json.member("format", "date")
      }
    }
  }
}
