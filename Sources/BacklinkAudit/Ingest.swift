import BacklinkExports
import ByteStreams
import CalendarTime
import HostLists
package import LinkLedger
package import LinkModel
import LinkReports
import ReferrerLogs

/// Reads exports and logs into a ledger: what was read before is not counted again.
package final class Ingest {
  /// Problems to show on stderr, in the order of the inputs.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every row that could not be used.
  package var onReject: ((Reject) -> Void)?
  /// What became of each input, in order.
  package private(set) var inputs: [IngestedInput] = []
  /// An input was missing, refused or damaged.
  package private(set) var hasFailedInput = false
  /// Why the ledger took no more; nil while it does.
  package private(set) var ledgerError: LedgerError?

  private let ledger: Ledger
  private let formats: InputFormats
  private let options: IngestOptions
  private let isStopped: () -> Bool
  private let placement: SitePlacement
  private let logs: LogIngest
  private let exports: ExportIngest
  private var waitingLogs: [(path: String, member: Int, detection: LogDetection)] = []

  /// Prepares an ingestion; the caller holds the ledger's lock. Between steps it asks whether it is to stop,
  /// and then ends with all that it has so far.
  package init(
    _ ledger: Ledger, pack: RulePack, formats: InputFormats, options: IngestOptions,
    isStopped: @escaping () -> Bool = { false }
  ) throws(LedgerError) {
    self.ledger = ledger
    self.formats = formats
    self.options = options
    self.isStopped = isStopped
    let hosts = HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    placement = SitePlacement(sites: options.sites, hosts: hosts)
    exports = try ExportIngest(ledger, hosts: hosts, formats: formats, options, placement)
    logs = try LogIngest(ledger, pack: pack, hosts: hosts, options, isStopped: isStopped)
  }

  /// Rows and lines that were read now.
  package var counts: InputCounts {
    inputs.reduce(into: InputCounts()) { $0.add($1.counts) }
  }

  /// Whether everything was read: nothing failed and nobody stopped it.
  package var isStoppedEarly: Bool { isStopped() }

  /// Reads inputs: exports first, which may name the site of logs.
  ///
  /// - Returns: False when the ledger took no more or it was stopped.
  package func add(paths: [String]) -> Bool {
    let isRead = addAll(paths)
    do throws(LedgerError) {
      // Small logs share a transaction, which is open still.
      if ledgerError == nil { try ledger.commitShared() }
    } catch {
      ledgerError = error
    }
    return isRead && ledgerError == nil
  }

  private func addAll(_ paths: [String]) -> Bool {
    for path in paths where !add(path: path) { return false }
    for (path, member, detection) in waitingLogs where !addLog(path, member, detection) {
      return false
    }
    return exports.finishUnplaced(self) && !isStopped()
  }

  private func add(path: String) -> Bool {
    var member = -1
    do throws(StreamError) {
      note(
        try InputReading.read(path: path) { input in
          member += 1
          if isStopped() { return }
          try add(input, path: path, member: member)
        })
    } catch {
      note([Diagnostic(.error, file: path, "\(error)")])
    }
    return ledgerError == nil && !isStopped()
  }

  private func add(_ input: TextInput, path: String, member: Int) throws {
    if input.isEmpty || (path != "-" && !input.isPacked && !options.isFinal && isBeginning(input)) {
      // As a log is just after its rotation, or with its first line.
      var result = IngestedInput(input.name)
      result.state = .empty
      inputs.append(result)
      return
    }
    if let detection = try formats.log(input) {
      if path == "-" {
        try take { try logs.readOnce(input, detection, self) }
      } else {
        waitingLogs.append((path, member, detection))
      }
    } else {
      try take { try exports.read(input, path: path, self) }
    }
  }

  /// Whether a text is the beginning of a line; JSON may be one line as a whole.
  private func isBeginning(_ input: TextInput) -> Bool {
    guard let head = try? input.peek(), let first = head.first(where: { $0 > 0x20 }) else {
      return false
    }
    return first != UInt8(ascii: "[") && first != UInt8(ascii: "{")
      && !head.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  private func addLog(_ path: String, _ wanted: Int, _ detection: LogDetection) -> Bool {
    var member = -1
    do throws(StreamError) {
      note(
        try InputReading.read(path: path) { input in
          member += 1
          guard member == wanted, !isStopped() else { return }
          try take { try logs.read(input, path: path, detection, self) }
        })
    } catch {
      note([Diagnostic(.error, file: path, "\(error)")])
    }
    return ledgerError == nil && !isStopped()
  }

  /// Runs a step; an error of the ledger ends the ingestion, others cost the input.
  func take(_ body: () throws -> Void) throws {
    guard ledgerError == nil else { return }
    do {
      try body()
    } catch let error as LedgerError {
      ledgerError = error
    }
  }

  /// Writes down what became of an input.
  func finish(_ result: IngestedInput, _ input: TextInput, _ problems: [Diagnostic]) {
    inputs.append(result)
    diagnostics += problems
    for note in input.notes where note.severity != .info {
      let level: Diagnostic.Level = note.severity == .error ? .error : .warning
      diagnostics.append(Diagnostic(level, file: input.name, note.message))
    }
    if input.isDamaged { hasFailedInput = true }
  }

  func note(_ problems: [Diagnostic]) {
    diagnostics += problems
    for problem in problems where problem.level == .error {
      hasFailedInput = true
      var result = IngestedInput(problem.file)
      result.state = .failed
      inputs.append(result)
    }
  }
}
