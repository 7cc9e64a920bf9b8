import BacklinkAudit
import CalendarTime
import CommandLineKit
import DisavowFile
import LinkLedger
import LinkModel

/// What an audit judges: inputs, or with `--ledger` a ledger into which the inputs go first.
struct AuditSource {
  let audit: Audit
  /// The ledger, when one is judged; this source holds its lock.
  let ledger: Ledger?
  /// Everything that was named could be read.
  private(set) var isComplete: Bool
  private let lock: HeldLock?

  /// Keeps a lock as long as it is there.
  private final class HeldLock {
    private let lock: LedgerLock
    init(_ lock: consuming LedgerLock) { self.lock = lock }
  }

  /// Reads what the command line names; nil when another run has the ledger and `--lock skip` is given.
  init?(
    _ environment: Environment, _ parsed: ParsedCommand, _ configuration: Configuration,
    pack: RulePack, options: AuditOptions, leavingOut own: OwnFiles? = nil,
    onReject: ((Reject) -> Void)? = nil
  ) throws {
    let inputs = Inputs(parsed.arguments("INPUT"), leavingOut: own)
    for problem in inputs.problems { try environment.report(problem) }
    isComplete = inputs.problems.isEmpty
    let formats = try parsed.inputFormats(pack)
    audit = Audit(pack: pack, options: options, formats: formats)
    audit.onReject = onReject
    var problems: [Diagnostic] = []
    if let path = parsed.value("ledger") {
      guard let lock = try parsed.ledgerLock(path, environment) else { return nil }
      self.lock = HeldLock(lock)
      let ledger = try Ledger(path: path, inputs.paths.isEmpty ? .writing : .creating)
      self.ledger = ledger
      if !inputs.paths.isEmpty {
        var told = IngestOptions()
        told.sites = options.sites
        told.own = options.own
        told.format = parsed.value("as")
        told.now = environment.now()
        let ingest = try Ingest(
          ledger, pack: pack, formats: formats, options: told, isStopped: environment.isStopped)
        ingest.onReject = onReject
        let run = try ledger.beginRun("audit", told.now)
        isComplete = ingest.add(paths: inputs.paths) && isComplete
        if let error = ingest.ledgerError { throw error }
        try ledger.endRun(run, environment.now(), ingest.counts, inputs: ingest.inputs.count)
        isComplete = isComplete && !ingest.hasFailedInput
        problems = ingest.diagnostics
      }
      try audit.add(ledger)
    } else {
      if inputs.paths.isEmpty && inputs.problems.isEmpty {
        throw parsed.usageError(.missingArgument("INPUT"))
      }
      lock = nil
      ledger = nil
      environment.withProgress(parsed.value("progress"), reading: inputs.paths) {
        for path in inputs.paths { audit.add(path: path) }
        audit.finishReading()
      }
      isComplete = isComplete && !audit.hasFailedInput
    }
    let isSilent = parsed.isSet("quiet")
    for diagnostic in problems + audit.diagnostics
    where diagnostic.level == .error || diagnostic.level == .warning && !isSilent {
      try environment.report(diagnostic)
    }
  }
}

extension AuditSource {
  /// The disavow file that Google has for a site and since when, as far as the ledger knows it.
  func uploaded(_ site: String) throws -> (document: DisavowDocument, day: Day)? {
    try ledger?.uploaded(site: site).map {
      (try DisavowDocument(parsing: $0.content), $0.day)
    }
  }

  /// Says that a ledger does not know what Google has.
  static func nothingUploaded(_ site: String, _ path: String) -> String {
    "\(path): no disavow file is written down as uploaded for \(site); after an upload run "
      + "'backlinks disavow uploaded FILE --site \(site) --ledger \(path)'"
  }
}

extension ParsedCommand {
  /// Adds the decisions of the file that `--decisions` names.
  func addDecisions(to options: inout AuditOptions, _ environment: Environment) throws {
    guard let path = value("decisions") else { return }
    for decision in try environment.decisions(from: path, today: environment.now().day) {
      options.add(decision)
    }
  }
}
