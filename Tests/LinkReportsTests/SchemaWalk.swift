import Foundation

/// Compares a value with its part of the schema, both ways: keys, and kinds of values.
struct SchemaWalk {
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
