import ByteStreams
import CommandLineKit
import LinkModel
import OutputText

/// The inputs of a command, and what went wrong with them.
struct Inputs {
  /// Files that exist, in the given order.
  let paths: [String]
  /// Sentences about those that do not.
  let problems: [String]

  init(_ arguments: [String]) {
    let finder = InputFinder(expanding: arguments)
    paths = finder.paths
    problems = finder.problems.map(String.init(describing:))
  }
}

/// How many rejects are too many.
struct RejectLimit {
  private let percent: Int

  init(_ parsed: ParsedCommand) throws(UsageError) {
    percent = try parsed.int("max-rejects", in: 0...100) ?? 5
  }

  /// Whether the rejects pass the limit.
  func isPassed(by counts: InputCounts) -> Bool {
    counts.rejectedTotal * 100 > percent * counts.total
  }
}

extension Environment {
  /// Writes a line about a problem, fit for a terminal.
  func report(_ problem: String) throws(StreamError) {
    // A line of progress may stand there.
    let clearing = progressTerminal == nil ? "" : ProgressTerminal.clearing
    try errors.write("\(clearing)backlinks: \(TerminalText.safe(problem))\n")
  }

  /// Writes a diagnostic as a line.
  func report(_ diagnostic: Diagnostic) throws(StreamError) {
    try report("\(diagnostic)")
  }
}
