/// One problem at one place of a YAML file, ready to be read by its author.
///
/// Printed, it is a line to jump to, the source line and a caret:
/// ```
/// rules/x.yaml:12:9: unknown key 'ancor'; did you mean 'anchor'?
///   12 |         ancor: casino
///      |         ^~~~~
/// ```
package struct YAMLProblem: Error, Equatable, Sendable {
  /// Whether the file can be used in spite of the problem.
  package enum Severity: Sendable {
    /// The file cannot be used.
    case error
    /// The file means something else than its author may think.
    case warning
  }

  /// Whether the file can be used.
  package let severity: Severity
  /// The file as its reader was told.
  package let file: String
  /// The place of the mistake.
  package let position: SourcePosition
  /// What is wrong: one lowercase clause.
  package let text: String
  /// What to do about it, when that is known.
  package let hint: String?
  /// A second place that explains the problem, such as the first of two equal keys.
  package let related: SourcePosition?
  /// The source lines with their carets, for a terminal.
  package let snippet: String

  /// A problem that another reader than YAML's found in a file beside it.
  package init(file: String, position: SourcePosition, text: String) {
    self.init(
      severity: .error, file: file, position: position, text: text, hint: nil, related: nil,
      snippet: "")
  }

  init(
    severity: Severity, file: String, position: SourcePosition, text: String, hint: String?,
    related: SourcePosition?, snippet: String
  ) {
    self.severity = severity
    self.file = file
    self.position = position
    self.text = text
    self.hint = hint
    self.related = related
    self.snippet = snippet
  }

  /// The text with its hint, without the place.
  package var message: String {
    let warning = severity == .warning ? "warning: " : ""
    return warning + text + (hint.map { "; \($0)" } ?? "")
  }

  /// The one line that names the place, the problem and the hint.
  package var headline: String { "\(file):\(position): \(message)" }
}

extension YAMLProblem: CustomStringConvertible {
  package var description: String { snippet.isEmpty ? headline : headline + "\n" + snippet }
}

/// All problems that one reading of a file found, at least one of them an error.
package struct YAMLProblems: Error, Equatable, Sendable {
  /// The problems in the order of the file.
  package let problems: [YAMLProblem]

  /// Sorts the problems by place.
  package init(_ problems: [YAMLProblem]) {
    precondition(
      problems.contains { $0.severity == .error }, "thrown problems contain at least one error")
    self.problems = problems.sortedByPosition
  }
}

extension YAMLProblems: CustomStringConvertible {
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

extension [YAMLProblem] {
  /// The problems from the top of the file to its end; equals keep their order.
  var sortedByPosition: [YAMLProblem] {
    enumerated()
      .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
      .map(\.element)
  }
}
