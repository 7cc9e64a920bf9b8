import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import LinkModel
import LinkReports

/// `backlinks convert`: the common record on standard output.
struct ConvertCommand {
  private let environment: Environment
  private let parsed: ParsedCommand

  init(_ environment: Environment, _ parsed: ParsedCommand) {
    self.environment = environment
    self.parsed = parsed
  }

  func run() throws -> ExitCode {
    let pack = try RulePack(parsed.ruleFiles(parsed.configuration()))
    let limit = try RejectLimit(parsed)
    let inputs = Inputs(parsed.arguments("INPUT"))
    for problem in inputs.problems { try environment.errors.write("backlinks: \(problem)\n") }
    let conversion = ExportConversion(pack: pack, fields: RecordWriter.fields)
    var writer = RecordWriter(RecordWriter.Format(rawValue: parsed.value("to") ?? "") ?? .ndjson)
    let rejects = try parsed.value("rejects").map { path throws(StreamError) in
      try AtomicFile(path: path)
    }
    var rejectsCSV = RejectsCSV()
    var counts = InputCounts()
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    for path in inputs.paths {
      do {
        let input = try TextInput(opening: path)
        let reader = try conversion.open(input)
        reader.onReject = { rejectsCSV.append($0) }
        var batch = conversion.batch
        while try reader.read(into: &batch) {
          for row in 0..<batch.count { writer.write(batch, row: row) }
          try flush(&writer)
          try rejects?.writer.write(rejectsCSV.takeBytes().span)
        }
        counts.add(reader.counts)
        for diagnostic in reader.diagnostics { try environment.errors.write(diagnostic) }
        for note in input.notes where note.severity != .info {
          try environment.errors.write("backlinks: \(path): \(note.message)\n")
        }
        if input.isDamaged { code = code.or(.partial) }
      } catch StreamError.closedPipe {
        throw StreamError.closedPipe
      } catch {
        try environment.errors.write("backlinks: \(path): \(error)\n")
        code = code.or(.partial)
      }
    }
    try flush(&writer)
    try rejects?.commit()
    if counts.total == 0 { return .failed }
    return limit.isPassed(by: counts) ? code.or(.partial) : code
  }

  private func flush(_ writer: inout RecordWriter) throws(StreamError) {
    let bytes = writer.takeBytes()
    try environment.output.write(bytes.span)
  }
}
