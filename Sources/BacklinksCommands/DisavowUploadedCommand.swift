import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import DisavowFile
import LinkLedger

/// `backlinks disavow uploaded`: writes down what Google has now.
struct DisavowUploadedCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let path = try parsed.ledgerPath(configuration)
    let name = parsed.argument("FILE") ?? "-"
    let document = try environment.disavowDocument(name)
    var day = environment.now().day
    if let text = parsed.value("date") {
      let bytes = Array(text.utf8)
      guard let moment = Moment(parsing: bytes.span) else {
        throw parsed.usageError(.other("--date: '\(text)' is not a date such as 2026-01-31"))
      }
      day = moment.day
    }
    guard let lock = try parsed.ledgerLock(path, environment) else { return .done }
    let ledger = try Ledger(path: path, .creating)
    let named = try parsed.sites(configuration)
    let sites = named.isEmpty ? try ledger.sites() : named
    guard sites.count == 1, let site = sites.first else {
      throw parsed.usageError(.other("which site is the file for? give one --site HOST"))
    }
    try ledger.putUploaded(document.source, site: site, day: day)
    try ledger.close()
    _ = consume lock
    if !parsed.isSet("quiet") {
      try environment.output.write(
        "\(site): \(document.entryCount) entries uploaded on \(day).\n")
    }
    return .done
  }
}
