import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkModel
import LinkRules
import NearestName
import OutputText

/// The inputs of a command, and what went wrong with them.
struct Inputs {
  /// Files that exist, in the given order.
  let paths: [String]
  /// Sentences about those that do not.
  let problems: [String]

  /// Expands arguments; what the run itself writes is no input.
  init(_ arguments: [String], leavingOut own: OwnFiles? = nil) {
    let finder = InputFinder(expanding: arguments)
    paths = finder.paths.filter { own?.contains($0) != true }
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

  /// Says that more rows were rejected than `--max-rejects` allows.
  func reportRejects(_ counts: InputCounts) throws(StreamError) {
    try report(
      "\(counts.rejectedTotal) of \(counts.total) rows and lines were rejected, "
        + "more than --max-rejects allows")
  }

  /// Says which suppressions of a configuration are over, and which topics switch nothing off.
  func reportSettings(
    _ configuration: Configuration, _ options: AuditOptions, _ pack: RulePack
  ) throws(StreamError) {
    let groups = Set(pack.rules.wordLists.values.flatMap { $0.map(\.name) }).subtracting([""])
    for topic in options.topics.subtracting(groups).sorted() {
      let near = nearest(to: topic, in: groups.sorted()).map { "did you mean '\($0)'?" }
      try report(
        "the topic '\(topic)' switches no words off; "
          + (near ?? "the lists have \(groups.sorted().joined(separator: ", "))"))
    }
    for suppression in configuration.adjustments.suppressions where suppression.until < today {
      try report(
        Diagnostic(
          .warning, file: configuration.file, line: suppression.line,
          "the suppression of \(suppression.rule) ended on \(suppression.until); it counts again"))
    }
  }

  /// Writes a diagnostic as a line.
  func report(_ diagnostic: Diagnostic) throws(StreamError) {
    try report("\(diagnostic)")
  }
}
