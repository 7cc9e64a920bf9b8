import ByteStreams
import CommandLineKit
import LinkModel

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

extension ByteWriter {
  /// Writes a diagnostic as a line.
  func write(_ diagnostic: Diagnostic) throws(StreamError) {
    try write("backlinks: \(diagnostic)\n")
  }
}
