import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow lint`: mistakes in disavow files.
struct DisavowLintCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    if parsed.isSet("json"), parsed.isSet("sarif") {
      throw parsed.usageError(.other("--json and --sarif exclude each other"))
    }
    let (checks, _) = try parsed.disavowChecks()
    let inputs = Inputs(parsed.arguments("FILE"))
    for problem in inputs.problems { try environment.report(problem) }
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    var report = makeReport()
    // `never` is no severity.
    let threshold = parsed.value("fail-on").flatMap(DisavowDiagnostic.Severity.init(rawValue:))
    var worst: DisavowDiagnostic.Severity?
    var hasRead = false
    for path in inputs.paths {
      do {
        let document = try environment.disavowDocument(path)
        if !hasRead { try environment.output.write(report.begin().span) }
        hasRead = true
        if let found = try lint(document, path, checks, &report) {
          worst = max(worst ?? found, found)
        }
      } catch let failure as CommandFailure {
        try environment.report(failure.message)
        code = code.or(.partial)
      }
    }
    guard hasRead else { return .failed }
    try environment.output.write(report.end().span)
    if let worst, let threshold, worst >= threshold { code = code.or(.found) }
    return code
  }

  private func makeReport() -> any LintReport {
    if parsed.isSet("json") { return JSONLintReport() }
    if parsed.isSet("sarif") { return SARIFLintReport(version: BacklinksCommand.version) }
    return TextLintReport(isQuiet: parsed.isSet("quiet"))
  }

  /// Reports a file's problems, and returns how grave the worst is.
  private func lint(
    _ document: DisavowDocument, _ path: String, _ checks: DisavowChecks,
    _ report: inout any LintReport
  ) throws -> DisavowDiagnostic.Severity? {
    var worst: DisavowDiagnostic.Severity?
    try environment.output.write(report.begin(file: path, entries: document.entryCount).span)
    func add(_ diagnostic: DisavowDiagnostic) throws {
      worst = max(worst ?? diagnostic.severity, diagnostic.severity)
      try environment.output.write(report.add(diagnostic).span)
    }
    if path != "-", let name = DisavowDocument.diagnostic(forName: path) { try add(name) }
    try document.forEachDiagnostic(checks, add)
    try environment.output.write(report.endFile().span)
    return worst
  }
}
