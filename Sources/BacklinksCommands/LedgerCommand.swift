import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import DelimitedText
import LinkLedger
import LinkModel
import LinkReports

/// `backlinks ledger`: care for the file.
struct LedgerCommand {
  let environment: Environment
  let parsed: ParsedCommand

  /// `ledger check`: whether the file is whole and its tables agree.
  func check() throws -> ExitCode {
    let path = try parsed.ledgerPath(try parsed.configuration())
    let ledger = try Ledger(path: path, .reading)
    let problems = try ledger.check()
    for problem in problems { try environment.report("\(path): \(problem)") }
    if !problems.isEmpty { return .failed }
    if !parsed.isSet("quiet") {
      let counts = try ledger.counts().map { "\($0.count) \($0.name)" }
      try environment.output.write("\(path): whole; " + counts.joined(separator: ", ") + ".\n")
    }
    return .done
  }

  /// `ledger vacuum`: gives free room back to the disk.
  func vacuum() throws -> ExitCode {
    let path = try parsed.ledgerPath(try parsed.configuration())
    guard let lock = try parsed.ledgerLock(path, environment) else { return .done }
    let ledger = try Ledger(path: path, .writing)
    let (before, after) = try ledger.vacuum()
    try ledger.close()
    _ = consume lock
    if !parsed.isSet("quiet") {
      try environment.output.write("\(path): \(before) bytes before, \(after) after.\n")
    }
    return .done
  }

  /// `ledger export`: decisions, links or runs on standard output.
  func export() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let ledger = try Ledger(path: try parsed.ledgerPath(configuration), .reading)
    switch parsed.argument("WHAT") {
    case "decisions":
      try environment.output.write(DecisionFile.text(try ledger.decisions()).span)
      return .done
    case "runs":
      try environment.output.write(LedgerCommand.text(of: try ledger.runs()).span)
      return .done
    default: break
    }
    let format = RecordWriter.Format(rawValue: parsed.value("to") ?? "") ?? .csv
    _ = try environment.writeLinks(of: ledger, parsed, format)
    return .done
  }
}

extension LedgerCommand {
  /// Runs as CSV.
  private static func text(of runs: [LedgerRun]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "run", "command", "began", "ended", "inputs", "used", "skipped", "rejected",
    ])
    for run in runs {
      writer.record([
        "\(run.number)", run.command, "\(run.began)", run.ended.map { "\($0)" } ?? "",
        "\(run.inputs)", "\(run.used)", "\(run.skipped)", "\(run.rejected)",
      ])
    }
    return writer.bytes
  }
}

extension Environment {
  /// Prints what each report says of each link of a ledger; how many rows that are.
  func writeLinks(
    of ledger: Ledger, _ parsed: ParsedCommand, _ format: RecordWriter.Format
  ) throws -> Int {
    let configuration = try parsed.configuration()
    var writer = RecordWriter(format)
    var rows = 0
    let export = LedgerExport(
      ledger, pack: try parsed.rulePack(configuration), fields: RecordWriter.fields)
    try export.forEachBatch(sites: try parsed.sites(configuration)) { batch in
      rows += batch.count
      writer.write(batch)
      try writer.drain(output.write)
    }
    try writer.drain(output.write)
    return rows
  }
}
