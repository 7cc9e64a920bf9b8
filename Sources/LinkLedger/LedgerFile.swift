#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import ByteStreams

/// What lies at the path of a ledger, found without SQLite, which would change some files on opening.
enum LedgerFile {
  enum State {
    case absent, ledger
  }

  private static let headerLength = 100
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Whether there is a ledger.
  ///
  /// - Throws: ``LedgerError`` when the file is another, of a newer version, or cannot be read.
  static func state(of path: String) throws(LedgerError) -> State {
    if unsafe access(path, F_OK) != 0, errno == ENOENT { return .absent }
    let head: [UInt8]
    do throws(StreamError) {
      head = try FileSource(path: path).readHead(headerLength)
    } catch {
      throw .cannotOpen(path: path, reason: clause(of: error, about: path))
    }
    // An empty file is nobody's.
    if head.isEmpty { return .absent }
    guard head.count == headerLength, Array(head.prefix(16)) == magic,
      number(head, at: 68) == UInt32(bitPattern: Schema.applicationID)
    else { throw .foreign(path: path) }
    let version = Int(number(head, at: 60))
    guard version <= Schema.version else { throw .tooNew(path: path, version: version) }
    return .ledger
  }

  /// Makes an empty ledger, which appears whole.
  static func make(_ path: String) throws(LedgerError) {
    let temporary = path + ".new"
    // What a killed run left behind; whoever makes a ledger holds its lock.
    for ending in ["", "-journal", "-wal", "-shm"] { _ = unsafe unlink(temporary + ending) }
    do throws(LedgerError) {
      let database = try Database(path: temporary, mode: .create)
      try database.execute("PRAGMA page_size = 8192")
      try Ledger.migrate(database, from: 0)
    } catch {
      _ = unsafe unlink(temporary)
      throw error.about(path)
    }
    if unsafe rename(temporary, path) != 0 {
      let reason = unsafe String(cString: strerror(errno)).lowercased()
      _ = unsafe unlink(temporary)
      throw .cannotOpen(path: path, reason: reason)
    }
  }

  private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[offset + $1]) }
  }
}

extension LedgerError {
  /// The same error about another path.
  fileprivate func about(_ path: String) -> LedgerError {
    switch self {
    case .cannotOpen(_, let reason): .cannotOpen(path: path, reason: reason)
    case .diskFull: .diskFull(path: path)
    case .readOnly: .readOnly(path: path)
    case .failed(_, let reason): .failed(path: path, reason: reason)
    default: self
    }
  }
}
