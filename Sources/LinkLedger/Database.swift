import CSQLite

/// One connection to an SQLite file.
///
/// Statements may outlive it: SQLite closes the connection when the last of them is gone.
@safe struct Database: ~Copyable {
  /// How a file is opened.
  enum Mode {
    case readOnly, readWrite, create
  }

  /// The path, for messages.
  let path: String
  private let handle: OpaquePointer

  /// SQLite counts its memory under a lock at every allocation, unless it is told before its first use.
  private static let skipsMemoryCounts: Bool = sqlite3_skip_memory_counts() == SQLITE_OK

  /// Opens a file; `:memory:` is a database without one.
  init(path: String, mode: Mode) throws(LedgerError) {
    self.path = path
    _ = Database.skipsMemoryCounts
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let found = unsafe opened else {
      throw .cannotOpen(path: path, reason: "out of memory")
    }
    guard code == SQLITE_OK else {
      let message = unsafe String(cString: sqlite3_errmsg(found))
      unsafe sqlite3_close_v2(found)
      throw LedgerError(code: code, message: message, path: path)
    }
    unsafe handle = found
    unsafe sqlite3_extended_result_codes(found, 1)
    unsafe sqlite3_busy_timeout(found, 10_000)
  }

  deinit {
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws(LedgerError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw unsafe failure(handle, path) }
  }

  /// Prepares a statement that is run many times.
  func prepare(_ sql: String) throws(LedgerError) -> Statement {
    var prepared: OpaquePointer?
    let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, flags, &prepared, nil)
    guard code == SQLITE_OK, let statement = unsafe prepared else {
      throw unsafe failure(handle, path)
    }
    return unsafe Statement(statement, of: handle, path: path)
  }

  /// The number in the first column of the first row; nil without a row.
  func number(_ sql: String) throws(LedgerError) -> Int64? {
    let statement = try prepare(sql)
    return try statement.step() ? statement.number(0) : nil
  }

  /// The rowid of the last row that was inserted.
  var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }
}

/// A prepared statement: bind, step until there is no row, reset.
@safe struct Statement: ~Copyable {
  private let handle: OpaquePointer
  private let database: OpaquePointer
  private let path: String

  fileprivate init(_ handle: OpaquePointer, of database: OpaquePointer, path: String) {
    unsafe self.handle = handle
    unsafe self.database = database
    self.path = path
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  // MARK: Parameters, from 1

  /// Binds a number, or NULL.
  func bind(_ index: Int32, _ number: Int64?) {
    if let number {
      unsafe sqlite3_bind_int64(handle, index, number)
    } else {
      unsafe sqlite3_bind_null(handle, index)
    }
  }

  /// Binds a number.
  func bind(_ index: Int32, _ number: Int) {
    unsafe sqlite3_bind_int64(handle, index, Int64(number))
  }

  /// Binds text, or NULL.
  func bind(_ index: Int32, _ text: String?) {
    guard let text else {
      unsafe sqlite3_bind_null(handle, index)
      return
    }
    let bytes = Array(text.utf8)
    bind(index, text: bytes.span)
  }

  /// Binds bytes as text that stay where they are until the statement has run.
  func bind(_ index: Int32, lent text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, !buffer.isEmpty else {
        _ = unsafe sqlite3_bind_text(handle, index, "", 0, nil)
        return
      }
      _ = unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
        unsafe sqlite3_bind_text(handle, index, $0, Int32(buffer.count), nil)
      }
    }
  }

  /// Binds a part of bytes as text that stay where they are until the statement has run, or NULL.
  func bind(_ index: Int32, _ range: Range<Int>?, in bytes: Span<UInt8>) {
    if let range {
      bind(index, lent: bytes.extracting(range))
    } else {
      bind(index, nil as Int64?)
    }
  }

  /// Binds bytes that stay where they are until the statement has run.
  func bind(_ index: Int32, lentBlob blob: Span<UInt8>) {
    unsafe blob.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, unsafe !buffer.isEmpty else {
        unsafe sqlite3_bind_zeroblob(handle, index, 0)
        return
      }
      _ = unsafe sqlite3_bind_blob(handle, index, start, Int32(buffer.count), nil)
    }
  }

  /// Binds bytes as text; SQLite copies them.
  func bind(_ index: Int32, text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, !buffer.isEmpty else {
        _ = unsafe sqlite3_bind_text(handle, index, "", 0, nil)
        return
      }
      _ = unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
        unsafe sqlite3_bind_text(handle, index, $0, Int32(buffer.count), Statement.copies)
      }
    }
  }

  /// Binds bytes; SQLite copies them.
  func bind(_ index: Int32, blob: Span<UInt8>) {
    unsafe blob.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, unsafe !buffer.isEmpty else {
        unsafe sqlite3_bind_zeroblob(handle, index, 0)
        return
      }
      _ = unsafe sqlite3_bind_blob(handle, index, start, Int32(buffer.count), Statement.copies)
    }
  }

  /// Tells SQLite to copy what is bound: -1 in the C header, which Swift does not import.
  nonisolated(unsafe) private static let copies = unsafe unsafeBitCast(
    -1, to: sqlite3_destructor_type.self)

  // MARK: Running

  /// Goes to the next row; false when there is none.
  func step() throws(LedgerError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let error = unsafe failure(database, path)
    unsafe sqlite3_reset(handle)
    throw error
  }

  /// Runs a statement that gives no rows, and makes it ready to run again.
  func run() throws(LedgerError) {
    _ = try step()
    reset()
  }

  /// Runs an insertion; how many rows it added or changed.
  func insertedRows() throws(LedgerError) -> Int {
    try run()
    return unsafe Int(sqlite3_changes64(database))
  }

  /// Runs an insertion of one row; the number of that row.
  func insertedNumber() throws(LedgerError) -> Int64 {
    try run()
    return unsafe sqlite3_last_insert_rowid(database)
  }

  /// Makes the statement ready to run again; what is bound stays.
  func reset() {
    unsafe sqlite3_reset(handle)
  }

  // MARK: Columns of the row, from 0

  /// A number; 0 for NULL.
  func number(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  /// A number, or nil for NULL.
  func optionalNumber(_ column: Int32) -> Int64? { isNull(column) ? nil : number(column) }

  /// Whether a column is NULL.
  func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// Text; empty for NULL.
  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// Text, or nil for NULL.
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a text or blob, copied.
  func bytes(_ column: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    append(column, to: &bytes)
    return bytes
  }

  /// Appends the bytes of a text or blob.
  func append(_ column: Int32, to bytes: inout [UInt8]) {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    // SQLite keeps the bytes until the next step.
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Whether the bytes of a column are these; NULL is not empty.
  func isEqual(_ column: Int32, _ other: Span<UInt8>) -> Bool {
    if isNull(column) { return false }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    guard count == other.count else { return false }
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return true }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    for index in other.indices where unsafe bytes[index] != other[index] { return false }
    return true
  }
}

/// What went wrong last on a connection.
private func failure(_ handle: OpaquePointer, _ path: String) -> LedgerError {
  let code = unsafe sqlite3_extended_errcode(handle)
  // The message is copied at once.
  let message = unsafe String(cString: sqlite3_errmsg(handle))
  return LedgerError(code: code, message: message, path: path)
}
