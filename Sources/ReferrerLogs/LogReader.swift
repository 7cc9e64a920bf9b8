/// What became of one physical line of a log.
package enum LogOutcome: Sendable {
  /// The fields, and the number of the line's format in ``LogDetection/formats``.
  case line(LogLine, format: Int)
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
/// returns before line feeds and a byte order mark are left out.
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

  /// A reader of the formats that were found.
  package init(_ detection: LogDetection) {
    formats = detection.formats
  }

  /// Reads the complete lines of a chunk.
  ///
  /// - Parameters:
  ///   - bytes: What follows the bytes consumed so far. To make progress a chunk must hold a whole line
  ///     or more than ``longestLine`` bytes.
  ///   - isLast: Whether the log ends with the chunk, so that a last line needs no line feed.
  ///   - body: Called for each line, with its bytes, its number from 1, and what became of it.
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
        body(text, lineCount, outcome(of: text))
      }
      position = feed == nil ? end : end + 1
    }
    return position
  }

  /// Reads the fields of one line.
  @inline(__always)
  private func outcome(of text: Span<UInt8>) -> LogOutcome {
    var line = LogLine()
    var isTruncated = false
    for index in formats.indices {
      switch formats[index].program.match(text, from: 0, into: &line) {
      case .matched: return .line(line, format: index)
      case .truncated: isTruncated = true
      case .different: break
      }
      // A format that failed half-way has left fields.
      line = LogLine()
    }
    if text.isBlank { return .blank }
    return .rejected(isTruncated ? .truncated : .unknownFormat)
  }
}
