import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkLedger
import LinkModel
import LinkReports
import OutputText

/// `backlinks ingest`: what is new in exports and logs goes into the ledger.
struct IngestCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    environment.catchStops()
    let configuration = try parsed.configuration()
    let path = try parsed.ledgerPath(configuration)
    let limit = try RejectLimit(parsed)
    var options = IngestOptions()
    options.sites = try parsed.sites(configuration)
    options.own = try parsed.ownHosts(configuration)
    options.format = parsed.value("as")
    options.isFinal = parsed.isSet("final")
    options.now = environment.now()
    let pack = try parsed.rulePack(configuration)
    let formats = try parsed.inputFormats(pack)
    if let path = parsed.value("rejects") { try ReportPlace.check(path, for: .rejects) }
    let own = OwnFiles(
      ledger: path, files: [parsed.value("rejects"), parsed.value("metrics")])
    let inputs = Inputs(parsed.arguments("INPUT"), leavingOut: own)
    for problem in inputs.problems { try environment.report(problem) }
    let rejects = try parsed.value("rejects").map { path throws(StreamError) in
      try AtomicFile(path: path)
    }
    if parsed.isSet("dry-run"), parsed.value("metrics") != nil {
      throw parsed.usageError(
        .other("--metrics tells of what was kept; leave it out of a --dry-run"))
    }
    let metrics = try MetricsFile(parsed, ledger: path, began: options.now)

    guard let lock = try parsed.ledgerLock(path, environment) else { return .done }
    do {
      let ledger = try Ledger(path: path, parsed.isSet("dry-run") ? .rehearsing : .creating)
      let ingest = try Ingest(
        ledger, pack: pack, formats: formats, options: options, isStopped: environment.isStopped)
      let code = try take(inputs, ingest, ledger, path: path, rejects: rejects, limit)
      try metrics?.write(code, at: environment.now()) { text in
        IngestReport(inputs: ingest.inputs, isRehearsal: false).add(to: &text)
        try text.add(LedgerTotals(ledger))
      }
      _ = consume lock
      return code
    } catch let error as LedgerError {
      try metrics?.write(error.exitCode, at: environment.now()) { _ in }
      throw error
    }
  }

  /// Reads the inputs into the ledger, and says what came of it.
  private func take(
    _ inputs: Inputs, _ ingest: Ingest, _ ledger: Ledger, path: String, rejects: AtomicFile?,
    _ limit: RejectLimit
  ) throws -> ExitCode {
    let rejectLog = rejects.map { _ in RejectLog() }
    ingest.onReject = rejectLog?.add
    let run = try ledger.beginRun("ingest", environment.now())
    let isComplete = ingest.add(paths: inputs.paths)
    if ingest.ledgerError == nil {
      try ledger.endRun(run, environment.now(), ingest.counts, inputs: ingest.inputs.count)
    }
    try ledger.close()

    let hasProblems = !inputs.problems.isEmpty || ingest.hasFailedInput || !isComplete
    let hasManyRejects = limit.isPassed(by: ingest.counts)
    // A log of a public server has a few odd lines every day: no mail of cron is due to them.
    let isSilent = parsed.isSet("quiet") && !hasManyRejects
    for diagnostic in ingest.diagnostics
    where diagnostic.level == .error || diagnostic.level == .warning && !isSilent {
      try environment.report(diagnostic)
    }
    if hasManyRejects { try environment.reportRejects(ingest.counts) }
    if let rejects, let rejectLog {
      try rejectLog.write(to: rejects.writer)
      try rejects.commit()
    }
    if let error = ingest.ledgerError { throw error }
    let report = IngestReport(inputs: ingest.inputs, isRehearsal: parsed.isSet("dry-run"))
    if parsed.isSet("json") {
      try environment.output.write(report.json.span)
    } else if !parsed.isSet("quiet") {
      try environment.output.write(report.text)
    }
    if !isComplete { try environment.report("stopped by a signal; run it again for the rest") }
    if isComplete, ingest.inputs.allSatisfy({ $0.state == .failed }) { return .failed }
    return hasProblems || hasManyRejects ? .partial : .done
  }
}
