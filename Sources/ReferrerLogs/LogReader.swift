/// What became of one physical line of a log.
package enum LogOutcome: Sendable {
  case line(LogLine)
  /// Nothing but spaces.
  case blank
  case rejected(LogReject)
}

/// Why a line could not be read; the raw value is the stable word of summaries.
package enum LogReject: String, CaseIterable, Sendable {
  case tooLong = "line too long"
  case truncated = "truncated line"
  case unknownFormat = "unknown format"
  case noSuchTime = "no such time"

  /// What was wrong, for people.
  package var detail: String {
    switch self {
    case .tooLong: "the line is longer than \(LogReader.longestLine) bytes"
    case .truncated: "the line ends before its last field"
    case .unknownFormat: "the line has another format than the log"
    case .noSuchTime: "the time is no time of the calendar"
    }
  }
}

/// Cuts a log into lines and reads their fields, chunk by chunk.
///
/// What it reports does not depend on where chunks end. A NUL is a byte like any other; carriage
/// returns before line feeds, a byte order mark, and what syslog, Docker and container runtimes put around a line
/// are left out.
package struct LogReader: Sendable {
  /// Longer lines are rejected, in bytes; reading goes on behind their end.
  package static let longestLine = 1 << 20
  /// Of a line that is too long, so much is handed on.
  package static let rejectedHead = 1 << 16

  /// The formats in the order in which they are tried.
  package let formats: [LogFormat]
  /// How many lines were begun.
  package private(set) var lineCount = 0
  private var isInsideLongLine = false
  private let programs: LogProgramSet

  /// A reader of the formats that were found.
  package init(_ detection: LogDetection) {
    formats = detection.formats
    programs = LogProgramSet(formats)
  }

  /// Reads the complete lines of a chunk.
  ///
  /// - Parameters:
  ///   - bytes: What follows the bytes consumed so far. To make progress a chunk must hold a whole line
  ///     or more than ``longestLine`` bytes.
  ///   - isLast: Whether the log ends with the chunk, so that a last line needs no line feed.
  ///   - body: Called for each line, with its bytes (without what stands around it), its number from
  ///     1, and what became of it.
  /// - Returns: How many bytes are done with; the others belong in front of the next chunk.
  @inline(__always)
  package mutating func consume(
    _ bytes: Span<UInt8>, isLast: Bool, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) -> Int {
    var position = 0
    while position < bytes.count {
      let feed = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: position)
      if isInsideLongLine {
        guard let feed else { return bytes.count }
        isInsideLongLine = false
        position = feed + 1
        continue
      }
      let end = feed ?? bytes.count
      if end - position > LogReader.longestLine {
        lineCount += 1
        isInsideLongLine = feed == nil
        let head = bytes.extracting(position..<position + LogReader.rejectedHead)
        body(head, lineCount, .rejected(.tooLong))
      } else {
        if feed == nil, !isLast { return position }
        lineCount += 1
        if lineCount == 1, bytes.extracting(position..<end).startsWithMark { position += 3 }
        let text = bytes.extracting(position..<end).withoutReturn
        let outcome = programs.outcome(of: text)
        if case .rejected = outcome {
          readWrapped(text, outcome, body)
        } else {
          body(text, lineCount, outcome)
        }
      }
      position = feed == nil ? end : end + 1
    }
    return position
  }

  /// Looks for a line inside one that was rejected.
  @inline(never)
  private func readWrapped(
    _ text: Span<UInt8>, _ outcome: LogOutcome, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    var inner: [UInt8] = []
    if let end = LogEnvelope.end(of: text) {
      let rest = text.extracting(end..<text.count)
      let found = programs.outcome(of: rest)
      if case .line = found { return body(rest, lineCount, found) }
    } else if LogEnvelope.unwrapDocker(text, into: &inner) {
      let found = programs.outcome(of: inner.span)
      if case .line = found { return body(inner.span, lineCount, found) }
    }
    body(text, lineCount, outcome)
  }
}
