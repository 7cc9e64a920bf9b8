/// The help of commands as text for a terminal.
package struct HelpText: Sendable {
  private let root: Command
  private let width: Int

  /// Creates help for a program, in lines of at most `width` characters; below 40 counts as 40.
  package init(_ root: Command, width: Int = 80) {
    self.root = root
    self.width = max(40, width)
  }

  /// The help of one command, ending with a line break.
  ///
  /// - Parameter names: The words after the program's name; none for the program itself.
  /// - Returns: Sections divided by empty lines.
  /// - Throws: ``UsageError`` when there is no such command.
  package func text(for names: [String] = []) throws(UsageError) -> String {
    var path = CommandPath(root)
    for name in names { path = try path.descending(to: name) }
    return text(path)
  }

  /// All commands with their summaries, ending with a line break.
  package var overview: String {
    let rows = CommandPath(root).tree.filter(\.command.subcommands.isEmpty).map {
      (name: $0.words, text: $0.command.summary)
    }
    return TextLayout.table(rows, width: width).joined(separator: "\n") + "\n"
  }

  private func text(_ path: CommandPath) -> String {
    let command = path.command
    var sections: [[String]] = [
      TextLayout.lines("\(path.words): \(command.summary)", width: width), usage(path),
    ]
    if !command.discussion.isEmpty {
      sections.append(TextLayout.lines(command.discussion, width: width))
    }
    section("commands", command.subcommands.map { ($0.name, $0.summary) }, &sections)
    section("arguments", command.arguments.map { ($0.synopsis, $0.fullHelp) }, &sections)
    let isRoot = path.commands.count == 1
    let options = command.options + (isRoot ? path.inheritedOptions : [])
    section("options", options.map { ($0.columns, $0.fullHelp) }, &sections)
    if !isRoot {
      section(
        "common options", path.inheritedOptions.map { ($0.columns, $0.fullHelp) }, &sections)
    }
    if !command.examples.isEmpty {
      let lines = command.examples.flatMap { example in
        ["  " + example.line] + TextLayout.lines(example.help, width: width, indent: 6)
      }
      sections.append(["examples:"] + lines)
    }
    if !command.subcommands.isEmpty {
      let words = ([root.name, "help"] + path.names.dropFirst() + ["COMMAND"])
      sections.append(["'\(words.joined(separator: " "))' tells more about a command."])
    }
    return sections.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func section(
    _ title: String, _ rows: [(String, String)], _ sections: inout [[String]]
  ) {
    guard !rows.isEmpty else { return }
    sections.append(["\(title):"] + TextLayout.table(rows.map { ($0.0, $0.1) }, width: width))
  }

  private func usage(_ path: CommandPath) -> [String] {
    TextLayout.lines("usage: " + path.usage, width: width)
  }
}

extension CommandPath {
  /// How the command is called: `backlinks audit [OPTIONS] INPUT...`.
  var usage: String {
    var parts = [words, "[OPTIONS]"]
    if !command.subcommands.isEmpty { parts.append("COMMAND") }
    parts += command.arguments.map(\.synopsis)
    return parts.joined(separator: " ")
  }

  /// The path to a subcommand.
  func descending(to name: String) throws(UsageError) -> CommandPath {
    if let command = command.subcommands.first(where: { $0.name == name }) {
      return appending(command)
    }
    throw UsageError(
      .unknownCommand(name, nearest: nearestCommand(to: name)), path: names)
  }
}

extension Command.Option {
  /// The first column of help: `-o, --out DIR`, long names aligned.
  var columns: String {
    (letter.map { "-\($0), " } ?? "    ") + synopsis
  }
}
