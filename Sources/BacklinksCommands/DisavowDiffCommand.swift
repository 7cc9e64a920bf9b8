import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow diff`: what an upload changes.
struct DisavowDiffCommand {
  let environment: Environment
  let parsed: ParsedCommand

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
      let bytes = json.takeBytes()
      try environment.output.write(bytes.span)
    }
    json.beginObject()
    json.member("kept", difference.keptCount)
    json.key("changes")
    json.beginArray()
    try difference.forEach { item in
      json.beginObject()
      json.member("change", item.change.rawValue)
      json.member("entry", item.entry.text)
      json.member("line", item.line)
      if let other = item.coverer {
        json.member("covered_by", other.entry.text)
        json.member("covered_by_line", other.line)
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
