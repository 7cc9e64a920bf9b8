import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import LinkModel
import OutputText

/// `backlinks inspect`: what a file is, why, its columns, three records, where its rows ended.
struct InspectCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let pack = try parsed.rulePack(configuration)
    let formats = try parsed.inputFormats(pack, allowsInternal: parsed.isSet("allow-internal"))
    let sites = try parsed.sites(configuration)
    let inputs = Inputs(parsed.arguments("FILE"))
    for problem in inputs.problems { try environment.report(problem) }
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    var read = 0
    for path in inputs.paths {
      let problems = try InputReading.read(path: path) { input in
        let inspection = try inspection(of: input, pack, formats, sites)
        if parsed.isSet("json") {
          try writeJSON(inspection, input.name)
        } else {
          try writeText(inspection, input.name)
        }
        read += 1
        if input.isDamaged { code = code.or(.partial) }
      }
      for problem in problems {
        try environment.report(problem)
        if problem.level == .error { code = code.or(.partial) }
      }
    }
    return read == 0 ? .failed : code
  }

  /// Looks at an input; of a table that nobody knows it prints a mapping to begin with.
  private func inspection(
    of input: TextInput, _ pack: RulePack, _ formats: InputFormats, _ sites: [String]
  ) throws -> Inspection {
    do {
      return try Inspection(input, pack: pack, formats: formats, sites: sites)
    } catch let error as ExportError {
      if case .unknown(_, let starter) = error, !parsed.isSet("json") {
        for line in starter.split(separator: "\n") {
          try environment.output.write(TerminalText.safe(String(line)) + "\n")
        }
      }
      throw error
    }
  }

  private func writeText(_ inspection: Inspection, _ path: String) throws {
    let output = environment.output
    func line(_ name: String, _ text: String?) throws {
      guard let text else { return }
      try output.write("  \(TerminalText.padded(name, to: 10)) \(TerminalText.safe(text))\n")
    }
    try output.write(TerminalText.safe(path) + "\n")
    try line("container", inspection.container)
    try line("encoding", inspection.encoding)
    try line("format", "\(inspection.title) (\(inspection.format): \(inspection.reason))")
    try line("or else", inspection.runnerUp)
    try line("separator", inspection.separator)
    try line("header", inspection.headerLine.map { $0 == 0 ? "none" : "line \($0)" })
    try line("objects", inspection.recordPath.map { $0.isEmpty ? "outermost" : "at \($0)" })
    if !inspection.columns.isEmpty { try output.write("  columns\n") }
    for column in inspection.columns {
      try output.write(
        "    \(TerminalText.padded(TerminalText.safe(column.name), to: 28)) "
          + InspectCommand.use(of: column) + "\n")
    }
    try output.write("  records\n")
    for record in inspection.records { try output.write("    " + TerminalText.safe(record) + "\n") }
    try line("rows", InspectCommand.text(of: inspection.counts))
    for note in inspection.notes { try line("note", note.message) }
    for diagnostic in inspection.diagnostics { try line("problem", diagnostic.description) }
  }

  private func writeJSON(_ inspection: Inspection, _ path: String) throws {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("file", path)
    json.member("container", inspection.container)
    json.member("encoding", inspection.encoding)
    json.member("format", inspection.format)
    json.member("title", inspection.title)
    json.member("reason", inspection.reason)
    json.member("runner_up", inspection.runnerUp)
    json.member("record_path", inspection.recordPath)
    json.member("separator", inspection.separator)
    json.member("header_line", inspection.headerLine)
    json.array("columns", inspection.columns) { json, column in
      json.member("name", column.name)
      json.member("field", column.field)
      json.member("skips", column.skipReason)
    }
    json.member("used", inspection.counts.used)
    json.member("repaired", inspection.counts.repaired)
    json.member("skipped", inspection.counts.skipped)
    json.member("rejected", inspection.counts.rejected)
    json.key("records")
    json.beginArray()
    for record in inspection.records { json.fragment(record) }
    json.endArray()
    json.member("diagnostics", inspection.diagnostics.map(\.description))
    json.member("notes", inspection.notes.map(\.message))
    json.endObject()
    json.endLine()
    try environment.output.write(json.bytes.span)
  }

  private static func use(of column: ExportReader.ColumnUse) -> String {
    let parts = [
      column.field.map { "→ \($0)" }, column.skipReason.map { "skips rows: \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "not used" : TerminalText.safe(parts.joined(separator: ", "))
  }

  private static func text(of counts: InputCounts) -> String {
    func list(_ name: String, _ reasons: [String: Int]) -> String? {
      guard !reasons.isEmpty else { return nil }
      let parts = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return "\(reasons.values.reduce(0, +)) \(name) (\(parts.joined(separator: ", ")))"
    }
    return
      (["\(counts.used) used"]
      + [
        list("repaired", counts.repaired), list("skipped", counts.skipped),
        list("rejected", counts.rejected),
      ].compactMap { $0 }).joined(separator: ", ")
  }
}
