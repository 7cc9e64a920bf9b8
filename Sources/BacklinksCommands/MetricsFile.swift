import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import OutputText

/// The file that `--metrics` names: how a run ended and what there is now, for Prometheus.
///
/// It appears whole, under a name that the collector reads, or not at all.
struct MetricsFile {
  private let file: AtomicFile
  private let command: String
  private let ledger: String?
  private let began: Moment

  /// Begins the file; nil when `--metrics` is not given.
  init?(_ parsed: ParsedCommand, ledger: String?, began: Moment) throws {
    guard let path = parsed.value("metrics") else { return nil }
    try ReportPlace.checkMetrics(path)
    file = try AtomicFile(path: path)
    command = parsed.path.last ?? ""
    self.ledger = ledger
    self.began = began
  }

  /// Writes how the run ended, and what else there is to tell.
  func write(
    _ code: ExitCode, at end: Moment, _ body: (inout MetricsText) throws -> Void
  ) throws {
    var metrics = MetricsText(common: ledger.map { [("ledger", $0)] } ?? [])
    let name = "backlinks_\(command)_last_run"
    metrics.add(
      name + "_timestamp_seconds", .gauge, "When the last run of \(command) ended.", end.seconds)
    metrics.add(
      name + "_duration_seconds", .gauge, "How long the last run of \(command) took.",
      max(0, end.seconds - began.seconds))
    metrics.add(
      name + "_exit_code", .gauge, "The exit code of the last run of \(command).",
      Int64(code.rawValue))
    try body(&metrics)
    try file.writer.write(metrics.text)
    try file.commit()
  }
}
