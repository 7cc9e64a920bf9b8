import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkLedger
import DisavowFile
import LinkModel
import LinkReports

/// `backlinks audit`: verdicts, disavow.txt and reports.
struct AuditCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    var options = try parsed.auditOptions(configuration, today: environment.today)
    options.allLinks = parsed.isSet("all-links")
    options.force = parsed.isSet("force")
    let limit = try RejectLimit(parsed)
    let pack = try parsed.rulePack(configuration)
    try environment.reportSettings(configuration, options, pack)
    var files = SiteResult.FileOptions()
    files.previous = try previousFile()
    files.prunes = parsed.isSet("prune")
    // Before hours of reading; of several sites the folders are not known yet.
    if let out = parsed.value("out"), options.sites.count == 1 { try AuditFiles.check(out) }
    try parsed.addDecisions(to: &options, environment)
    let rejects = RejectLog()
    let metrics = try MetricsFile(
      parsed, ledger: parsed.value("ledger"), began: environment.now())
    let own = OwnFiles(
      ledger: parsed.value("ledger"), files: [parsed.value("metrics")], out: parsed.value("out"))
    guard
      let source = try AuditSource(
        environment, parsed, configuration, pack: pack, options: options, leavingOut: own,
        onReject: rejects.add)
    else { return .done }
    var results: [SiteResult] = []
    let code = try judge(source, options, files, rejects, limit, &results)
    try metrics?.write(code, at: environment.now()) { $0.add(results.map(\.summary)) }
    return code
  }

  /// Judges all sites, writes their files and shows what came of it.
  private func judge(
    _ source: AuditSource, _ options: AuditOptions, _ files: SiteResult.FileOptions,
    _ rejects: RejectLog, _ limit: RejectLimit, _ results: inout [SiteResult]
  ) throws -> ExitCode {
    let audit = source.audit
    var code: ExitCode = source.isComplete ? .done : .partial
    guard audit.counts.total > 0 else {
      try environment.report("no rows in any input; nothing was written")
      return .failed
    }
    guard !audit.sites.isEmpty || !options.sites.isEmpty else {
      try environment.report(
        "no site is known: exports name one, logs need --site; nothing was written")
      return .failed
    }
    let missing = audit.sitesWithoutRows
    let sites = audit.sites.filter { !missing.contains($0) }
    for site in missing {
      let end = sites.isEmpty ? "; nothing was written" : ""
      try environment.report("\(site): no row of the inputs links there\(end)")
      code = code.or(.partial)
    }
    if sites.isEmpty { return .failed }
    if limit.isPassed(by: audit.counts) {
      try environment.reportRejects(audit.counts)
      code = code.or(.partial)
    }
    for site in sites {
      var files = files
      if files.previous == nil, let uploaded = try source.uploaded(site) {
        files.previous = uploaded.document
        files.previousDay = uploaded.day
      }
      guard let result = try finish(audit, site, files, rejects) else { continue }
      if let ledger = source.ledger { try audit.record(result, in: ledger) }
      if let ledger = source.ledger, files.previous == nil, result.summary.disavow.entries > 0,
        !parsed.isSet("quiet")
      {
        try environment.report(AuditSource.nothingUploaded(site, ledger.path))
      }
      if let reason = result.summary.disavow.heldBecause {
        try environment.report("\(site): the disavow file is held: \(reason)")
        code = code.or(.partial)
      }
      if let threshold = parsed.value("fail-on").flatMap(Severity.init(named:)),
        let found = result.newSeverity, found >= threshold
      {
        // Without a word cron would send no mail.
        try environment.report(
          "\(site): a new verdict rests on a finding of severity \(found.name)")
        code = code.or(.found)
      }
      results.append(result)
    }
    try source.ledger?.close()
    try writePortfolio(results)
    try show(results)
    return code
  }

  /// Judges a site and writes its files.
  private func finish(
    _ audit: Audit, _ site: String, _ options: SiteResult.FileOptions, _ rejects: RejectLog
  ) throws -> SiteResult? {
    guard let out = parsed.value("out") else {
      return try audit.result(for: site, files: options) { _ in }
    }
    let directory = audit.sites.count > 1 ? "\(out)/\(site)" : out
    var options = options
    let standing = "\(directory)/disavow.txt"
    if FileIdentity(ofFileAt: standing) != nil { options.standing = try disavowFile(standing) }
    var files = try AuditFiles(directory: directory)
    let result = try audit.result(for: site, files: options) { line in try files.append(line) }
    if let result { try files.commit(result, rejects: rejects) }
    if files.keepsOlder {
      try environment.report(
        "\(directory)/disavow.txt: of an earlier run, left as it is; the new one is disavow.held.txt"
      )
    }
    return result
  }

  private func writePortfolio(_ results: [SiteResult]) throws {
    guard let out = parsed.value("out"), results.count > 1 else { return }
    let portfolio = PortfolioSummary(results.map(\.summary))
    for report in [ReportFile.summary, .text] {
      try ReportPlace.check("\(out)/\(report.name)", for: report)
    }
    let files = try FileSet(directory: out)
    try files.add("summary.json").write(portfolio.renderJSON().span)
    try files.add("summary.md").write(portfolio.renderMarkdown())
    try files.commit()
  }

  private func show(_ results: [SiteResult]) throws {
    if parsed.isSet("json") {
      if let only = results.first, results.count == 1 {
        try environment.output.write(SummaryJSON.render(only.summary).span)
      } else {
        try environment.output.write(PortfolioSummary(results.map(\.summary)).renderJSON().span)
      }
      return
    }
    if parsed.isSet("quiet") { return }
    for (number, result) in results.enumerated() {
      if number > 0 { try environment.output.write("\n") }
      try environment.output.write(
        SummaryTerminal.render(
          result.summary, width: environment.terminalWidth ?? 100,
          color: environment.hasColor(parsed.value("color")),
          directory: parsed.value("out")))
    }
    if let out = parsed.value("out") {
      let disavow = results.first?.isHeld == true ? "disavow.held.txt" : "disavow.txt"
      let files =
        results.count > 1 ? "a folder a site" : "\(disavow), report.html, summary.md, domains.csv"
      try environment.output.write("Written to \(out): \(files).\n")
    }
  }

  private func previousFile() throws -> DisavowDocument? {
    try parsed.value("previous").map(disavowFile)
  }

  private func disavowFile(_ path: String) throws -> DisavowDocument {
    do {
      return try DisavowDocument(parsing: FileSource(path: path).readAll())
    } catch {
      throw CommandFailure(code: .usage, message: "\(path): \(clause(of: error, about: path))")
    }
  }
}
