import ByteStreams
import Dispatch
import OutputText
import Synchronization

/// A terminal that can show progress.
package struct ProgressTerminal: Sendable {
  /// Its columns.
  package let width: Int
  /// Writes at once.
  package let write: @Sendable (String) -> Void

  package init(width: Int, write: @escaping @Sendable (String) -> Void) {
    self.width = width
    self.write = write
  }

  /// What clears the line.
  static let clearing = "\r\u{1B}[K"
}

/// One quiet line about long work, drawn by a thread of its own: nothing in the first second.
final class ProgressLine {
  private static let patience = 1.0
  private static let interval = DispatchTimeInterval.milliseconds(250)

  private let stopping = DispatchSemaphore(value: 0)
  private let stopped = DispatchSemaphore(value: 0)

  /// Begins to watch the reading of so many bytes; nil: nobody knows how many.
  init(on terminal: ProgressTerminal, total: Int?) {
    let (bytes, rows) = (ReadCounter.bytes, ReadCounter.rows)
    let start = ContinuousClock.now
    let (stopping, stopped) = (stopping, stopped)
    DispatchQueue.global().async {
      var isShown = false
      while stopping.wait(timeout: .now() + ProgressLine.interval) == .timedOut {
        let seconds = start.duration(to: .now) / .seconds(1)
        if seconds < ProgressLine.patience { continue }
        let text = ProgressLine.text(
          bytes: ReadCounter.bytes - bytes, of: total, rows: ReadCounter.rows - rows,
          seconds: seconds)
        terminal.write(
          ProgressTerminal.clearing + TerminalText.truncated(text, to: terminal.width - 1))
        isShown = true
      }
      if isShown { terminal.write(ProgressTerminal.clearing) }
      stopped.signal()
    }
  }

  /// Clears the line.
  func stop() {
    stopping.signal()
    stopped.wait()
  }

  /// `312 MB of 1.2 GB, 412,000 rows/s, 9 s left`.
  static func text(bytes: Int, of total: Int?, rows: Int, seconds: Double) -> String {
    var parts = [size(min(bytes, total ?? bytes))]
    if let total { parts[0] += " of \(size(total))" }
    let speed = Int(Double(rows) / max(seconds, 0.001))
    if rows > 0 { parts.append("\(DecimalText.grouped(rounded(speed))) rows/s") }
    if let total, bytes > 0 {
      if bytes >= total {
        parts.append("judging")
      } else {
        let left = Int((Double(total - bytes) * seconds / Double(bytes)).rounded(.up))
        parts.append(left < 120 ? "\(left) s left" : "\(left / 60) min left")
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Two digits say enough of a speed.
  private static func rounded(_ number: Int) -> Int {
    var step = 1
    while number / step >= 1_000 { step *= 10 }
    return number / step * step
  }

  private static func size(_ bytes: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    var tenths = bytes / 100
    var unit = 0
    while tenths >= 10_000, unit + 1 < units.count {
      tenths /= 1_000
      unit += 1
    }
    return tenths >= 100
      ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}

extension Environment {
  /// Does work that reads files, with a line of progress where it is wanted.
  func withProgress<Result>(
    _ choice: String?, reading paths: [String], _ work: () throws -> Result
  ) rethrows -> Result {
    var terminal = progressTerminal
    switch choice {
    case "never": terminal = nil
    case "always": terminal = terminal ?? Process.standardError(width: 80)
    default: break
    }
    guard let terminal else { return try work() }
    let sizes = paths.map { $0 == "-" ? nil : (try? FileSource(path: $0))?.size }
    let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    let line = ProgressLine(on: terminal, total: total)
    defer { line.stop() }
    return try work()
  }
}
