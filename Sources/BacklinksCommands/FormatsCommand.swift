import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import OutputText
import ReferrerLogs

/// `backlinks formats`: everything that is understood, from the mapping files.
struct FormatsCommand {
  private let environment: Environment
  private let parsed: ParsedCommand

  init(_ environment: Environment, _ parsed: ParsedCommand) {
    self.environment = environment
    self.parsed = parsed
  }

  func run() throws -> ExitCode {
    let pack = try RulePack(parsed.ruleFiles(parsed.configuration()))
    if parsed.isSet("json") {
      var json = JSONWriter(.pretty)
      json.beginArray()
      for mapping in pack.mappings.mappings {
        json.beginObject()
        json.key("name")
        json.string(mapping.name)
        json.key("title")
        json.string(mapping.title)
        json.key("tool")
        json.string(mapping.tool)
        json.key("report")
        json.string(mapping.report)
        json.key("rows")
        json.string("\(mapping.grain)")
        json.key("refused")
        if let reason = mapping.refusal { json.string(reason) } else { json.null() }
        json.endObject()
      }
      for format in pack.logFormats.formats {
        json.beginObject()
        json.key("name")
        json.string(format.name)
        json.key("title")
        json.string(format.title)
        json.key("tool")
        json.null()
        json.key("report")
        json.null()
        json.key("rows")
        json.string("referral")
        json.key("refused")
        json.null()
        json.endObject()
      }
      json.endArray()
      json.endLine()
      try environment.output.write(json.bytes.span)
      return .done
    }
    let width = pack.mappings.mappings.map(\.name.count).max() ?? 0
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
