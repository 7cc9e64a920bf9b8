#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write to a ledger, held by one process at a time.
///
/// A lock of the system on the file `LEDGER.lock`, which stays behind, empty. The system takes the lock back
/// when the process ends, however it ends. SQLite's own locks on the ledger are not touched: closing
/// another descriptor of the same file would drop them.
package struct LedgerLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Parameters:
  ///   - path: The ledger.
  ///   - waits: Whether to wait until another process gives it back.
  ///   - isStopped: Asked when a signal came while waiting; true gives up.
  /// - Throws: ``LedgerError/locked(path:)`` when another process has it, or why the file cannot be made.
  package init(
    path: String, waits: Bool, isStopped: () -> Bool = { false }
  ) throws(LedgerError) {
    descriptor = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 {
      let code = errno
      if code == EROFS || code == EACCES || code == EPERM { throw .readOnly(path: path) }
      if code == ENOSPC || code == EDQUOT { throw .diskFull(path: path) }
      throw .cannotOpen(path: path, reason: unsafe String(cString: strerror(code)).lowercased())
    }
    while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR && !isStopped() { continue }
      // The deinitializer does not run for a value that was never made.
      _ = close(descriptor)
      throw .locked(path: path)
    }
  }

  deinit {
    // A process that is being started may hold a copy of the descriptor for a moment.
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }
}
