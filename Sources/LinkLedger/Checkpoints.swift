package import ReferrerLogs

/// How far a log was read, for one site.
package struct Checkpoint: Sendable {
  /// The number of the input that the log is known as; nil until it is written.
  package var input: Int64?
  /// How many bytes of text were read; the next line begins here.
  package var offset = 0
  /// The hash of the last bytes before the offset.
  package var tail: Int64 = 0
  /// Of a packed file that was read to its end: its size and the hash of its last bytes.
  package var packed: PackedEnd?
  /// What the reader of the log must know to go on; nil before the first line.
  package var reader: LogReader.State?

  package init() {}

  /// What tells one packed file from another without unpacking it.
  package struct PackedEnd: Equatable, Sendable {
    package let size: Int
    package let tail: Int64

    package init(size: Int, tail: Int64) {
      self.size = size
      self.tail = tail
    }
  }
}

/// How far inputs were read.
package final class CheckpointStore {
  private let ledger: Ledger
  private let findHead, findCheckpoints, insertInput, updateInput, insertHead,
    putCheckpoint: Statement
  private let findExport, insertExport: Statement

  package init(_ ledger: Ledger) throws(LedgerError) {
    self.ledger = ledger
    findHead = try ledger.database.prepare(
      """
      SELECT input.id, input.head_length FROM head JOIN input ON input.id = head.input
      WHERE head.hash = ?1 AND head.length = ?2 ORDER BY input.id
      """)
    findCheckpoints = try ledger.database.prepare(
      """
      SELECT offset, tail, packed_size, packed_tail, reader FROM checkpoint
      WHERE input = ?1 AND site = ?2
      """)
    insertInput = try ledger.database.prepare(
      "INSERT INTO input (name, head_length, head_hash) VALUES (?1, ?2, ?3)")
    updateInput = try ledger.database.prepare(
      "UPDATE input SET head_length = ?2, head_hash = ?3 WHERE id = ?1 AND head_length < ?2")
    insertHead = try ledger.database.prepare(
      "INSERT INTO head (hash, length, input) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
    putCheckpoint = try ledger.database.prepare(
      """
      INSERT INTO checkpoint (input, site, offset, tail, packed_size, packed_tail, reader)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE
      SET offset = excluded.offset, tail = excluded.tail, packed_size = excluded.packed_size,
        packed_tail = excluded.packed_tail, reader = excluded.reader
      """)
    findExport = try ledger.database.prepare(
      "SELECT 1 FROM export WHERE size = ?1 AND hash = ?2 AND member = ?3 AND scope = ?4")
    insertExport = try ledger.database.prepare(
      """
      INSERT INTO export (size, hash, member, scope, name) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT DO NOTHING
      """)
  }

  // MARK: Logs

  /// The inputs whose text may be the beginning of this one's, or go on from it.
  package func inputs(like head: ContentHead) throws(LedgerError) -> [Int64] {
    for rung in head.rungs.reversed() {
      findHead.bind(1, rung.hash)
      findHead.bind(2, rung.length)
      defer { findHead.reset() }
      var found: [Int64] = []
      while try findHead.step() {
        // One of the two must be seen whole, else they have only their first lines in common.
        let isShorter = rung == head.whole && !head.isFull
        if findHead.number(1) == rung.length || isShorter { found.append(findHead.number(0)) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// How far an input was read for a site; nil when it was not.
  package func checkpoint(
    of input: Int64, site: String
  ) throws(LedgerError) -> Checkpoint? {
    guard let number = try ledger.names.knownSite(site) else { return nil }
    findCheckpoints.bind(1, input)
    findCheckpoints.bind(2, number)
    defer { findCheckpoints.reset() }
    guard try findCheckpoints.step() else { return nil }
    var checkpoint = Checkpoint()
    checkpoint.input = input
    checkpoint.offset = Int(findCheckpoints.number(0))
    checkpoint.tail = findCheckpoints.number(1)
    if !findCheckpoints.isNull(2) {
      checkpoint.packed = Checkpoint.PackedEnd(
        size: Int(findCheckpoints.number(2)), tail: findCheckpoints.number(3))
    }
    checkpoint.reader = ReaderStateText.state(findCheckpoints.text(4))
    return checkpoint
  }

  /// Writes down how far a log was read for some sites, in the open transaction.
  ///
  /// - Returns: The checkpoint with the number of its input.
  package func put(
    _ checkpoint: Checkpoint, _ head: ContentHead, name: String, sites: [String]
  ) throws(LedgerError) -> Checkpoint {
    var checkpoint = checkpoint
    let whole = head.whole
    let input: Int64
    if let known = checkpoint.input {
      input = known
      updateInput.bind(1, input)
      updateInput.bind(2, whole.length)
      updateInput.bind(3, whole.hash)
      try updateInput.run()
    } else {
      insertInput.bind(1, name)
      insertInput.bind(2, whole.length)
      insertInput.bind(3, whole.hash)
      try insertInput.run()
      input = ledger.database.lastInsertedRow
      checkpoint.input = input
    }
    for rung in head.rungs {
      insertHead.bind(1, rung.hash)
      insertHead.bind(2, rung.length)
      insertHead.bind(3, input)
      try insertHead.run()
    }
    for site in sites {
      putCheckpoint.bind(1, input)
      putCheckpoint.bind(2, try ledger.names.site(site))
      putCheckpoint.bind(3, checkpoint.offset)
      putCheckpoint.bind(4, checkpoint.tail)
      putCheckpoint.bind(5, checkpoint.packed.map { Int64($0.size) })
      putCheckpoint.bind(6, checkpoint.packed.map(\.tail))
      putCheckpoint.bind(7, ReaderStateText.text(checkpoint.reader))
      try putCheckpoint.run()
    }
    return checkpoint
  }

  // MARK: Exports

  /// What an export is known by: its bytes as they lie on the disk.
  package struct ExportID: Hashable, Sendable {
    package let size: Int
    package let hash: Int64
    /// The member of an archive; empty for a file.
    package let member: String
    /// What the user told beside the file: sites, and how to read it.
    package let scope: String

    package init(size: Int, hash: Int64, member: String, scope: String) {
      self.size = size
      self.hash = hash
      self.member = member
      self.scope = scope
    }
  }

  /// Whether an export was read to its end.
  package func isKnown(_ export: ExportID) throws(LedgerError) -> Bool {
    bind(findExport, export)
    defer { findExport.reset() }
    return try findExport.step()
  }

  /// Writes down that an export was read to its end, in the open transaction.
  package func put(_ export: ExportID, name: String) throws(LedgerError) {
    bind(insertExport, export)
    insertExport.bind(5, name)
    try insertExport.run()
  }

  private func bind(_ statement: borrowing Statement, _ export: ExportID) {
    statement.bind(1, export.size)
    statement.bind(2, export.hash)
    statement.bind(3, export.member)
    statement.bind(4, export.scope)
  }
}

/// The state of a reader as lines: counts, formats, directives.
private enum ReaderStateText {
  static func text(_ state: LogReader.State?) -> String {
    guard let state else { return "" }
    let counts = ([state.lineCount, state.missed] + state.place).map(String.init).joined(
      separator: " ")
    return ([counts, state.formats.joined(separator: " ")] + state.directives)
      .joined(separator: "\n")
  }

  static func state(_ text: String) -> LogReader.State? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 2 else { return nil }
    let counts = lines[0].split(separator: " ").compactMap { Int($0) }
    guard counts.count > 2, counts[0] >= 0, counts[1] >= 0 else { return nil }
    return LogReader.State(
      formats: lines[1].split(separator: " ").map(String.init),
      directives: Array(lines.dropFirst(2)), lineCount: counts[0], missed: counts[1],
      place: Array(counts.dropFirst(2)))
  }
}
