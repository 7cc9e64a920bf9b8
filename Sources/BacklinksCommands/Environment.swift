package import ByteStreams
package import CalendarTime

/// Everything that a command touches outside itself.
package struct Environment {
  /// The words after the program's name.
  package var arguments: [String]
  /// Results.
  package var output: ByteWriter
  /// Diagnostics.
  package var errors: ByteWriter
  /// The environment variable of a name.
  package var variable: (String) -> String?
  /// The columns of the terminal; nil when the output is none.
  package var terminalWidth: Int?
  /// The day by the clock, in UTC: for what expires.
  package var today: Day
  /// Where progress is shown; nil when standard error is no terminal.
  package var progressTerminal: ProgressTerminal?

  /// Now; asked by runs of the ledger, for decisions and for metrics only.
  package var now: () -> Moment
  /// Whether a signal asks to end soon, in a clean state.
  package var isStopped: () -> Bool
  /// From here on signals ask and do not end the process.
  package var catchStops: () -> Void

  package init(
    arguments: [String], output: ByteWriter, errors: ByteWriter,
    variable: @escaping (String) -> String?, terminalWidth: Int?, today: Day,
    progressTerminal: ProgressTerminal? = nil, now: @escaping () -> Moment = { Process.now },
    isStopped: @escaping () -> Bool = { false }, catchStops: @escaping () -> Void = {}
  ) {
    self.arguments = arguments
    self.output = output
    self.errors = errors
    self.variable = variable
    self.terminalWidth = terminalWidth
    self.now = now
    self.isStopped = isStopped
    self.catchStops = catchStops
    self.today = today
    self.progressTerminal = progressTerminal
  }

  /// Whether labels are coloured, by `--color`, `NO_COLOR` and the terminal.
  ///
  /// - Source: https://no-color.org
  func hasColor(_ choice: String?) -> Bool {
    switch choice {
    case "always": return true
    case "never": return false
    default:
      let refusal = variable("NO_COLOR") ?? ""
      return terminalWidth != nil && refusal.isEmpty && variable("TERM") != "dumb"
    }
  }
}

/// How the program ends.
package enum ExitCode: Int32 {
  /// Done.
  case done = 0
  /// Nothing could be read or written, nothing was committed.
  case failed = 1
  /// Wrong usage, configuration or rules.
  case usage = 2
  /// Done with what could be read.
  case partial = 3
  /// The ledger is locked.
  case locked = 4
  /// `--fail-on` was reached.
  case found = 5

  /// What the codes mean, for the manual.
  static let meanings: [(code: Int, meaning: String)] = [
    (0, "Done."),
    (1, "Nothing could be read or written, nothing was committed."),
    (2, "Wrong usage, configuration or rules."),
    (
      3,
      "Done with what could be read: an input was missing, refused or damaged, or rejected rows "
        + "passed --max-rejects."
    ),
    (4, "The ledger is locked."),
    (5, "--fail-on was reached."),
  ]

  /// The graver of two: the first that applies of 2 4 1 3 5.
  func or(_ other: ExitCode) -> ExitCode {
    let order: [ExitCode] = [.usage, .locked, .failed, .partial, .found, .done]
    return order.first { $0 == self || $0 == other } ?? self
  }
}

/// Why a command ends early: a line for people and the exit code.
struct CommandFailure: Error {
  let code: ExitCode
  let message: String
}
