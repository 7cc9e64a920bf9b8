extension Ledger {
  /// A shared transaction is committed after so many bytes of text, or when it is so old.
  private static let sharedBytes = 64 << 20
  private static let sharedTime = Duration.seconds(1)

  /// Runs a body in a transaction that many small inputs share: one for each would write the same pages
  /// again and again.
  ///
  /// It is committed when it is large or old, by ``commitShared()``, or when another begins. A run that is
  /// killed before has not read these inputs.
  ///
  /// - Parameters:
  ///   - bytes: How much text the body stands for.
  ///   - body: What is to be written.
  /// - Throws: ``LedgerError``; all that shares the transaction is taken back then.
  package func sharedTransaction(
    bytes: Int, _ body: () throws -> Void
  ) throws(LedgerError) {
    if shared == nil {
      try begin()
      shared = (.now, 0)
    }
    do {
      try body()
    } catch {
      rollback()
      throw error as? LedgerError ?? .failed(path: path, reason: "\(error)")
    }
    shared?.bytes += bytes
    if let shared,
      shared.bytes >= Ledger.sharedBytes || shared.since.duration(to: .now) >= Ledger.sharedTime
    {
      try commitShared()
    }
  }

  /// Commits the transaction that inputs share, if one is open.
  package func commitShared() throws(LedgerError) {
    guard shared != nil else { return }
    shared = nil
    do {
      try commit()
    } catch {
      rollback()
      throw error
    }
  }
}
