/// The lines of a file with their notes: the comment lines right above a run of entries, which holds
/// for all of them up to a blank line or another comment.
///
/// What this library writes in place of a line, `# REJECTED …` and `# HELD …`, neither is a note nor
/// ends one.
struct NotedLines {
  enum Part {
    case blank(Int)
    /// Comment lines; a note unless they stand free, before a blank line or the end.
    case comments(Range<Int>, isNote: Bool)
    /// An entry; the range of its note is empty without one.
    case entry(Int, note: Range<Int>)
    /// A line that cannot be an entry, or the comment that stands for one.
    case remark(Int)
  }

  let document: DisavowDocument

  func forEach(_ body: (Part) throws -> Void) rethrows {
    let count = document.records.count
    var note = 0..<0
    var line = 0
    while line < count {
      switch document.records[line].kind {
      case .blank:
        note = 0..<0
        try body(.blank(line))
      case .domain, .url: try body(.entry(line, note: note))
      case .rejected: try body(.remark(line))
      case .comment where isRemark(line): try body(.remark(line))
      case .comment:
        let start = line
        while line + 1 < count, document.records[line + 1].kind == .comment, !isRemark(line + 1) {
          line += 1
        }
        note = start..<line + 1
        let isNote = leadsToEntry(line + 1)
        try body(.comments(note, isNote: isNote))
      }
      line += 1
    }
  }

  /// Whether an entry comes next, past what stands for one.
  private func leadsToEntry(_ start: Int) -> Bool {
    var line = start
    while line < document.records.count {
      switch document.records[line].kind {
      case .domain, .url: return true
      case .blank: return false
      case .comment where !isRemark(line): return false
      case .comment, .rejected: line += 1
      }
    }
    return false
  }

  private func isRemark(_ line: Int) -> Bool {
    let text = document.value(line)
    return Self.starts(text, with: "# REJECTED ") || Self.starts(text, with: "# HELD ")
  }

  private static func starts(_ text: Span<UInt8>, with word: StaticString) -> Bool {
    guard text.count >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      // A literal's bytes live as long as the program.
      if unsafe text[index] != word.utf8Start[index] { return false }
    }
    return true
  }

  /// The text of comment lines, each ended.
  func text(_ lines: Range<Int>, into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    for line in lines {
      text.append(contentsOf: document.value(line))
      text.append(0x0A)
    }
  }
}

extension DisavowDocument {
  /// The file with the comments behind entries on lines of their own, as fixing leaves it.
  var withoutInlineComments: DisavowDocument {
    guard remarks.contains(where: { $0.codes.contains(.inlineComment) }) else { return self }
    // What was read is text, and text is no other format; what fixing wrote is shorter than the limit
    // or was too long before.
    return (try? DisavowDocument(parsing: fixed().text)) ?? self
  }
}
