/// The values of a mapping by key; made by ``YAMLReader/mapping(_:known:)``.
package struct MappingReader {
  let reader: YAMLReader
  /// The mapping itself, to report problems of several keys.
  package let node: YAMLNode
  /// The keys and values in the order of the file.
  package let entries: [YAMLNode.Entry]

  /// The value of a key, or `nil` when the key is absent.
  package func optional(_ key: String) -> YAMLNode? {
    entries.first { $0.name == key }?.value
  }

  /// The value of a key; an absent key is reported.
  package func required(_ key: String) -> YAMLNode? {
    if let value = optional(key) { return value }
    reader.report("missing key '\(key)'", at: node)
    return nil
  }

  /// The only key of a mapping that must have exactly one, such as an operator and its operand.
  package func only() -> YAMLNode.Entry? {
    if entries.count == 1 { return entries.first }
    let second = entries.dropFirst().first
    reader.report("expected one key, found \(entries.count)", at: second?.key ?? node)
    return nil
  }
}
