import YAMLDocument

/// The problems that reading the text reports, without snippets; empty when it is read.
func headlines(
  _ text: String, limits: YAMLDocument.Limits = .init()
) -> [String] {
  do {
    _ = try YAMLDocument(parsing: text, file: "f.yaml", limits: limits)
    return []
  } catch {
    return error.problems.map(\.headline)
  }
}

/// The node in one line: `{a: [b, 'c']}`, quotes for every style but plain.
func outline(_ node: YAMLNode) -> String {
  switch node.content {
  case .scalar(let text, .plain): text
  case .scalar(let text, _): "'\(text)'"
  case .sequence(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
  case .mapping(let entries):
    "{" + entries.map { outline($0.key) + ": " + outline($0.value) }.joined(separator: ", ") + "}"
  }
}
