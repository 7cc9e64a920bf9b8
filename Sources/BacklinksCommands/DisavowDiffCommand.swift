import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow diff`: what an upload changes.
struct DisavowDiffCommand {
  private let environment: Environment
  private let parsed: ParsedCommand

  init(_ environment: Environment, _ parsed: ParsedCommand) {
    self.environment = environment
    self.parsed = parsed
  }

  func run() throws -> ExitCode {
    let old = try environment.disavowDocument(parsed.argument("OLD") ?? "-")
    let new = try environment.disavowDocument(parsed.argument("NEW") ?? "-")
    let difference = DisavowDifference(from: old, to: new)
    if parsed.isSet("json") { try writeJSON(difference) } else { try writeText(difference) }
    return .done
  }

  private func writeText(_ difference: DisavowDifference) throws {
    var counts: [DisavowDifference.Change: Int] = [:]
    try difference.forEach { item in
      counts[item.change, default: 0] += 1
      let other = item.coverer.map { "line \($0.line), '\($0.entry.text)'" } ?? ""
      let text =
        switch item.change {
        case .added: "+ \(item.entry.text)"
        case .narrowed: "+ \(item.entry.text)\twas covered by \(other)"
        case .removed: "- \(item.entry.text)"
        case .covered: "- \(item.entry.text)\tnow covered by \(other)"
        }
      try environment.output.write(DisavowDiffCommand.safe(text) + "\n")
    }
    if parsed.isSet("quiet") { return }
    let words: [(DisavowDifference.Change, String)] = [
      (.added, "added"), (.narrowed, "narrowed"), (.removed, "removed"), (.covered, "now covered"),
    ]
    let text = words.compactMap { change, word in counts[change].map { "\($0) \(word)" } }
    try environment.output.write(
      "\((text + ["\(difference.keptCount) kept"]).joined(separator: ", "))\n")
  }

  /// Canonical entries hold no control characters, and the tab is ours.
  private static func safe(_ text: String) -> String {
    text.split(separator: "\t", omittingEmptySubsequences: false)
      .map { TerminalText.safe(String($0)) }.joined(separator: "\t")
  }

  private func writeJSON(_ difference: DisavowDifference) throws {
    var json = JSONWriter(.pretty)
    func flush() throws {
      try environment.output.write(json.bytes.span)
      json.bytes.removeAll(keepingCapacity: true)
    }
    json.beginObject()
    json.key("kept")
    json.integer(difference.keptCount)
    json.key("changes")
    json.beginArray()
    try difference.forEach { item in
      json.beginObject()
      json.key("change")
      json.string(item.change.rawValue)
      json.key("entry")
      json.string(item.entry.text)
      json.key("line")
      json.integer(item.line)
      if let other = item.coverer {
        json.key("covered_by")
        json.string(other.entry.text)
        json.key("covered_by_line")
        json.integer(other.line)
      }
      json.endObject()
      try flush()
    }
    json.endArray()
    json.endObject()
    json.endLine()
    try flush()
  }
}
