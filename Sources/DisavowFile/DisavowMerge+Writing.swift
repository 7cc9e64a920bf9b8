extension DisavowMerge {
  /// Hands on the merged file piece by piece: UTF-8, line feeds, the last line ended.
  public func write(_ body: (Span<UInt8>) throws -> Void) rethrows {
    var writer = MergeWriter(self)
    for file in documents.indices {
      try NotedLines(document: documents[file]).forEach { part in
        writer.add(part, file)
        if writer.out.count > 1 << 16 {
          try body(writer.out.span)
          writer.out.removeAll(keepingCapacity: true)
        }
      }
      if file == 0 { writer.closeBlock() }
    }
    try body(writer.out.span)
  }

  /// The merged file.
  public var text: [UInt8] {
    var text: [UInt8] = []
    write { text.append(contentsOf: $0) }
    return text
  }
}

/// Writes a merge: the first file with what belongs below its comments, then what is left.
private struct MergeWriter {
  var out: [UInt8] = []
  private let merge: DisavowMerge
  private var moved: [Int: [DisavowMerge.Place]]
  private var writtenNotes: Set<Int> = []
  private var writtenRemarks = EntryTable()
  /// Write entries that passed the guards, and all other lines.
  private var fixers: [LineFixer]
  private var holders: [LineFixer]
  private var scratch: [UInt8] = []
  /// The note of the block that is being written.
  private var block = 0
  private var last = Last.start
  /// Whether something was left out since the last line.
  private var hasGap = false

  private enum Last {
    case start, blank, comment, entry, remark, plainEntry
  }

  init(_ merge: DisavowMerge) {
    self.merge = merge
    moved = merge.movedEntries()
    fixers = merge.documents.map { LineFixer($0, DisavowDocument.FixOptions()) }
    let safe = DisavowDocument.FixOptions(isSafe: true, checks: merge.checks)
    holders = merge.documents.map { LineFixer($0, safe) }
  }

  mutating func add(_ part: NotedLines.Part, _ file: Int) {
    switch part {
    case .blank:
      if file == 0 { addBlank() }
    case .comments(let range, let isNote):
      let lines = NotedLines(document: merge.documents[file])
      lines.text(range, into: &scratch)
      let note = merge.note(scratch)
      if file > 0 {
        addLaterComment(note, isNote)
      } else {
        addFirstComment(note, isNote)
      }
    case .remark(let line): addRemark(line, file)
    case .entry(let line, let note):
      if file == 0 {
        addEntry(line)
      } else if merge.isHeld(file, line) {
        addRemark(line, file)
      } else if note.isEmpty, let places = moved.removeValue(forKey: -file) {
        if last != .plainEntry { separate() }
        for place in places { write(place) }
        last = .plainEntry
      }
    }
  }

  /// Ends a block of the first file with the entries that belong to it.
  mutating func closeBlock() {
    if block > 0, let places = moved.removeValue(forKey: block) {
      for place in places { write(place) }
      last = .entry
    }
    block = 0
  }

  private mutating func addBlank() {
    closeBlock()
    // Where something went, one blank line is enough.
    if hasGap, last == .blank || last == .start { return }
    out.append(0x0A)
    last = .blank
  }

  private mutating func addFirstComment(_ note: Int, _ isNote: Bool) {
    closeBlock()
    let final = merge.successor(note)
    if isNote {
      guard merge.isUsed(note) || moved[final] != nil else {
        hasGap = true
        return
      }
      block = final
    }
    write(note: final)
  }

  private mutating func addLaterComment(_ note: Int, _ isNote: Bool) {
    if isNote {
      guard let places = moved.removeValue(forKey: note) else { return }
      separate()
      write(note: note)
      for place in places { write(place) }
      last = .entry
    } else if !writtenNotes.contains(note), !merge.isFromBase(note) {
      separate()
      write(note: note)
    }
  }

  private mutating func addEntry(_ line: Int) {
    switch merge.stay(line) {
    case .goes:
      hasGap = true
      return
    case .held: _ = holders[0].append(line, to: &out)
    case .stays: _ = fixers[0].append(line, to: &out)
    }
    hasGap = false
    last = block == 0 ? .plainEntry : .entry
  }

  private mutating func addRemark(_ line: Int, _ file: Int) {
    scratch.removeAll(keepingCapacity: true)
    _ = holders[file].append(line, to: &scratch)
    let remark = scratch
    let isNew = writtenRemarks.insert(remark.span).isNew
    guard isNew || file == 0 else { return }
    if file > 0, last != .remark { separate() }
    out += scratch
    last = .remark
    hasGap = false
  }

  private mutating func write(note: Int) {
    let merge = merge
    out.append(contentsOf: merge.notes.bytes(note))
    writtenNotes.insert(note)
    last = .comment
    hasGap = false
  }

  private mutating func write(_ place: DisavowMerge.Place) {
    _ = fixers[place.file].append(place.line, to: &out)
    hasGap = false
  }

  private mutating func separate() {
    if last == .blank || last == .start { return }
    out.append(0x0A)
    last = .blank
  }
}
