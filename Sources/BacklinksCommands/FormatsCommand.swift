import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import OutputText
import ReferrerLogs

/// `backlinks formats`: everything that is understood, from the mapping files.
struct FormatsCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let pack = try RulePack(parsed.ruleFiles(parsed.configuration()))
    if parsed.isSet("json") {
      var json = JSONWriter(.pretty)
      func add(
        _ name: String, _ title: String, tool: String?, report: String?, rows: String,
        refused: String?
      ) {
        json.beginObject()
        json.member("name", name)
        json.member("title", title)
        json.member("tool", tool)
        json.member("report", report)
        json.member("rows", rows)
        json.member("refused", refused)
        json.endObject()
      }
      json.beginArray()
      for mapping in pack.mappings.mappings {
        add(
          mapping.name, mapping.title, tool: mapping.tool, report: mapping.report,
          rows: "\(mapping.grain)", refused: mapping.refusal)
      }
      for format in pack.logFormats.formats {
        add(format.name, format.title, tool: nil, report: nil, rows: "referral", refused: nil)
      }
      json.endArray()
      json.endLine()
      try environment.output.write(json.bytes.span)
      return .done
    }
    let names = pack.mappings.mappings.map(\.name) + pack.logFormats.formats.map(\.name)
    let width = names.map(\.count).max() ?? 0
    for mapping in pack.mappings.mappings {
      let refused = mapping.refusal.map { " — refused: \($0)" } ?? ""
      try environment.output.write(
        "\(TerminalText.padded(mapping.name, to: width))  \(mapping.title)\(refused)\n")
    }
    for format in pack.logFormats.formats {
      try environment.output.write(
        "\(TerminalText.padded(format.name, to: width))  \(format.title)\n")
    }
    return .done
  }
}
