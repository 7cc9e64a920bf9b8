/// The programs of several formats, tried on each line in turn.
///
/// All steps lie in one array, so that reading a line counts no references.
struct LogProgramSet: Sendable {
  private let steps: [LogProgram.Step]
  private let entries: [Entry]

  private struct Entry: Sendable {
    let start: Int
    let end: Int
    let allowsExtraColumns: Bool
    let escaping: LogEscaping
  }

  init(_ formats: [LogFormat]) {
    var steps: [LogProgram.Step] = []
    entries = formats.map { format in
      let start = steps.count
      steps += format.program.steps
      return Entry(
        start: start, end: steps.count, allowsExtraColumns: format.program.allowsExtraColumns,
        escaping: format.escaping)
    }
    self.steps = steps
  }

  /// Reads the fields of one line.
  @inline(__always) func outcome(of text: Span<UInt8>) -> LogOutcome {
    var line = LogLine()
    var isTruncated = false
    let steps = self.steps.span
    let entries = self.entries.span
    for index in entries.indices {
      let entry = entries[index]
      let match = LogProgram.match(
        text, steps.extracting(entry.start..<entry.end),
        allowsExtraColumns: entry.allowsExtraColumns, into: &line)
      switch match {
      case .matched:
        line.format = index
        line.escaping = entry.escaping
        return .line(line)
      case .truncated: isTruncated = true
      case .different: break
      }
      // A format that failed half-way has left fields.
      line = LogLine()
    }
    if text.isBlank { return .blank }
    return .rejected(isTruncated ? .truncated : .unknownFormat)
  }
}
