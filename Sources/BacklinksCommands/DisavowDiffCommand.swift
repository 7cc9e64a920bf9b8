import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import DisavowFile
import LinkLedger
import LinkModel
import OutputText

/// `backlinks disavow diff`: what an upload changes.
struct DisavowDiffCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let new = try environment.disavowDocument(parsed.argument("NEW") ?? "-")
    var uploaded: Day?
    let old: DisavowDocument
    if let path = parsed.value("ledger") {
      guard parsed.argument("OLD") == nil else {
        throw parsed.usageError(.other("--ledger takes the place of OLD"))
      }
      (old, uploaded) = try self.uploaded(path)
    } else {
      guard let path = parsed.argument("OLD") else {
        throw parsed.usageError(.other("OLD and NEW are needed, or --ledger FILE and NEW"))
      }
      old = try environment.disavowDocument(path)
    }
    let difference = DisavowDifference(from: old, to: new)
    if parsed.isSet("json") {
      try writeJSON(difference, uploaded)
    } else {
      try writeText(difference, uploaded)
    }
    return .done
  }

  /// What Google has now by a ledger, and since when.
  private func uploaded(_ path: String) throws -> (DisavowDocument, Day) {
    let ledger = try Ledger(path: path, .reading)
    let named = try parsed.sites(try parsed.configuration())
    let sites = named.isEmpty ? try ledger.sites() : named
    guard sites.count == 1, let site = sites.first else {
      throw parsed.usageError(.other("which site is the file for? give one --site HOST"))
    }
    guard let (content, day) = try ledger.uploaded(site: site) else {
      throw CommandFailure(
        code: .failed, message: AuditSource.nothingUploaded(site, path))
    }
    return (try DisavowDocument(parsing: content), day)
  }

  private func writeText(_ difference: DisavowDifference, _ uploaded: Day?) throws {
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
      "\((text + ["\(difference.keptCount) kept"]).joined(separator: ", "))"
        + (uploaded.map { " since the upload of \($0)" } ?? "") + "\n")
  }

  /// Canonical entries hold no control characters, and the tab is ours.
  private static func safe(_ text: String) -> String {
    text.split(separator: "\t", omittingEmptySubsequences: false)
      .map { TerminalText.safe(String($0)) }.joined(separator: "\t")
  }

  private func writeJSON(_ difference: DisavowDifference, _ uploaded: Day?) throws {
    var json = JSONWriter(.pretty)
    func flush() throws {
      let bytes = json.takeBytes()
      try environment.output.write(bytes.span)
    }
    json.beginObject()
    if let uploaded { json.member("uploaded", uploaded.description) }
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
