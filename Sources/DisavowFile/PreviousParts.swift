/// A previous file, parted into what the user wrote and what an earlier run added.
///
/// An own group begins with a comment `# [backlinks] …` and ends at a blank line, or before any
/// other comment; all else is the user's.
struct PreviousParts {
  /// The user's lines as they were, but UTF-8.
  var userLines: [String] = []
  /// Entries in own groups, in order, each once.
  var ownEntries: [DisavowEntry] = []
  /// What the user's lines cover.
  var userIndex = CoverageIndex()
  /// Errors in the user's lines.
  var diagnostics: [DisavowDiagnostic] = []

  /// Without a previous file.
  init() {}

  init(_ document: DisavowDocument) {
    var isOwn = false
    var seen: Set<DisavowEntry> = []
    for line in document.lines {
      if case .comment(let text) = line.content {
        isOwn = text.hasPrefix(DisavowWriter.mark)
        if isOwn { continue }
      }
      if isOwn {
        // The blank line behind a group is its own.
        if line.kind == .blank {
          isOwn = false
          continue
        }
        if let entry = line.entry {
          if seen.insert(entry).inserted { ownEntries.append(entry) }
          continue
        }
        isOwn = false
      }
      addUserLine(line)
    }
  }

  private mutating func addUserLine(_ line: DisavowDocument.Line) {
    if let code = line.rejection {
      diagnostics.append(DisavowDiagnostic(code, line: line.number, isRejection: true))
    }
    if let entry = line.entry { userIndex.insert(entry, line: line.number) }
    if let text = String(validating: line.raw, as: UTF8.self) {
      userLines.append(text)
    } else if let code = line.rejection {
      // The file must be UTF-8.
      userLines.append(
        TextMarks.withoutEnd("# REJECTED \(code.rawValue): \(TextMarks.printable(line.raw))"))
    } else {
      userLines.append(line.canonical ?? "")
    }
  }
}
