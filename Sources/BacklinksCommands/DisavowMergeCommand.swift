import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow merge`: several disavow files made one.
struct DisavowMergeCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let (checks, _) = try parsed.disavowChecks()
    let paths = parsed.arguments("FILE")
    // A file that is missing would look as if all its entries were removed.
    let documents = try paths.map { try environment.disavowDocument($0) }
    let base = try parsed.value("base").map { try environment.disavowDocument($0) }
    let merge = DisavowMerge(documents, base: base, checks: checks)
    let file = try parsed.value("out").map { try AtomicFile(path: $0) }
    let writer = file?.writer ?? environment.output
    var (lineCount, byteCount) = (0, 0)
    try merge.write { piece in
      byteCount += piece.count
      for index in piece.indices where piece[index] == 0x0A { lineCount += 1 }
      try writer.write(piece)
    }
    try file?.commit()
    let limits = DisavowLimits()
    if lineCount > limits.lines || byteCount > limits.bytes {
      try environment.report(
        "\(lineCount) lines, \(byteCount) bytes: more than Google takes (100,000 lines, 2,000,000 "
          + "bytes); see disavow fix --minimise")
    }
    try report(merge, paths, documents, base, checks)
    return .done
  }

  private func report(
    _ merge: DisavowMerge, _ paths: [String], _ documents: [DisavowDocument],
    _ base: DisavowDocument?, _ checks: DisavowChecks
  ) throws {
    var lines = LineReport(environment)
    func entry(_ place: DisavowMerge.Place) -> DisavowEntry? {
      documents[place.file].lines[place.line - 1].entry
    }
    func reason(_ place: DisavowMerge.Place) -> String {
      entry(place).flatMap { entry in
        checks.guardReason(of: entry).map { "'\(entry.text)': \($0.message)" }
      } ?? "guarded"
    }
    for place in merge.held {
      try lines.add(
        "held", file: paths[place.file], line: place.line,
        "\(reason(place)); now a comment that begins with HELD")
    }
    for place in merge.warned {
      try lines.add(
        "under a soft guard", file: paths[place.file], line: place.line,
        "\(reason(place)); it stays")
    }
    for place in merge.rejected {
      let code = documents[place.file].lines[place.line - 1].rejection
      try lines.add(
        "rejected", file: paths[place.file], line: place.line,
        "\(code?.summary ?? "not an entry"); now a comment that begins with REJECTED")
    }
    for line in merge.removedLines {
      let text = base?.lines[line - 1].entry?.text ?? ""
      try lines.add(
        "removed", file: parsed.value("base") ?? "", line: line,
        "'\(text)': a file lacks it; removed")
    }
    try lines.finish()
    if parsed.isSet("quiet") { return }
    let counts = [
      (merge.addedCount, "added"), (merge.removedLines.count, "removed"),
      (merge.held.count, "held"), (merge.recommentedCount, "with a newer comment"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    try environment.report(
      "\(merge.entryCount) entries"
        + (counts.isEmpty ? "; nothing new" : ": \(counts.joined(separator: ", "))"))
  }
}
