/// A previous file, parted into what the user wrote and what an earlier run added.
///
/// An own group begins with a ``GroupComment`` and ends at a blank line, or before any other
/// comment; all else is the user's.
struct PreviousParts {
  /// The user's lines as they were, but UTF-8, and held where a hard guard holds them.
  var userLines: [String] = []
  /// The user's entries, in order.
  var userEntries: [DisavowEntry] = []
  /// Entries in own groups, in order, each once.
  var ownEntries: [(entry: DisavowEntry, comment: GroupComment)] = []
  /// What the user's lines cover.
  var userIndex = CoverageIndex()
  /// Errors in the user's lines.
  var diagnostics: [DisavowDiagnostic] = []
  /// The user's entries that a hard guard holds.
  var held: [DisavowWriter.Held] = []

  /// Without a previous file.
  init() {}

  init(_ document: DisavowDocument, _ checks: DisavowChecks) {
    var group: GroupComment?
    var seen: Set<DisavowEntry> = []
    for line in document.lines {
      if line.kind == .comment {
        group = line.canonical.flatMap(GroupComment.init)
        if group != nil { continue }
      }
      if let comment = group {
        // The blank line behind a group is its own.
        if line.kind == .blank {
          group = nil
          continue
        }
        if let entry = line.entry {
          if seen.insert(entry).inserted { ownEntries.append((entry, comment)) }
          continue
        }
        group = nil
      }
      addUserLine(line, checks)
    }
  }

  private mutating func addUserLine(_ line: DisavowDocument.Line, _ checks: DisavowChecks) {
    if let code = line.rejection {
      diagnostics.append(DisavowDiagnostic(code, line: line.number, isRejection: true))
    }
    if let entry = line.entry {
      userEntries.append(entry)
      if let reason = checks.guardReason(of: entry), reason.isHard {
        held.append(DisavowWriter.Held(entry: entry, reason: reason, line: line.number))
        addComment("HELD", reason.code, line)
        return
      }
      userIndex.insert(entry, line: line.number)
    }
    if let text = String(validating: line.raw, as: UTF8.self) {
      userLines.append(text)
    } else if let code = line.rejection {
      // The file must be UTF-8.
      addComment("REJECTED", code, line)
    } else {
      userLines.append(line.canonical ?? "")
    }
  }

  private mutating func addComment(
    _ word: String, _ code: DisavowCode, _ line: DisavowDocument.Line
  ) {
    let raw = line.raw
    userLines.append(
      TextMarks.withoutEnd("# \(word) \(code.rawValue): \(TextMarks.printable(raw.span))"))
  }
}

extension DisavowDocument {
  /// The entries that no audit wrote: those outside the groups that a ``GroupComment`` begins.
  public var userEntries: [DisavowEntry] { PreviousParts(self, DisavowChecks()).userEntries }
}
