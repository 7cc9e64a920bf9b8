import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow fix`: a repaired disavow file.
struct DisavowFixCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let path = parsed.argument("FILE") ?? "-"
    if parsed.isSet("write"), path == "-" {
      throw parsed.usageError(.other("--write needs a file, not standard input"))
    }
    if parsed.isSet("backup"), !parsed.isSet("write") {
      throw parsed.usageError(.other("--backup goes with --write"))
    }
    if parsed.isSet("write"), parsed.isSet("dry-run") {
      throw parsed.usageError(.other("--write and --dry-run exclude each other"))
    }
    let (checks, _) = try parsed.disavowChecks()
    let rollUpFrom = try parsed.int("collapse", in: 2...1_000_000)
    let options = DisavowDocument.FixOptions(
      isSafe: parsed.isSet("safe"), isMinimising: parsed.isSet("minimise") || rollUpFrom != nil,
      rollUpFrom: rollUpFrom, checks: checks)
    let document = try environment.disavowDocument(path)
    if parsed.isSet("dry-run") {
      try environment.output.write(document.fixDiff(options, name: path).span)
      return .done
    }
    let fixed = document.fixed(options)
    if !parsed.isSet("write") {
      try environment.output.write(fixed.text.span)
    } else if fixed.text != document.source {
      try replace(path, document, fixed)
    }
    try report(path, document, fixed, checks)
    return .done
  }

  private func replace(
    _ path: String, _ document: DisavowDocument, _ fixed: DisavowDocument.Fixed
  ) throws {
    if parsed.isSet("backup") {
      let backup = try AtomicFile(path: path + ".bak")
      try backup.writer.write(document.source.span)
      try backup.commit()
    }
    let file = try AtomicFile(path: path)
    try file.writer.write(fixed.text.span)
    try file.commit()
  }

  /// Says what changed; what is an entry no more is named line by line.
  private func report(
    _ path: String, _ document: DisavowDocument, _ fixed: DisavowDocument.Fixed,
    _ checks: DisavowChecks
  ) throws {
    var lines = LineReport(environment)
    for line in fixed.rejected {
      let code = document.lines[line - 1].rejection
      try lines.add(
        "rejected", file: path, line: line,
        "\(code?.summary ?? "not an entry"); now a comment that begins with REJECTED")
    }
    for line in fixed.held {
      guard let entry = document.lines[line - 1].entry else { continue }
      let reason = checks.guardReason(of: entry)?.message ?? "guarded"
      try lines.add(
        "held", file: path, line: line,
        "'\(entry.text)': \(reason); now a comment that begins with HELD")
    }
    try lines.finish()
    for item in fixed.rolledUp.prefix(LineReport.most) {
      try environment.report("\(path): '\(item.entry.text)' stands for \(item.lines) lines")
    }
    if fixed.rolledUp.count > LineReport.most {
      try environment.report("\(fixed.rolledUp.count - LineReport.most) more entries for several")
    }
    if parsed.isSet("quiet") { return }
    let counts = [
      (fixed.repaired.count, "repaired"), (fixed.rejected.count, "rejected"),
      (fixed.held.count, "held"), (fixed.dropped.count, "covered by others and left out"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let isChanged = fixed.text != document.source
    let what =
      counts.isEmpty
      ? isChanged ? "line ends repaired" : "nothing to fix"
      : "lines: " + counts.joined(separator: ", ")
    try environment.report("\(path): \(what)")
  }
}
