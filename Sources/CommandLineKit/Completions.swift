/// A shell that can complete commands.
package enum CompletionShell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

/// Completion scripts of a program.
package struct Completions: Sendable {
  let root: Command

  /// Creates the completions of a program.
  package init(_ root: Command) { self.root = root }

  /// The script for a shell, ending with a line break.
  package func script(for shell: CompletionShell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// The program's name as the name of a shell function.
  var functionName: String { "_" + Self.identifier(root.name) }

  /// The text with `_` for all that the name of a function cannot hold.
  static func identifier(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// The text in single quotes of bash and zsh.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}

extension CommandPath {
  /// The words after the program's name, each with a slash before it: `/disavow/lint`.
  var key: String { names.dropFirst().map { "/" + $0 }.joined() }
}

extension Command.Option {
  /// The ways to write it.
  var spellings: [String] { [dashed] + (letter.map { ["-\($0)"] } ?? []) }
}
