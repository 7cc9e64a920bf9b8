import Foundation
import LinkReports
import Testing

@Suite struct SummarySchemaTests {
  /// Compares a value with its part of the schema, both ways: keys, and kinds of values.
  private struct Walk {
    let definitions: [String: Any]
    var problems: [String] = []

    mutating func compare(_ value: Any, _ schema: [String: Any], at path: String) {
      var schema = schema
      if let name = schema["$ref"] as? String {
        schema = definitions[String(name.dropFirst("#/$defs/".count))] as? [String: Any] ?? [:]
      }
      if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
        problems.append("\(path): '\(value)' is none of \(words)")
      }
      if let word = schema["const"] as? String, word != value as? String {
        problems.append("\(path): '\(value)' is not '\(word)'")
      }
      let kinds = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
      if let kinds, !kinds.contains(where: { isKind($0, value) }) {
        problems.append("\(path): '\(value)' is not \(kinds)")
      }
      if let object = value as? [String: Any] { compareKeys(of: object, schema, at: path) }
      if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
        for (index, item) in array.enumerated() { compare(item, items, at: "\(path)[\(index)]") }
      }
    }

    private mutating func compareKeys(
      of object: [String: Any], _ schema: [String: Any], at path: String
    ) {
      guard let properties = schema["properties"] as? [String: [String: Any]] else {
        guard let each = schema["additionalProperties"] as? [String: Any] else {
          problems.append("\(path): the schema says nothing of its keys")
          return
        }
        for (key, value) in object { compare(value, each, at: "\(path).\(key)") }
        return
      }
      let named = Set(properties.keys)
      if Set(object.keys) != named {
        problems.append("\(path): \(Set(object.keys).symmetricDifference(named))")
      }
      if Set(schema["required"] as? [String] ?? []) != named {
        problems.append("\(path): the schema does not require every key")
      }
      if schema["additionalProperties"] as? Bool != false {
        problems.append("\(path): the schema allows other keys")
      }
      for (key, value) in object {
        if let property = properties[key] { compare(value, property, at: "\(path).\(key)") }
      }
    }

    private func isKind(_ kind: String, _ value: Any) -> Bool {
      switch kind {
      case "object": value is [String: Any]
      case "array": value is [Any]
      case "string": value is String
      case "boolean": value is Bool
      case "integer": (value as? NSNumber).map { Double($0.intValue) == $0.doubleValue } ?? false
      case "number": value is NSNumber
      case "null": value is NSNull
      default: false
      }
    }
  }

  private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private static let schemaPath = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/summary.schema.json").standardizedFileURL

  @Test(arguments: Examples.all.indices)
  func `the keys of summary json are those of its schema, and no others`(_ index: Int) throws {
    let schema = try SummarySchemaTests.object([UInt8](Data(contentsOf: Self.schemaPath)))
    var walk = Walk(definitions: schema["$defs"] as? [String: Any] ?? [:])
    walk.compare(
      try SummarySchemaTests.object(SummaryJSON.render(Examples.all[index])), schema, at: "$")
    #expect(walk.problems == [])
  }

  @Test func `texts of strangers come back unchanged`() throws {
    let summary = try SummarySchemaTests.object(SummaryJSON.render(Examples.hostile))
    #expect(summary["site"] as? String == Examples.hostileText)
  }

  @Test func `the head of summary json is fixed`() {
    let text = String(decoding: SummaryJSON.render(Examples.typical), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        {
          "schema": "backlinks-summary/1",
          "site": "lanternharbour.example",
          "as_of": "2025-10-20",
          "suffix_list_date": "2025-09-30",
          "advice": "63 domains are worth disavowing.",
          "links": 3412,
          "domains": 612,
          "followed_domains": 301,
          "is_lower_bound": false,
          "coverage": [],
          "verdicts": {
            "keep": 426,
            "ignore": 118,
            "review": 5,
            "disavow-url": 2,
            "disavow-host": 0,
            "disavow-domain": 61
          },
        """))
    #expect(text.hasSuffix("\n  ]\n}\n"))
  }
}
