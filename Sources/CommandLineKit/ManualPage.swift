/// The commands of a program as a manual page, section 1.
///
/// - Source: man(7); words of the page are escaped as groff_char(7) asks.
package struct ManualPage: Sendable {
  private let root: Command

  /// Creates the manual page of a program.
  package init(_ root: Command) { self.root = root }

  /// The page, ending with a line break.
  ///
  /// - Parameters:
  ///   - version: The version of the program.
  ///   - statuses: How the program ends: the code and what it means.
  /// - Returns: The source of the page, for man and mandoc.
  package func text(version: String, statuses: [(code: Int, meaning: String)] = []) -> String {
    let path = CommandPath(root)
    var lines = [
      ".TH \(root.name.uppercased()) 1 \"\" \"\(escaped(root.name)) \(escaped(version))\"",
      ".SH NAME", "\(escaped(root.name)) \\- \(escaped(root.summary))", ".SH SYNOPSIS",
    ]
    let leaves = path.tree.filter(\.command.subcommands.isEmpty)
    for (number, leaf) in leaves.enumerated() {
      if number > 0 { lines.append(".br") }
      lines.append(".B \(escaped(leaf.words))")
      lines.append(escaped(leaf.usage.dropFirst(leaf.words.count)))
    }
    if !root.discussion.isEmpty { lines += [".SH DESCRIPTION"] + prose(root.discussion) }
    lines += [".SH OPTIONS", "Every command understands these."]
    lines += (root.options + [.help]).flatMap(option)
    lines.append(".SH COMMANDS")
    for leaf in leaves { lines += section(leaf) }
    if !statuses.isEmpty {
      lines.append(".SH EXIT STATUS")
      for status in statuses { lines += [".TP", ".B \(status.code)", escaped(status.meaning)] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ path: CommandPath) -> [String] {
    let command = path.command
    var lines = [".SS \(escaped(path.words))", escaped(command.summary) + "."]
    if !command.discussion.isEmpty { lines += [".PP"] + prose(command.discussion) }
    for argument in command.arguments {
      lines += [".TP", ".I \(escaped(argument.synopsis))", escaped(argument.fullHelp)]
    }
    lines += command.options.flatMap(option)
    if command.examples.isEmpty { return lines }
    lines += [".PP", "Examples:"]
    for example in command.examples {
      lines += [".PP", ".nf", ".RS", escaped(example.line), ".RE", ".fi"]
      if !example.help.isEmpty { lines.append(escaped(example.help)) }
    }
    return lines
  }

  private func option(_ option: Command.Option) -> [String] {
    let letter = option.letter.map { "-\($0), " } ?? ""
    return [".TP", ".B \(escaped(letter + option.synopsis))", escaped(option.fullHelp)]
  }

  /// Paragraphs filled, indented lines as they are.
  private func prose(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      if line.isEmpty { return [".PP"] }
      return line.hasPrefix(" ") ? [".nf", escaped(line), ".fi"] : [escaped(line)]
    }
  }

  /// A line of text: no request at its beginning, no escape inside, dashes that can be copied.
  private func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'" where result.isEmpty, "." where result.isEmpty: result += "\\&\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
