import BacklinkAudit
import CommandLineKit
import LinkLedger

extension LedgerError {
  /// How a command ends that the ledger stopped.
  var exitCode: ExitCode {
    if case .locked = self { .locked } else { .failed }
  }
}

extension ParsedCommand {
  /// The ledger that the command line or the configuration names.
  func ledgerPath(_ configuration: Configuration) throws -> String {
    guard let path = value("ledger") ?? configuration.ledger else {
      throw usageError(.other("no ledger is named; give --ledger FILE"))
    }
    return path
  }

  /// Takes the lock of a ledger; nil when another run has it and `--lock skip` is given.
  func ledgerLock(_ path: String, _ environment: Environment) throws -> LedgerLock? {
    do throws(LedgerError) {
      return try LedgerLock(
        path: path, waits: value("lock") == "wait", isStopped: environment.isStopped)
    } catch {
      if case .locked = error, value("lock") == "skip" { return nil }
      throw error
    }
  }
}
