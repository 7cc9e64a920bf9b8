/// Several disavow files made one: every entry of each, in the order of the first.
///
/// The first file stays as it is, repaired; what later files add follows below the comment that it
/// has there, once. Of different comments on one entry the one of the last file wins. With a base,
/// the file that all others come from, what one of them removed is removed, and only comments that
/// differ from the base's are new. Memory: the files and about 60 bytes an entry.
public struct DisavowMerge: Sendable {
  /// A line of one of the files.
  public struct Place: Hashable, Sendable {
    /// The number of the file, from 0.
    public var file: Int
    /// The line, from 1.
    public var line: Int
  }

  /// Entries of the later files that the first lacks.
  public private(set) var addedCount = 0
  /// Entries whose comment gives way to a newer one.
  public private(set) var recommentedCount = 0
  /// Lines of the base whose entries a file lacks.
  public private(set) var removedLines: [Int] = []
  /// Entries that a hard guard holds; they become comments.
  public private(set) var held: [Place] = []
  /// Entries under a soft guard; they stay.
  public private(set) var warned: [Place] = []
  /// Lines that are no entries; they become comments.
  public private(set) var rejected: [Place] = []

  let documents: [DisavowDocument]
  let checks: DisavowChecks
  private(set) var removals = EntryTable()
  private var base = BaseNotes()
  private(set) var entries: EntryTable
  /// By the number of an entry.
  private var owners: [Owner] = []
  /// The texts of comments by number; the first is no comment.
  private(set) var notes = EntryTable()
  /// By the number of a note: the one that takes its place, and how many lines of the first file
  /// stand below it.
  private var successors: [UInt32] = []
  private var uses: [UInt32] = []

  /// Where an entry comes from, and the notes that it has there and in the end.
  private struct Owner {
    var file: UInt32
    var line: UInt32
    var note: UInt32
    var finalNote: UInt32
  }

  /// The notes of the base have the first numbers.
  private var baseNoteCount = 0

  private struct BaseNotes {
    var entries = EntryTable()
    var notes: [UInt32] = []
  }

  /// Merges files.
  ///
  /// - Parameters:
  ///   - documents: The files, the oldest first; at least one.
  ///   - base: The file that they all come from.
  ///   - checks: Guards; what a hard one holds becomes a comment.
  public init(
    _ documents: [DisavowDocument], base: DisavowDocument? = nil,
    checks: DisavowChecks = DisavowChecks()
  ) {
    precondition(!documents.isEmpty, "a merge needs a file")
    self.documents = documents.map(\.withoutInlineComments)
    self.checks = checks
    entries = EntryTable(capacity: documents.map(\.entryCount).max() ?? 0)
    _ = noteNumber([])
    if let base {
      compare(base.withoutInlineComments)
      baseNoteCount = notes.count
    }
    for file in self.documents.indices { add(file) }
    settleNotes()
  }

  private mutating func noteNumber(_ text: [UInt8]) -> UInt32 {
    let (number, isNew) = notes.insert(text.span)
    if isNew {
      successors.append(UInt32(number))
      uses.append(0)
    }
    return UInt32(number)
  }

  private mutating func compare(_ base: DisavowDocument) {
    let lines = NotedLines(document: base)
    var text: [UInt8] = []
    lines.forEach { part in
      switch part {
      case .entry(let line, let note):
        guard self.base.entries.insert(base.value(line)).isNew else { return }
        lines.text(note, into: &text)
        self.base.notes.append(noteNumber(text))
      case .comments(let range, _):
        lines.text(range, into: &text)
        _ = noteNumber(text)
      case .blank, .remark: break
      }
    }
    for document in documents {
      let index = CoverageIndex(document)
      let allowed = CoverageIndex(document, checks: checks)
      for line in base.records.indices where base.records[line].isEntry {
        let value = base.value(line)
        if index.number(of: value) != nil { continue }
        // What only a held entry covers there would be lost.
        let kind = base.records[line].kind
        if index.number(above: value, kind) != nil, allowed.number(above: value, kind) == nil {
          continue
        }
        if removals.insert(value).isNew { removedLines.append(line + 1) }
      }
    }
  }

  private mutating func add(_ file: Int) {
    let document = documents[file]
    let lines = NotedLines(document: document)
    var text: [UInt8] = []
    var note: (range: Range<Int>, number: UInt32) = (0..<0, 0)
    lines.forEach { part in
      switch part {
      case .blank: break
      case .comments(let range, _):
        lines.text(range, into: &text)
        note = (range, noteNumber(text))
      case .remark(let line):
        if document.records[line].kind == .rejected {
          rejected.append(Place(file: file, line: line + 1))
        }
      case .entry(let line, let range):
        add(document, file, line, note: range.isEmpty ? 0 : note.number)
      }
    }
  }

  private mutating func add(
    _ document: DisavowDocument, _ file: Int, _ line: Int, note: UInt32
  ) {
    let value = document.value(line)
    if removals.count > 0, removals.number(of: value) != nil { return }
    if let reason = checks.guardReason(document, line) {
      let place = Place(file: file, line: line + 1)
      if reason.isHard {
        held.append(place)
        if file == 0 { uses[Int(note)] += 1 }
        return
      }
      warned.append(place)
    }
    let (number, isNew) = entries.insert(value)
    if isNew {
      if file > 0 { addedCount += 1 }
      owners.append(
        Owner(file: UInt32(file), line: UInt32(line), note: note, finalNote: note))
    } else if file == 0 {
      // The user's own repetition stays.
      uses[Int(note)] += 1
    } else if note > 0, owners[number].finalNote != note,
      base.entries.number(of: value).map({ base.notes[$0] != note }) ?? true
    {
      if owners[number].finalNote == owners[number].note { recommentedCount += 1 }
      owners[number].finalNote = note
    }
  }

  /// Where all entries below a note of the first file have one new note, it takes the old one's
  /// place; the others will move to theirs.
  private mutating func settleNotes() {
    let mixed = UInt32.max
    var isInFirst = [Bool](repeating: false, count: notes.count)
    var next = [UInt32?](repeating: nil, count: notes.count)
    for owner in owners where owner.file == 0 {
      let note = Int(owner.note)
      isInFirst[note] = true
      next[note] = next[note].map { $0 == owner.finalNote ? $0 : mixed } ?? owner.finalNote
    }
    for note in next.indices.dropFirst() {
      if let new = next[note], new != mixed, new != note, uses[note] == 0, !isInFirst[Int(new)] {
        successors[note] = new
        // One place only.
        isInFirst[Int(new)] = true
      }
    }
    for owner in owners where isInPlace(owner) { uses[Int(owner.note)] += 1 }
  }

  private func isInPlace(_ owner: Owner) -> Bool {
    owner.file == 0 && successors[Int(owner.note)] == owner.finalNote
  }

  /// How many different entries the merged file has.
  public var entryCount: Int { entries.count }

  // MARK: For the writing

  /// The number of the note with a text.
  func note(_ text: [UInt8]) -> Int { notes.number(of: text.span) ?? 0 }

  /// The note in whose place another stands, or the note itself.
  func successor(_ note: Int) -> Int { Int(successors[note]) }

  /// Whether the base has a comment; who lacks it has removed it.
  func isFromBase(_ note: Int) -> Bool { note < baseNoteCount }

  /// Whether lines of the first file stand below a note of it.
  func isUsed(_ note: Int) -> Bool { uses[note] > 0 }

  /// Whether an entry is held, and not removed.
  func isHeld(_ file: Int, _ line: Int) -> Bool {
    let document = documents[file]
    return checks.hardGuard(document, line) != nil
      && removals.number(of: document.value(line)) == nil
  }

  /// What becomes of an entry of the first file.
  enum Stay {
    /// It stays where it is; a repetition, where the entry stays.
    case stays
    /// It stays as a comment.
    case held
    /// It moves, or is removed.
    case goes
  }

  func stay(_ line: Int) -> Stay {
    let document = documents[0]
    let value = document.value(line)
    if removals.count > 0, removals.number(of: value) != nil { return .goes }
    guard let number = entries.number(of: value) else { return .held }
    return isInPlace(owners[number]) ? .stays : .goes
  }

  /// The entries that move or are new, by their notes; those without a note by the number of their
  /// file, less than zero.
  func movedEntries() -> [Int: [Place]] {
    var moved: [Int: [Place]] = [:]
    for owner in owners where !isInPlace(owner) {
      let key = owner.finalNote > 0 ? Int(owner.finalNote) : -Int(owner.file)
      moved[key, default: []].append(Place(file: Int(owner.file), line: Int(owner.line)))
    }
    return moved
  }
}
