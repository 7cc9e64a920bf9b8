/// The commands of a program as a Markdown page.
package struct CommandReference: Sendable {
  private let root: Command

  /// Creates the reference of a program.
  package init(_ root: Command) { self.root = root }

  /// The page, ending with a line break; the note stands below the title and may say who wrote it.
  package func markdown(note: String = "") -> String {
    let path = CommandPath(root)
    var blocks = ["# Commands of `\(root.name)`"]
    if !note.isEmpty { blocks.append(note) }
    let leaves = path.tree.filter(\.command.subcommands.isEmpty)
    if leaves.count > 1 {
      blocks.append(
        table(
          ["command", "does"],
          leaves.map {
            ["[`\($0.words)`](#\(Self.anchor($0.words)))", escaped($0.command.summary)]
          }))
    }
    blocks += path.tree.flatMap(section)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func section(_ path: CommandPath) -> [String] {
    let command = path.command
    let level = String(repeating: "#", count: min(path.commands.count + 1, 4))
    var blocks = ["\(level) \(path.words)", escaped(command.summary) + "."]
    blocks.append("```\n\(path.usage)\n```")
    if !command.discussion.isEmpty { blocks.append(prose(command.discussion)) }
    if !command.arguments.isEmpty {
      blocks.append(
        table(
          ["argument", "meaning"],
          command.arguments.map { [code($0.synopsis), escaped($0.fullHelp)] }))
    }
    let options = command.options + (path.commands.count == 1 ? [.help] : [])
    if !options.isEmpty {
      blocks.append(
        table(
          ["option", "meaning"],
          options.map { option in
            let letter = option.letter.map { "`-\($0)` " } ?? ""
            return [letter + code(option.synopsis), escaped(option.fullHelp)]
          }))
    }
    for example in command.examples {
      if !example.help.isEmpty { blocks.append(escaped(example.help)) }
      blocks.append("```sh\n\(example.line)\n```")
    }
    return blocks
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  /// Paragraphs as they are; indented lines become a block of code.
  private func prose(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(" ") ? "    " + $0 : escaped(String($0)) }
      .joined(separator: "\n")
  }

  /// The text for a cell: a bar would end it, `<` would begin HTML.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|": result += "\\|"
      case "<": result += "&lt;"
      default: result.append(character)
      }
    }
    return result
  }

  /// The text as code in a cell: there only a bar has to be escaped.
  private func code(_ text: String) -> String {
    "`" + text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
      + "`"
  }

  /// The name that a heading has in links.
  private static func anchor(_ heading: String) -> String {
    String(heading.lowercased().map { $0 == " " ? "-" : $0 })
  }
}
