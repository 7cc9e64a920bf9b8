import NearestName

/// Asks the nodes of a document for typed values and collects every problem on the way.
///
/// Every question takes an optional node and answers `nil` when there is none, or when it was
/// reported as wrong; so a schema reads on after a mistake, and one run shows all of them:
/// ```
/// let reader = YAMLReader(document)
/// let rule = reader.mapping(document.root, known: ["id", "weight"]).flatMap { keys -> Rule? in
///   let id = reader.string(keys.required("id"))
///   let weight = reader.int(keys.optional("weight"), in: 0...100)
///   guard let id else { return nil }
///   return Rule(id: id, weight: weight ?? 0)
/// }
/// return try reader.finish(rule)
/// ```
package final class YAMLReader {
  /// The document that is read.
  package let document: YAMLDocument
  /// The problems so far, in the order of discovery; the document's warnings come first.
  package private(set) var problems: [YAMLProblem]

  /// Begins to read a document.
  package init(_ document: YAMLDocument) {
    self.document = document
    problems = document.warnings
  }

  /// Whether a problem makes the file unusable.
  package var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// Ends the reading: hands the value out, or throws what was wrong.
  ///
  /// - Precondition: A missing value was reported.
  package func finish<Value>(_ value: Value?) throws(YAMLProblems) -> Value {
    if hasErrors { throw YAMLProblems(problems) }
    guard let value else { preconditionFailure("a value is missing, but no error was reported") }
    return value
  }

  /// Reports a problem of a node; after the 100th only the first of its kind matter.
  package func report(
    _ text: String, at node: YAMLNode, hint: String? = nil, related: YAMLNode? = nil,
    severity: YAMLProblem.Severity = .error
  ) {
    report(
      text, at: node.position, width: node.width, hint: hint, related: related?.position,
      severity: severity)
  }

  /// Reports a problem at a place inside a node, such as a character of a pattern.
  package func report(
    _ text: String, at position: SourcePosition, width: Int = 1, hint: String? = nil,
    related: SourcePosition? = nil, severity: YAMLProblem.Severity = .error
  ) {
    guard problems.count < YAMLTreeBuilder.mostProblems || (severity == .error && !hasErrors) else {
      return
    }
    problems.append(
      document.source.problem(
        text, at: position, width: width, hint: hint, related: related, severity: severity))
  }

  /// Reports that a node is not what the schema expects there.
  func reportMismatch(_ node: YAMLNode, expected: String, hint: String? = nil) {
    report("expected \(expected), found \(node.summary)", at: node, hint: hint)
  }
}

extension YAMLReader {
  /// Reads a mapping whose keys the schema knows; any other key is reported with the nearest name.
  package func mapping(_ node: YAMLNode?, known: [String]) -> MappingReader? {
    guard let node, let entries = entries(node) else { return nil }
    for entry in entries where !known.contains(entry.name) {
      let hint =
        nearest(to: entry.name, in: known).map { "did you mean '\($0)'?" }
        ?? "expected one of \(known.joined(separator: ", "))"
      report("unknown key '\(shortened(entry.name))'", at: entry.key, hint: hint)
    }
    return MappingReader(reader: self, node: node, entries: entries)
  }

  /// Reads a mapping whose keys are data, in the order of the file.
  package func entries(_ node: YAMLNode?) -> [YAMLNode.Entry]? {
    guard let node else { return nil }
    if case .mapping(let entries) = node.content { return entries }
    reportMismatch(node, expected: "a mapping")
    return nil
  }

  /// Reads a list of anything.
  package func list(_ node: YAMLNode?) -> [YAMLNode]? {
    guard let node else { return nil }
    if case .sequence(let items) = node.content { return items }
    reportMismatch(node, expected: "a list", hint: "write [ ] around the items")
    return nil
  }

  /// Reads text; `no`, `010` and `null` are text like any other.
  package func string(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    if let text = node.text, !node.isEmpty { return text }
    reportMismatch(node, expected: "text")
    return nil
  }

  /// Reads one text or a list of texts; a list is not empty.
  package func strings(_ node: YAMLNode?) -> [String]? {
    guard let node else { return nil }
    switch node.content {
    case .sequence(let items):
      if items.isEmpty { reportMismatch(node, expected: "at least one text") }
      let texts = items.compactMap(string)
      return texts.isEmpty || texts.count < items.count ? nil : texts
    case .scalar: return string(node).map { [$0] }
    case .mapping:
      reportMismatch(node, expected: "text or a list of texts")
      return nil
    }
  }

  /// Reads one of some names; another name is reported with the nearest.
  package func oneOf(_ node: YAMLNode?, _ names: [String]) -> String? {
    guard let node, let text = string(node) else { return nil }
    if names.contains(text) { return text }
    let near = nearest(to: text, in: names).map { "did you mean '\($0)'?" }
    report(
      "'\(shortened(text))' is not one of \(names.joined(separator: ", "))", at: node, hint: near)
    return nil
  }

  /// Reads one case of an enumeration by its raw value.
  package func oneOf<Name: RawRepresentable & CaseIterable>(
    _ node: YAMLNode?, as type: Name.Type = Name.self
  ) -> Name? where Name.RawValue == String {
    oneOf(node, Name.allCases.map(\.rawValue)).flatMap(Name.init(rawValue:))
  }
}
