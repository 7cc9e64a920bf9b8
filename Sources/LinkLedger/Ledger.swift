import ByteStreams

/// The SQLite file that remembers facts, runs and decisions.
///
/// Writers hold a ``LedgerLock``; readers see the last commit. What is written between ``begin()`` and
/// ``commit()`` is there afterwards as a whole or not at all, also when the process is killed.
package final class Ledger {
  /// How a ledger is opened.
  package enum Access: Sendable {
    /// Nothing is changed.
    case reading
    /// The ledger is there already.
    case writing
    /// The ledger is made when it is not there.
    case creating
    /// A new ledger without a file, or a copy of what is there: nothing is kept.
    case rehearsing
  }

  package let path: String
  let database: Database
  let names: NameTables
  /// Nothing is committed.
  let isRehearsal: Bool
  let isWritable: Bool
  /// The run that writes; nil before ``beginRun(_:_:)``.
  var run: Int64?
  /// The open transaction is one that inputs share: since when, and how much text went into it.
  var shared: (since: ContinuousClock.Instant, bytes: Int)?

  /// Opens a ledger, and brings an older one up to date unless it is only read.
  ///
  /// - Throws: ``LedgerError``; a file that is no ledger is not touched.
  package init(path: String, _ access: Access) throws(LedgerError) {
    self.path = path
    isRehearsal = access == .rehearsing
    isWritable = access != .reading
    let state = try LedgerFile.state(of: path)
    switch (state, access) {
    case (.absent, .reading), (.absent, .writing): throw .missing(path: path)
    case (.absent, .creating): try LedgerFile.make(path)
    case (.absent, .rehearsing):
      database = try Database(path: ":memory:", mode: .create)
      try Ledger.migrate(database, from: 0)
      names = try NameTables(database)
      try database.execute("BEGIN IMMEDIATE")
      return
    case (.ledger, _): break
    }
    database = try Database(path: path, mode: access == .reading ? .readOnly : .readWrite)
    // The schema of a stranger's file must not run functions.
    try database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    let version = Int(try database.number("PRAGMA user_version") ?? 0)
    guard version <= Schema.version else { throw .tooNew(path: path, version: version) }
    if access == .reading || access == .rehearsing {
      guard version == Schema.version else {
        throw .failed(
          path: path,
          reason: "a ledger of version \(version); any run of ingest brings it to \(Schema.version)"
        )
      }
      try database.execute("PRAGMA cache_size = -65536")
    } else {
      try database.execute(
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864
        """)
      try Ledger.migrate(database, from: version)
    }
    names = try NameTables(database)
    if isRehearsal { try database.execute("BEGIN IMMEDIATE") }
  }

  // MARK: Transactions

  /// Begins a transaction.
  package func begin() throws(LedgerError) {
    try commitShared()
    if !isRehearsal { try database.execute("BEGIN IMMEDIATE") }
  }

  /// Ends a transaction: what was written since ``begin()`` is there for good.
  package func commit() throws(LedgerError) {
    if !isRehearsal { try database.execute("COMMIT") }
  }

  /// Takes back what was written since ``begin()``.
  package func rollback() {
    // After an error SQLite may have done so already.
    if !isRehearsal, database.isInTransaction { try? database.execute("ROLLBACK") }
    shared = nil
    names.forget()
  }

  /// Runs a body in a transaction.
  package func transaction<Result>(
    _ body: () throws -> Result
  ) throws -> Result {
    try begin()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      rollback()
      throw error
    }
  }

  /// Runs a body that only reads, on one state of the ledger, whatever a run writes meanwhile.
  package func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try database.execute("BEGIN")
    defer { try? database.execute("COMMIT") }
    return try body()
  }

  // MARK: Versions

  /// Runs the steps from a version to the newest, each in its transaction.
  static func migrate(
    _ database: borrowing Database, from version: Int,
    _ migrations: [Schema.Migration] = Schema.migrations
  ) throws(LedgerError) {
    guard version < migrations.count else { return }
    for (number, migration) in migrations.enumerated().dropFirst(version) {
      try database.execute("BEGIN IMMEDIATE")
      do {
        for statement in migration.statements { try database.execute(statement) }
        try database.execute(
          "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(number + 1)")
        try database.execute("COMMIT")
      } catch {
        try? database.execute("ROLLBACK")
        throw error
      }
    }
  }
}
