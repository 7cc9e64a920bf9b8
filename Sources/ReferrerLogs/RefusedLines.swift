import WebAddress

/// The last lines in a row that no format reads: should the log have changed its format, they are read again.
struct RefusedLines: Sendable {
  /// A line that waits.
  struct Line {
    let text: [UInt8]
    let number: Int
    let reason: LogReject
    /// Where it begins.
    let mark: LogMark
  }

  /// So many bytes they have at most.
  private static let mostBytes = LogReader.longestLine

  private var lines: [Line] = []
  private var byteCount = 0

  var isEmpty: Bool { lines.isEmpty }
  var count: Int { lines.count }
  /// Where the first line begins; nil without one.
  var first: LogMark? { lines.first?.mark }

  /// True when the first line must go.
  var isFull: Bool { lines.count > LogReader.patience || byteCount > RefusedLines.mostBytes }

  mutating func append(_ text: Span<UInt8>, _ number: Int, _ reason: LogReject, _ mark: LogMark) {
    var copy: [UInt8] = []
    copy.append(text)
    lines.append(Line(text: copy, number: number, reason: reason, mark: mark))
    byteCount += text.count
  }

  /// Rejects the first line for good.
  mutating func release(_ body: (Span<UInt8>, Int, LogOutcome) -> Void) {
    let line = lines.removeFirst()
    byteCount -= line.text.count
    let text = line.text
    body(text.span, line.number, .rejected(line.reason))
  }

  /// All lines, which wait no longer.
  mutating func takeAll() -> [Line] {
    defer { self = RefusedLines() }
    return lines
  }
}
