/// A value of a YAML document and the place where it was written.
///
/// Scalars are text: what they mean is asked of ``YAMLReader`` by the schema, never guessed.
package struct YAMLNode: Sendable {
  /// What the node holds.
  package enum Content: Sendable {
    /// Text and the way it was written.
    case scalar(String, Style)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order of the file; no key occurs twice.
    case mapping([Entry])
  }

  /// The way a scalar is written.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, block
  }

  /// One key of a mapping and its value.
  package struct Entry: Sendable {
    /// The key, always a scalar.
    package let key: YAMLNode
    /// The value.
    package let value: YAMLNode

    /// The text of the key.
    package var name: String { key.text ?? "" }
  }

  /// What the node holds.
  package let content: Content
  /// The place of the first character, a quote included.
  package let position: SourcePosition
  /// The columns that the node covers on its first line, at least 1: what a caret line underlines.
  package let width: Int

  /// The text of a scalar; `nil` for a list or a mapping.
  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether nothing was written: `key:` and then the next key.
  package var isEmpty: Bool {
    switch content {
    case .scalar("", .plain), .scalar("", .block): true
    default: false
    }
  }

  /// What the node is called in a message: `'text'`, `a list`, `a mapping` or `nothing`.
  package var summary: String {
    switch content {
    case .scalar where isEmpty: "nothing"
    case .scalar(let text, _): "'\(shortened(text))'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// The text as a message shows it: one line, at most 60 characters.
func shortened(_ text: String) -> String {
  var shown = ""
  for (index, character) in text.enumerated() {
    if index == 60 { return shown + "…" }
    shown.append(character.isNewline ? " " : character)
  }
  return shown
}
