import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import OutputText

/// `backlinks disavow lint`: mistakes in disavow files.
struct DisavowLintCommand {
  private let environment: Environment
  private let parsed: ParsedCommand

  init(_ environment: Environment, _ parsed: ParsedCommand) {
    self.environment = environment
    self.parsed = parsed
  }

  private struct Linted {
    let file: String
    let entries: Int
    let diagnostics: [DisavowDiagnostic]
  }

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let options = try parsed.guardOptions(configuration)
    let pack = try RulePack(parsed.ruleFiles(configuration))
    let inputs = Inputs(parsed.arguments("FILE"))
    for problem in inputs.problems { try environment.errors.write("backlinks: \(problem)\n") }
    var code = inputs.problems.isEmpty ? ExitCode.done : .partial
    var linted: [Linted] = []
    let checks = DisavowGuards.checks(pack: pack, options: options)
    for path in inputs.paths {
      do {
        let document = try DisavowDocument(parsing: FileSource(path: path).readAll())
        var diagnostics = document.lint(checks)
        if let name = DisavowDocument.diagnostic(forName: path) { diagnostics.insert(name, at: 0) }
        linted.append(
          Linted(file: path, entries: document.entries.count, diagnostics: diagnostics))
      } catch {
        try environment.errors.write("backlinks: \(path): \(clause(of: error, about: path))\n")
        code = code.or(.partial)
      }
    }
    if linted.isEmpty { return .failed }
    if parsed.isSet("json") { try writeJSON(linted) } else { try writeText(linted) }
    let threshold =
      DisavowDiagnostic.Severity(rawValue: parsed.value("fail-on") ?? "error") ?? .error
    let isReached = linted.contains { file in
      file.diagnostics.contains { $0.severity >= threshold }
    }
    return isReached ? code.or(.found) : code
  }

  private func writeText(_ files: [Linted]) throws {
    for file in files {
      for diagnostic in file.diagnostics {
        let place = diagnostic.line.map { ":\($0)" } ?? ""
        try environment.output.write(
          TerminalText.safe(
            "\(file.file)\(place): \(diagnostic.severity.rawValue) \(diagnostic.code.rawValue): "
              + diagnostic.message) + "\n")
      }
      if parsed.isSet("quiet") { continue }
      let worst = file.diagnostics.map(\.severity).max()
      let state = worst == nil ? "clean" : "\(file.diagnostics.count) diagnostics"
      try environment.output.write(
        TerminalText.safe("\(file.file): \(file.entries) entries, \(state)") + "\n")
    }
  }

  private func writeJSON(_ files: [Linted]) throws {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.key("files")
    json.beginArray()
    for file in files {
      json.beginObject()
      json.key("file")
      json.string(file.file)
      json.key("entries")
      json.integer(file.entries)
      json.key("diagnostics")
      json.beginArray()
      for diagnostic in file.diagnostics {
        json.beginObject()
        json.key("line")
        if let line = diagnostic.line { json.integer(line) } else { json.null() }
        json.key("code")
        json.string(diagnostic.code.rawValue)
        json.key("severity")
        json.string(diagnostic.severity.rawValue)
        json.key("message")
        json.string(diagnostic.message)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try environment.output.write(json.bytes.span)
  }
}
