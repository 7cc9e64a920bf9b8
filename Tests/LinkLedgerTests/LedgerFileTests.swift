import Foundation
import Testing

@testable import LinkLedger

@Suite struct LedgerFileTests {
  /// Files that are no ledgers.
  static let strangers: [(name: String, bytes: [UInt8])] = [
    ("a text", Array("subject,decision\n".utf8)),
    ("a text that begins as SQLite does", Array("SQLite format 3\0 and so on".utf8)),
    ("noise", (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }),
    ("one byte", [0]),
  ]

  @Test(arguments: strangers)
  func `a file that is no ledger is left as it is`(_ stranger: (name: String, bytes: [UInt8]))
    throws
  {
    let folder = try Folder()
    try folder.write("x.db", stranger.bytes)
    for access in [Ledger.Access.reading, .writing, .creating, .rehearsing] {
      #expect(throws: LedgerError.foreign(path: folder.path("x.db"))) {
        try Ledger(path: folder.path("x.db"), access)
      }
    }
    #expect(try folder.bytes("x.db") == stranger.bytes)
    #expect(folder.names == ["x.db"])
  }

  @Test func `the database of another program is left as it is`() throws {
    let folder = try Folder()
    do {
      let other = try Database(path: folder.path("x.db"), mode: .create)
      try other.execute(
        "PRAGMA journal_mode = WAL; CREATE TABLE site (id); INSERT INTO site VALUES (1)")
    }
    let before = try folder.bytes("x.db")
    #expect(throws: LedgerError.foreign(path: folder.path("x.db"))) {
      try Ledger(path: folder.path("x.db"), .creating)
    }
    #expect(try folder.bytes("x.db") == before)
  }

  @Test func `the ledger of a newer program is left as it is`() throws {
    let folder = try Folder()
    let path = folder.path("x.db")
    _ = try Ledger(path: path, .creating)
    do {
      let database = try Database(path: path, mode: .readWrite)
      try database.execute("PRAGMA user_version = \(Schema.version + 1)")
    }
    let before = try folder.bytes("x.db")
    #expect(throws: LedgerError.tooNew(path: path, version: Schema.version + 1)) {
      try Ledger(path: path, .creating)
    }
    #expect(try folder.bytes("x.db") == before)
  }

  @Test func `a missing ledger is made only where one may be made`() throws {
    let folder = try Folder()
    let path = folder.path("x.db")
    for access in [Ledger.Access.reading, .writing] {
      #expect(throws: LedgerError.missing(path: path)) { try Ledger(path: path, access) }
    }
    _ = try Ledger(path: path, .rehearsing)
    #expect(folder.names.isEmpty)
    _ = try Ledger(path: path, .creating)
    #expect(folder.names == ["x.db"])
    #expect(try Ledger(path: path, .reading).check() == [])
  }

  @Test func `an empty file becomes a ledger, and so does what a killed run left half made`() throws
  {
    let folder = try Folder()
    try folder.write("x.db", [])
    try folder.write("x.db.new", Array("half a ledger".utf8))
    _ = try Ledger(path: folder.path("x.db"), .creating)
    #expect(folder.names == ["x.db"])
  }

  @Test func `damage inside the file is an error and no crash`() throws {
    let folder = try Folder()
    let path = folder.path("x.db")
    do {
      let ledger = try Ledger(path: path, .creating)
      try ledger.transaction { for number in 0..<500 { _ = try ledger.names.domain("d\(number)") } }
    }
    let whole = try folder.bytes("x.db")
    for start in stride(from: 100, to: whole.count - 600, by: 4_000) {
      var bytes = whole
      for offset in start..<start + 600 { bytes[offset] = UInt8(truncatingIfNeeded: offset &* 31) }
      try folder.write("x.db", bytes)
      do {
        let ledger = try Ledger(path: path, .reading)
        #expect(try !ledger.check().isEmpty || ledger.rows().count > 0)
      } catch is LedgerError {
        continue
      }
    }
  }

  @Test func `a folder that cannot be written is a clean failure`() throws {
    let path = "/proc/links.db"
    #expect(throws: LedgerError.self) { _ = try LedgerLock(path: path, waits: false) }
    #expect(throws: LedgerError.self) { try Ledger(path: path, .creating) }
  }

  @Test func `one process at a time has the lock`() throws {
    let folder = try Folder()
    let path = folder.path("x.db")
    do {
      let lock = try LedgerLock(path: path, waits: false)
      #expect(throws: LedgerError.locked(path: path)) {
        _ = try LedgerLock(path: path, waits: false)
      }
      _ = consume lock
    }
    _ = try LedgerLock(path: path, waits: true)
  }
}
