import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import DelimitedText
import LinkModel
import LinkReports
import OutputText

/// `backlinks inspect`: what a file is, why, its columns, three records, where its rows ended.
struct InspectCommand {
  private static let shownRecords = 3

  private let environment: Environment
  private let parsed: ParsedCommand

  init(_ environment: Environment, _ parsed: ParsedCommand) {
    self.environment = environment
    self.parsed = parsed
  }

  func run() throws -> ExitCode {
    let pack = try RulePack(parsed.ruleFiles(parsed.configuration()))
    let inputs = Inputs(parsed.arguments("FILE"))
    for problem in inputs.problems { try environment.errors.write("backlinks: \(problem)\n") }
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    var read = 0
    for path in inputs.paths {
      do {
        let input = try TextInput(opening: path)
        try inspect(input, path, pack)
        read += 1
        if input.isDamaged { code = code.or(.partial) }
      } catch StreamError.closedPipe {
        throw StreamError.closedPipe
      } catch {
        try environment.errors.write("backlinks: \(path): \(error)\n")
        code = code.or(.partial)
      }
    }
    return read == 0 ? .failed : code
  }

  private func inspect(_ input: TextInput, _ path: String, _ pack: RulePack) throws {
    let conversion = ExportConversion(pack: pack, fields: RecordWriter.fields)
    let reader = try conversion.open(input)
    var batch = conversion.batch
    var samples: [UInt8] = []
    var shown = 0
    while try reader.read(into: &batch) {
      var writer = RecordWriter(.ndjson)
      for row in 0..<batch.count where shown < InspectCommand.shownRecords {
        writer.write(batch, row: row)
        shown += 1
      }
      samples += writer.takeBytes()
    }
    if parsed.isSet("json") {
      try writeJSON(reader, input, path, samples)
    } else {
      try writeText(reader, input, path, samples)
    }
  }

  private func writeText(
    _ reader: ExportReader, _ input: TextInput, _ path: String, _ samples: [UInt8]
  ) throws {
    let shape = reader.shape
    let output = environment.output
    func line(_ name: String, _ text: String) throws {
      try output.write("  \(TerminalText.padded(name, to: 10)) \(TerminalText.safe(text))\n")
    }
    try output.write(TerminalText.safe(path) + "\n")
    try line("container", "\(input.container)")
    try line("encoding", input.encoding.label)
    try line("separator", InspectCommand.name(ofSeparator: shape.dialect.separator))
    try line("header", shape.headerLine == 0 ? "none" : "line \(shape.headerLine)")
    try line(
      "export",
      "\(shape.mapping.title) (mapping \(shape.mapping.name), \(shape.knownColumns) of "
        + "\(shape.header.count) columns known)")
    if let runnerUp = shape.runnerUp { try line("else", "\(runnerUp.title) (\(runnerUp.name))") }
    try output.write("  columns\n")
    for (name, field) in reader.columnMap {
      try output.write(
        "    \(TerminalText.padded(TerminalText.safe(name), to: 28)) "
          + (field.map { "→ \($0)" } ?? "not used") + "\n")
    }
    try output.write("  records\n")
    for record in samples.split(separator: 0x0A) {
      try output.write("    " + String(decoding: record, as: UTF8.self) + "\n")
    }
    try line("rows", InspectCommand.text(of: reader.counts))
    for note in input.notes { try line("note", note.message) }
    for diagnostic in reader.diagnostics { try line("problem", diagnostic.description) }
  }

  private func writeJSON(
    _ reader: ExportReader, _ input: TextInput, _ path: String, _ samples: [UInt8]
  ) throws {
    let shape = reader.shape
    var json = JSONWriter(.pretty)
    json.beginObject()
    func member(_ name: String, _ text: String) {
      json.key(name)
      json.string(text)
    }
    member("file", path)
    member("container", "\(input.container)")
    member("encoding", input.encoding.label)
    member("separator", InspectCommand.name(ofSeparator: shape.dialect.separator))
    json.key("header_line")
    json.integer(shape.headerLine)
    member("mapping", shape.mapping.name)
    member("title", shape.mapping.title)
    json.key("runner_up")
    if let runnerUp = shape.runnerUp { json.string(runnerUp.name) } else { json.null() }
    json.key("columns")
    json.beginArray()
    for (name, field) in reader.columnMap {
      json.beginObject()
      member("name", name)
      json.key("field")
      if let field { json.string(field) } else { json.null() }
      json.endObject()
    }
    json.endArray()
    let counts = reader.counts
    json.key("used")
    json.integer(counts.used)
    for (name, reasons) in [
      ("repaired", counts.repaired), ("skipped", counts.skipped), ("rejected", counts.rejected),
    ] {
      json.key(name)
      json.beginObject()
      for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
        json.key(reason)
        json.integer(count)
      }
      json.endObject()
    }
    json.key("notes")
    json.beginArray()
    for note in input.notes { json.string(note.message) }
    json.endArray()
    json.endObject()
    json.endLine()
    try environment.output.write(json.bytes.span)
  }

  static func name(ofSeparator byte: UInt8) -> String {
    switch byte {
    case 0x09: "tab"
    case 0x2C: "comma"
    case 0x3B: "semicolon"
    case 0x7C: "bar"
    default: "byte \(byte)"
    }
  }

  static func text(of counts: InputCounts) -> String {
    func list(_ name: String, _ reasons: [String: Int]) -> String? {
      guard !reasons.isEmpty else { return nil }
      let total = reasons.values.reduce(0, +)
      let parts = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return "\(total) \(name) (\(parts.joined(separator: ", ")))"
    }
    return
      (["\(counts.used) used"]
      + [
        list("repaired", counts.repaired), list("skipped", counts.skipped),
        list("rejected", counts.rejected),
      ].compactMap { $0 }).joined(separator: ", ")
  }
}
