import ByteStreams
package import LinkModel

extension Diagnostic {
  /// A note that an input has no rows because it has no bytes.
  package static func emptyInput(_ file: String) -> Diagnostic {
    Diagnostic(.warning, file: file, "the file is empty")
  }
}

extension TextInput {
  /// There is no byte of text in it.
  package var isEmpty: Bool { notes.contains { $0.code == .emptyInput } }
}
