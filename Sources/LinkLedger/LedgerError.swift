import CSQLite

/// A reason why a ledger cannot be used or changed; what was not committed is not in it.
package enum LedgerError: Error, Equatable {
  /// There is no such file.
  case missing(path: String)
  /// The file cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// The file is something else; it was not touched.
  case foreign(path: String)
  /// A newer program made the file; it was not touched.
  case tooNew(path: String, version: Int)
  /// The file contradicts itself.
  case damaged(path: String, reason: String)
  /// Another process is using it.
  case locked(path: String)
  /// No room is left on the disk.
  case diskFull(path: String)
  /// The file, its folder or its disk cannot be written.
  case readOnly(path: String)
  /// Reading or writing failed.
  case failed(path: String, reason: String)

  /// What a result code of SQLite means.
  init(code: Int32, message: String, path: String) {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(path: path)
    case SQLITE_FULL: self = .diskFull(path: path)
    case SQLITE_READONLY: self = .readOnly(path: path)
    case SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: message)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged(path: path, reason: message)
    default: self = .failed(path: path, reason: message)
    }
  }
}

extension LedgerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path): "\(path): no such ledger"
    case .cannotOpen(let path, let reason): "\(path): cannot open the ledger: \(reason)"
    case .foreign(let path): "\(path): not a ledger of this program; left as it is"
    case .tooNew(let path, let version):
      "\(path): a ledger of version \(version), made by a newer program; left as it is"
    case .damaged(let path, let reason):
      "\(path): the ledger is damaged: \(reason); restore a copy, and see backlinks ledger check"
    case .locked(let path): "\(path): another run is using the ledger"
    case .diskFull(let path):
      "\(path): no space is left; what was not committed is not in the ledger"
    case .readOnly(let path): "\(path): the ledger or its folder cannot be written"
    case .failed(let path, let reason): "\(path): \(reason)"
    }
  }
}
