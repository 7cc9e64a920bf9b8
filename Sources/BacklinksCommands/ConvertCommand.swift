import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import LinkLedger
import LinkModel
import LinkReports

/// `backlinks convert`: the common record on standard output.
struct ConvertCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    if let path = parsed.value("ledger") {
      guard parsed.arguments("INPUT").isEmpty else {
        throw parsed.usageError(.other("--ledger takes the place of INPUT"))
      }
      let ledger = try Ledger(path: path, .reading)
      let format = RecordWriter.Format(rawValue: parsed.value("to") ?? "") ?? .ndjson
      return try environment.writeLinks(of: ledger, parsed, format) > 0 ? .done : .failed
    }
    if parsed.arguments("INPUT").isEmpty { throw parsed.usageError(.missingArgument("INPUT")) }
    if let path = parsed.value("rejects") { try ReportPlace.check(path, for: .rejects) }
    let own = OwnFiles(ledger: parsed.value("ledger"), files: [parsed.value("rejects")])
    let inputs = Inputs(parsed.arguments("INPUT"), leavingOut: own)
    // Records on a terminal and a line of progress would spoil each other.
    if environment.terminalWidth != nil { return try convert(inputs) }
    return try environment.withProgress(parsed.value("progress"), reading: inputs.paths) {
      try convert(inputs)
    }
  }

  private func convert(_ inputs: Inputs) throws -> ExitCode {
    let configuration = try parsed.configuration()
    let pack = try parsed.rulePack(configuration)
    let limit = try RejectLimit(parsed)
    let formats = try parsed.inputFormats(pack, allowsInternal: parsed.isSet("allow-internal"))
    for problem in inputs.problems { try environment.report(problem) }
    let sites = try parsed.sites(configuration)
    let conversion = ExportConversion(
      pack: pack, formats: formats, sites: sites, fields: RecordWriter.fields)
    var writer = RecordWriter(RecordWriter.Format(rawValue: parsed.value("to") ?? "") ?? .ndjson)
    let rejects = try parsed.value("rejects").map { path throws(StreamError) in
      try AtomicFile(path: path)
    }
    let rejectLog = rejects.map { _ in RejectLog() }
    let logs = LogReading(pack: pack, sites: sites, own: configuration.own)
    logs.onReject = rejectLog?.add
    var hasLogs = false
    var counts = InputCounts()
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    func note(_ problems: [Diagnostic]) throws(StreamError) {
      for problem in problems {
        try environment.report(problem)
        if problem.level == .error { code = code.or(.partial) }
      }
    }
    // Logs first, whatever the order: they tell of visits to the links of the exports. Files are opened again
    // then, there may be more of them than can be open at once; standard input is kept.
    var exports: [String] = []
    var kept: [TextInput] = []
    let graph = WebGraph()
    graph.onReject = rejectLog?.add
    for path in inputs.paths {
      let problems = try InputReading.read(path: path) { input in
        if input.isEmpty { return try environment.report(.emptyInput(input.name)) }
        if try formats.allowsGraphs && graph.add(path: path, input) { return }
        guard let detection = try formats.log(input) else {
          if path == "-" {
            kept.append(input)
          } else if exports.last != path {
            exports.append(path)
          }
          return
        }
        hasLogs = true
        counts.add(try logs.read(input, detection))
        try report(input, [])
        if input.isDamaged { code = code.or(.partial) }
      }
      try note(problems)
    }
    let hasExports = !exports.isEmpty || !kept.isEmpty || !graph.isEmpty
    var visits = hasLogs && hasExports ? try LinkVisits(logs) : nil
    func convert(_ input: TextInput) throws {
      if try input.isEmpty || formats.log(input) != nil { return }
      let reader = try conversion.open(input)
      reader.onReject = rejectLog?.add
      try conversion.forEachBatch(of: reader) { batch in
        try visits?.add(to: &batch)
        writer.write(batch)
        try writer.drain(environment.output.write)
      }
      counts.add(reader.counts)
      try report(input, reader.diagnostics)
      if input.isDamaged { code = code.or(.partial) }
    }
    for path in exports { try note(try InputReading.read(path: path, convert)) }
    for input in kept { try note(try InputReading.read(input, convert)) }
    if !graph.isEmpty {
      do {
        try note(try InputReading.read(try graph.table(of: sites), convert))
      } catch let error as ExportError {
        try note([Diagnostic(.error, file: graph.name, "\(error)")])
      }
      counts.add(graph.counts)
      try note(graph.diagnostics)
      if graph.isDamaged { code = code.or(.partial) }
    }
    for diagnostic in logs.diagnostics { try environment.report(diagnostic) }
    if hasLogs {
      try logs.forEachBatch(layout: RecordLayout(RecordWriter.fields)) { batch in
        writer.write(batch)
        try writer.drain(environment.output.write)
      }
    }
    try writer.drain(environment.output.write)
    if let rejects, let rejectLog {
      try rejectLog.write(to: rejects.writer)
      try rejects.commit()
    }
    if counts.total == 0 { return .failed }
    return limit.isPassed(by: counts) ? code.or(.partial) : code
  }

  private func report(_ input: TextInput, _ diagnostics: [Diagnostic]) throws(StreamError) {
    for diagnostic in diagnostics { try environment.report(diagnostic) }
    for note in input.notes where note.severity != .info {
      try environment.report("\(input.name): \(note.message)")
    }
  }
}
