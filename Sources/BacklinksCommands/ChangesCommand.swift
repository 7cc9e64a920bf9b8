import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import LinkLedger
import LinkModel
import LinkReports

/// `backlinks changes`: what is new, lost and back since some time.
struct ChangesCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let path = try parsed.ledgerPath(configuration)
    let pack = try parsed.rulePack(configuration)
    let ledger = try Ledger(path: path, .reading)
    let (reports, isPartial) = try ledger.reading { try find(in: ledger, configuration, pack) }
    if reports.isEmpty {
      try environment.report("\(path): no export of any site; nothing can be compared")
      return .failed
    }
    try write(reports)
    let threshold = Severity(named: parsed.value("fail-on") ?? "medium")
    let gravest = reports.compactMap(\.severity).max()
    let code: ExitCode = isPartial ? .partial : .done
    guard let threshold, let gravest, gravest >= threshold else { return code }
    return code.or(.found)
  }

  private func find(
    in ledger: Ledger, _ configuration: Configuration, _ pack: RulePack
  ) throws -> (reports: [ChangeReport], isPartial: Bool) {
    let runs = try ledger.runs()
    let until = try parsed.value("until").map { try point($0, "until", runs) } ?? .end
    let named = try parsed.sites(configuration)
    var reports: [ChangeReport] = []
    for site in named.isEmpty ? try ledger.sites() : named {
      guard let since = try since(site, ledger, until, runs),
        let finder = try ChangeFinder(ledger, pack: pack, site: site, from: since, to: until)
      else {
        // Of a site that only logs tell of there is nothing to compare.
        if !named.isEmpty {
          try environment.report("\(ledger.path): there is no export of \(site) until then")
        }
        continue
      }
      reports.append(try finder.report())
    }
    return (reports, named.count > reports.count)
  }

  private func write(_ reports: [ChangeReport]) throws {
    let isQuiet = parsed.isSet("quiet")
    // Nothing to tell is no output, in any form.
    if isQuiet, reports.allSatisfy(\.alerts.isEmpty) { return }
    switch parsed.isSet("json") ? "json" : parsed.value("to") {
    case "json": try environment.output.write(ChangesJSON.render(reports).span)
    case "csv": try environment.output.write(ChangesCSV.render(reports).span)
    case "md": try environment.output.write(ChangesMarkdown.render(reports))
    default:
      try environment.output.write(
        ChangesTerminal.render(
          reports, width: environment.terminalWidth ?? 100,
          color: environment.hasColor(parsed.value("color")), alertsOnly: isQuiet))
    }
  }

  // MARK: Points

  /// Since when; nil when there is no export of the site until the end.
  private func since(
    _ site: String, _ ledger: Ledger, _ until: LedgerPoint, _ runs: [LedgerRun]
  ) throws -> LedgerPoint? {
    let text = parsed.value("since") ?? "90d"
    guard let newest = try ledger.history(site: site)?.newestDay(at: until) else { return nil }
    var end = newest
    if case .day(let day) = until { end = day }
    if text == "last-run" {
      // What a run brought that was killed is told with the next. Without an earlier one nothing was known.
      return .run(runs.dropLast().last { $0.ended != nil }?.number ?? 0)
    }
    if text.hasSuffix("d"), let days = Int32(text.dropLast()), days > 0 {
      return .day(end &- days)
    }
    let since = try point(text, "since", runs)
    if case .run(let first) = since, case .run(let last) = until, first >= last {
      throw parsed.usageError(.other("--since: run \(first) is not before run \(last), the end"))
    }
    if case .day(let day) = since, day >= end {
      throw parsed.usageError(
        .other("--since: \(Day(rawValue: day)) is not before \(Day(rawValue: end)), the end"))
    }
    return since
  }

  private func point(_ text: String, _ option: String, _ runs: [LedgerRun]) throws -> LedgerPoint {
    if let run = Int64(text) {
      guard runs.contains(where: { $0.number == run }) else {
        let last = runs.last.map { "; the last one is \($0.number)" } ?? "; there was none"
        throw parsed.usageError(.other("--\(option): there is no run \(run)\(last)"))
      }
      return .run(run)
    }
    let bytes = Array(text.utf8)
    guard let moment = Moment(parsing: bytes.span) else {
      throw parsed.usageError(
        .other("--\(option): '\(text)' is neither a day such as 2026-01-31 nor a run"))
    }
    return .day(moment.day.rawValue)
  }
}
