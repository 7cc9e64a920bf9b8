/// A command line that was understood: which command, with which values.
package struct ParsedCommand: Sendable {
  /// The command that was called, from the program's name on.
  package let path: [String]
  /// The arguments in the order of the command line, without the words of the command.
  package let arguments: [String]

  /// The options that the command understands, by name.
  private let options: [String: Command.Option]
  /// The values of options by name; a switch has one empty value each time it is set.
  private let given: [String: [String]]
  /// The values of arguments by name, one list for each argument of the command.
  private let bound: [String: [String]]

  init(
    _ path: CommandPath, arguments: [String], given: [String: [String]], bound: [String: [String]]
  ) {
    self.path = path.names
    self.arguments = arguments
    self.given = given
    self.bound = bound
    options = Dictionary(path.options.map { ($0.name, $0) }) { nearest, _ in nearest }
  }

  /// Whether `--help` or `-h` is set; then nothing else was checked.
  package var asksForHelp: Bool { isSet("help") }

  /// Whether the option was given, on the command line or in the environment.
  package func isSet(_ name: String) -> Bool {
    _ = option(name)
    return given[name] != nil
  }

  /// The value of an option: as given, else its default; of a repeatable option the last.
  package func value(_ name: String) -> String? { values(name).last }

  /// All values of a repeatable option, else its default.
  package func values(_ name: String) -> [String] {
    let option = option(name)
    precondition(!option.isFlag, "option '\(name)' is a switch; ask isSet")
    return given[name] ?? option.defaultValue.map { [$0] } ?? []
  }

  /// The value of an option as a whole number.
  ///
  /// - Returns: `nil` when the option is not given and has no default.
  /// - Throws: ``UsageError`` when the value is no number or outside the range.
  package func int(
    _ name: String, in range: ClosedRange<Int> = .min ... .max
  ) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    let expected =
      range == .min ... .max
      ? "a whole number" : "a number from \(range.lowerBound) to \(range.upperBound)"
    throw usageError(
      .badValue(subject: "option '--\(name)'", value: text, expected: expected))
  }

  /// The value of an argument that takes one.
  package func argument(_ name: String) -> String? { arguments(name).first }

  /// The values of an argument.
  package func arguments(_ name: String) -> [String] {
    guard let values = bound[name] else {
      preconditionFailure("'\(path.joined(separator: " "))' declares no argument \(name)")
    }
    return values
  }

  /// An error about this call, for what the command itself finds out.
  package func usageError(_ reason: UsageError.Reason) -> UsageError {
    UsageError(reason, path: path)
  }

  private func option(_ name: String) -> Command.Option {
    guard let option = options[name] else {
      preconditionFailure("'\(path.joined(separator: " "))' declares no option '\(name)'")
    }
    return option
  }
}
