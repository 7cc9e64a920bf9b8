import ByteStreams
package import LinkModel

extension Diagnostic {
  /// Why an input is not used. Errors that begin with its name do not name it twice.
  package init(_ error: any Error, file: String) {
    let text = "\(error)"
    let prefix = file + ": "
    self.init(
      .error, file: file, text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
  }

  /// A note that an input has no rows because it has no bytes.
  package static func emptyInput(_ file: String) -> Diagnostic {
    Diagnostic(.warning, file: file, "the file is empty")
  }
}

extension TextInput {
  /// There is no byte of text in it.
  package var isEmpty: Bool { notes.contains { $0.code == .emptyInput } }
}
