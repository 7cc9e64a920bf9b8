/// A command line that cannot be understood.
package struct UsageError: Error, Equatable, Sendable {
  /// What is wrong with it.
  package enum Reason: Equatable, Sendable {
    /// No command has the option; `nearest` is written with its dashes.
    case unknownOption(String, nearest: String?)
    /// No subcommand has the name.
    case unknownCommand(String, nearest: String?)
    /// A command that only groups others was called.
    case missingCommand(choices: [String])
    /// An option stands at the end, or before another option, without its value.
    case missingValue(option: String, placeholder: String)
    /// A switch was given a value.
    case unexpectedValue(option: String, value: String)
    /// An option that is set once was set twice.
    case repeated(option: String)
    /// A value is none of those allowed; `subject` is an option, an argument or a variable.
    case notAChoice(subject: String, value: String, choices: [String], nearest: String?)
    /// A value breaks another expectation, such as a range.
    case badValue(subject: String, value: String, expected: String)
    /// An argument that must be given is not.
    case missingArgument(String)
    /// There are more arguments than the command takes.
    case unexpectedArgument(String)
    /// A command's own complaint: one lowercase clause.
    case other(String)
  }

  /// What is wrong.
  package let reason: Reason
  /// The command that was called, from the program's name on.
  package let path: [String]

  /// Creates an error about a call of a command.
  package init(_ reason: Reason, path: [String]) {
    precondition(!path.isEmpty, "a path begins with the program's name")
    self.reason = reason
    self.path = path
  }

  /// What is wrong, in one line.
  package var message: String {
    switch reason {
    case .unknownOption(let option, let nearest):
      "unknown option '\(option)'" + Self.suggestion(nearest)
    case .unknownCommand(let name, let nearest):
      "unknown command '\(name)'" + Self.suggestion(nearest)
    case .missingCommand(let choices):
      "'\(path.joined(separator: " "))' needs a command: \(choices.joined(separator: ", "))"
    case .missingValue(let option, let placeholder):
      "option '\(option)' needs a value: \(option) \(placeholder)"
    case .unexpectedValue(let option, let value):
      "option '\(option)' takes no value, found '\(value)'"
    case .repeated(let option): "option '\(option)' is given twice"
    case .notAChoice(let subject, let value, let choices, let nearest):
      "\(subject) is '\(value)', expected one of \(choices.joined(separator: ", "))"
        + Self.suggestion(nearest)
    case .badValue(let subject, let value, let expected):
      "\(subject) is '\(value)', expected \(expected)"
    case .missingArgument(let name): "missing argument \(name)"
    case .unexpectedArgument(let text): "unexpected argument '\(text)'"
    case .other(let text): text
    }
  }

  /// Where to read more: `see 'backlinks help audit'`.
  package var advice: String {
    "see '" + ([path[0], "help"] + path.dropFirst()).joined(separator: " ") + "'"
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}

extension UsageError: CustomStringConvertible {
  package var description: String { message + "\n" + advice }
}
