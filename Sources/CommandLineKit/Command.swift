import NearestName

/// A command of a program as data: parsing, help, completions and the reference page read it.
///
/// A command has either subcommands or arguments. Its options are also those of its subcommands.
package struct Command: Sendable {
  /// The word that calls it; for the outermost command the program's name.
  package var name: String
  /// What it does, in one line without a full stop.
  package var summary: String
  /// More about it: paragraphs divided by an empty line; indented lines stay as they are.
  package var discussion: String
  /// What it is called with, in order; at most one of them is repeatable.
  package var arguments: [Argument]
  /// What can be set by name.
  package var options: [Option]
  /// The commands below it.
  package var subcommands: [Command]
  /// Calls to copy.
  package var examples: [Example]

  /// Creates a command.
  package init(
    name: String, summary: String, discussion: String = "", arguments: [Argument] = [],
    options: [Option] = [], subcommands: [Command] = [], examples: [Example] = []
  ) {
    precondition(
      arguments.isEmpty || subcommands.isEmpty, "'\(name)' has both arguments and subcommands")
    precondition(
      arguments.count(where: \.isRepeatable) <= 1, "'\(name)' has two repeatable arguments")
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.arguments = arguments
    self.options = options
    self.subcommands = subcommands
    self.examples = examples
  }

  /// A call to copy and what it does.
  package struct Example: Sendable {
    /// The whole line.
    package var line: String
    /// What it does, in one sentence.
    package var help: String

    /// Creates an example.
    package init(_ line: String, _ help: String = "") {
      self.line = line
      self.help = help
    }
  }

  /// What a shell offers to complete a value.
  package enum Completion: Sendable {
    case files, directories, nothing
  }
}

/// A command, the commands above it and all options that it understands.
struct CommandPath {
  /// From the program itself to the command.
  var commands: [Command]

  init(_ root: Command) { commands = [root] }

  var command: Command { commands[commands.count - 1] }
  var names: [String] { commands.map(\.name) }
  /// The words of a shell: `backlinks disavow lint`.
  var words: String { names.joined(separator: " ") }

  /// The options of the command and of those above it, the nearest first, and `--help`.
  var options: [Command.Option] {
    commands.reversed().flatMap(\.options) + [.help]
  }

  /// The options that the commands above share with the command.
  var inheritedOptions: [Command.Option] {
    commands.dropLast().reversed().flatMap(\.options) + [.help]
  }

  func appending(_ command: Command) -> CommandPath {
    var path = self
    path.commands.append(command)
    return path
  }

  /// The command itself and all below it, in the order of the help.
  var tree: [CommandPath] { [self] + command.subcommands.flatMap { appending($0).tree } }
}

extension CommandPath {
  /// The subcommand that was meant by a name that does not exist.
  func nearestCommand(to name: String) -> String? {
    nearest(to: name, in: command.subcommands.map(\.name))
  }
}
