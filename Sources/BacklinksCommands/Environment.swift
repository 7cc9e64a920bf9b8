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

  /// Now; asked by runs of the ledger and for decisions only.
  package var now: () -> Moment
  /// Whether a signal asks to end soon, in a clean state.
  package var isStopped: () -> Bool
  /// From here on signals ask and do not end the process.
  package var catchStops: () -> Void

  package init(
    arguments: [String], output: ByteWriter, errors: ByteWriter,
    variable: @escaping (String) -> String?, terminalWidth: Int?,
    now: @escaping () -> Moment = { Process.now }, isStopped: @escaping () -> Bool = { false },
    catchStops: @escaping () -> Void = {}
  ) {
    self.arguments = arguments
    self.output = output
    self.errors = errors
    self.variable = variable
    self.terminalWidth = terminalWidth
    self.now = now
    self.isStopped = isStopped
    self.catchStops = catchStops
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
