/// What became of one physical line of a log.
package enum LogOutcome: Sendable {
  case line(LogLine)
  /// Nothing but spaces.
  case blank
  /// Understood, and no request: a directive such as `#Fields:`, or a message of the server.
  case noRequest
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

  /// So many lines in a row are rejected before other formats than those found are looked for.
  static let patience = 20

  /// The formats, as ``LogLine/format`` numbers them.
  package private(set) var formats: [LogFormat]
  /// Formats that were found later: the line, and the name.
  package private(set) var turns: [(line: Int, format: String)] = []
  /// How many lines were begun.
  package private(set) var lineCount = 0
  private var isInsideLongLine = false
  private var programs: LogProgramSet
  /// All formats that there are; nil when one was chosen by name.
  private let known: LogFormatSet?
  private var everything: LogProgramSet?
  /// How many lines in a row were rejected.
  private var misses = 0
  /// Directives that tell how lines are read, the last of each kind behind the others.
  private var directives = LogDirectives()

  /// A reader of the formats that were found.
  package init(_ detection: LogDetection) {
    formats = detection.formats
    programs = LogProgramSet(formats)
    known = detection.known
  }

  /// What a reader must know to go on where another one stopped.
  package struct State: Equatable, Sendable {
    /// The names of the formats, in the order in which they are tried.
    package var formats: [String]
    /// Lines that begin with `#` and tell how the others are read.
    package var directives: [String]
    package var lineCount: Int
    package var misses: Int
    package var isInsideLongLine: Bool

    package init(
      formats: [String], directives: [String] = [], lineCount: Int = 0, misses: Int = 0,
      isInsideLongLine: Bool = false
    ) {
      self.formats = formats
      self.directives = directives
      self.lineCount = lineCount
      self.misses = misses
      self.isInsideLongLine = isInsideLongLine
    }
  }

  /// What another reader must know to go on behind the bytes consumed so far.
  package var state: State {
    State(
      formats: formats.map(\.name), directives: directives.lines, lineCount: lineCount,
      misses: misses, isInsideLongLine: isInsideLongLine)
  }

  /// A reader that goes on where another one stopped.
  ///
  /// - Parameters:
  ///   - state: What the other one knew.
  ///   - detection: The formats to take where the state names one that is not known any more.
  ///   - set: The formats that are known.
  package init(resuming state: State, _ detection: LogDetection, in set: LogFormatSet) {
    let named = state.formats.compactMap { name in
      set.format(named: name) ?? detection.formats.first { $0.name == name }
    }
    formats = named.isEmpty ? detection.formats : named
    programs = LogProgramSet(formats)
    known = detection.known
    lineCount = state.lineCount
    misses = state.misses
    isInsideLongLine = state.isInsideLongLine
    for line in state.directives {
      let bytes = Array(line.utf8)
      directives.note(bytes.span)
      programs.readDirective(bytes.span)
    }
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
        if case .line = outcome {
          misses = 0
          body(text, lineCount, outcome)
        } else {
          readOther(text, outcome, body)
        }
      }
      position = feed == nil ? end : end + 1
    }
    return position
  }

  /// Looks for a line inside one that has no format, and for another format.
  @inline(never)
  private mutating func readOther(
    _ text: Span<UInt8>, _ outcome: LogOutcome, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    if case .blank = outcome { return body(text, lineCount, outcome) }
    if text[0] == UInt8(ascii: "#") {
      readDirective(text)
      return body(text, lineCount, .noRequest)
    }
    var unwrapped: [UInt8] = []
    if LogEnvelope.unwrapDocker(text, into: &unwrapped) {
      let found = programs.outcome(of: unwrapped.span)
      if case .line = found { return readInner(unwrapped.span, found, body) }
    } else if let inner = LogEnvelope.inner(of: text) {
      let found = programs.outcome(of: text.extracting(inner))
      if case .line = found { return readInner(text.extracting(inner), found, body) }
    }
    if case .rejected = outcome {
      misses += 1
      if misses > LogReader.patience, findFormat(of: text) {
        let found = programs.outcome(of: text)
        if case .line = found { return readInner(text, found, body) }
      }
    }
    body(text, lineCount, outcome)
  }

  private mutating func readInner(
    _ text: Span<UInt8>, _ outcome: LogOutcome, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    misses = 0
    body(text, lineCount, outcome)
  }

  private mutating func readDirective(_ text: Span<UInt8>) {
    if NamedColumns.names(in: text) != nil, let known,
      !formats.contains(where: { $0.hasNamedColumns }),
      let family = known.formats.first(where: { $0.hasNamedColumns })?.family
    {
      add(known.family(family))
    }
    directives.note(text)
    programs.readDirective(text)
    everything?.readDirective(text)
  }

  /// Adds the family of a line's format, when there is exactly one that says most.
  private mutating func findFormat(of text: Span<UInt8>) -> Bool {
    guard let known else { return false }
    if everything == nil { everything = LogProgramSet(known.formats) }
    guard let found = everything?.matches(text),
      let best = found.max(by: { $0.specificity < $1.specificity }),
      found.count(where: { $0.specificity == best.specificity }) == 1
    else { return false }
    let format = known.formats[best.format]
    guard !formats.contains(where: { $0.name == format.name }) else { return false }
    turns.append((lineCount, format.name))
    add(known.family(format.family))
    return true
  }

  private mutating func add(_ others: [LogFormat]) {
    let new = others.filter { other in !formats.contains { $0.name == other.name } }
    formats += new
    programs.add(new)
  }
}
