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
/// What it reports does not depend on where chunks end. What syslog, Docker and container runtimes put
/// around a line is left out, and the pieces of a line are joined: each but the last is reported as no
/// request, the last as what the whole line is.
package struct LogReader: Sendable {
  /// Longer lines are rejected, in bytes; reading goes on behind their end.
  package static let longestLine = 1 << 20
  /// Of a line that is too long, so much is handed on.
  package static let rejectedHead = 1 << 16

  /// So many lines in a row are rejected before other formats than those found are looked for; then they are
  /// read again.
  static let patience = 20
  /// So many formats one log may have.
  static let mostFormats = 32

  /// The formats, as ``LogLine/format`` numbers them.
  package private(set) var formats: [LogFormat]
  /// Formats that were found later: the line, and the name.
  package private(set) var turns: [(line: Int, format: String)] = []
  /// How many lines were begun; an object of a document is one.
  package private(set) var lineCount = 0
  private var cutter = LineCutter()
  private var pieces = LinePieces()
  private var programs: LogProgramSet
  /// All formats that there are; nil when one was chosen by name.
  private let known: LogFormatSet?
  private var everything: LogProgramSet?
  /// Directives that tell how lines are read, the last of each kind behind the others.
  private var directives = LogDirectives()
  /// How many bytes were done with.
  private var consumedCount = 0
  /// Where the first piece of a line begins whose end has not come.
  private var piecesStart: LogMark?
  private var refused = RefusedLines()
  /// How many lines in a row were refused before those that wait.
  private var missed = 0
  /// Keeps its memory from line to line; taken out while it is in use.
  private var unwrapped: [UInt8] = []

  /// A reader of the formats that were found.
  package init(_ detection: LogDetection) {
    formats = Array(detection.formats.prefix(LogReader.mostFormats))
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
    /// How many lines in a row were refused.
    package var missed: Int
    /// Where the reader stands between lines and records, as ``LineCutter/code``.
    package var place: [Int]

    package init(
      formats: [String], directives: [String], lineCount: Int, missed: Int, place: [Int]
    ) {
      self.formats = formats
      self.directives = directives
      self.lineCount = lineCount
      self.missed = missed
      self.place = place
    }
  }

  /// How many bytes are done with, without lines at their end that may still turn out to have another format:
  /// these are to be read again.
  package var settledCount: Int { settled.offset }

  /// What another reader must know to go on behind the bytes that are settled.
  package var state: State {
    State(
      formats: formats.map(\.name), directives: directives.lines, lineCount: settled.lineCount,
      missed: missed, place: settled.cutter.code)
  }

  private var settled: LogMark {
    [refused.first, piecesStart].compactMap(\.self).min { $0.offset < $1.offset }
      ?? LogMark(offset: consumedCount, cutter: cutter, lineCount: lineCount)
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
    formats = Array((named.isEmpty ? detection.formats : named).prefix(LogReader.mostFormats))
    programs = LogProgramSet(formats)
    known = detection.known
    lineCount = state.lineCount
    missed = state.missed
    cutter = LineCutter(code: state.place) ?? LineCutter()
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
  ///     1, and what became of it. Lines that may still turn out to have another format wait a little.
  /// - Returns: How many bytes are done with; the others belong in front of the next chunk.
  @inline(__always)
  package mutating func consume(
    _ bytes: Span<UInt8>, isLast: Bool, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) -> Int {
    var position = 0
    while true {
      let mark = LogMark(offset: consumedCount &+ position, cutter: cutter, lineCount: lineCount)
      guard let cut = cutter.next(bytes, at: &position, isLast: isLast) else { break }
      guard case .line(let range) = cut else {
        refuse(cut, bytes, body)
        continue
      }
      lineCount &+= 1
      let text = bytes.extracting(range).withoutReturn
      let outcome = programs.outcome(of: text)
      if case .line = outcome {
        if !refused.isEmpty || missed > 0 { release(body) }
        body(text, cutter.number, outcome)
      } else {
        readOther(text, outcome, mark, body)
      }
    }
    consumedCount += position
    if isLast { finish(body) }
    return position
  }

  /// Reports what waits, when the log ends.
  @inline(never)
  private mutating func finish(_ body: (Span<UInt8>, Int, LogOutcome) -> Void) {
    release(body)
    piecesStart = nil
    while true {
      let count = pieces.takeRest()
      guard count > 0 else { return }
      for _ in 1..<count { body([UInt8]().span, cutter.number, .noRequest) }
      let text = pieces.joined
      let head = text.span.extracting(0..<min(text.count, LogReader.rejectedHead))
      body(head, cutter.number, .rejected(.truncated))
    }
  }

  /// Rejects the lines that wait, because nothing follows for now. They still count as refused in a row, so
  /// that a log that grows slowly may change its format too.
  package mutating func settle(_ body: (Span<UInt8>, Int, LogOutcome) -> Void) {
    let count = missed + refused.count
    release(body)
    missed = min(count, LogReader.patience)
  }

  /// Rejects a line that is too long, or cut off.
  @inline(never)
  private mutating func refuse(
    _ cut: LineCutter.Cut, _ bytes: Span<UInt8>, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    lineCount += 1
    switch cut {
    case .line: break
    case .tooLong(let range):
      body(bytes.extracting(range), cutter.number, .rejected(.tooLong))
    case .cutOff(let range):
      body(bytes.extracting(range), cutter.number, .rejected(.truncated))
    }
  }

  /// Reads a line that has no format as it stands.
  @inline(never)
  private mutating func readOther(
    _ text: Span<UInt8>, _ outcome: LogOutcome, _ mark: LogMark,
    _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    if case .blank = outcome { return body(text, cutter.number, outcome) }
    if text[0] == UInt8(ascii: "#") {
      // Columns that are named now are those of the lines below.
      release(body)
      readDirective(text)
      return body(text, cutter.number, .noRequest)
    }
    switch pieces.take(text) {
    case .alone: readWhole(text, outcome, mark, body)
    case .waits: piecesStart = piecesStart ?? mark
    case .ends(let count):
      for _ in 0..<count { body(text, cutter.number, .noRequest) }
      let joined = pieces.joined
      let start = piecesStart ?? mark
      if pieces.isEmpty { piecesStart = nil }
      readWhole(joined.span, programs.outcome(of: joined.span), start, body)
    case .tooLong(let count):
      for _ in 0..<count { body(text, cutter.number, .noRequest) }
      if pieces.isEmpty { piecesStart = nil }
      let head = pieces.joined
      body(
        head.span.extracting(0..<LogReader.rejectedHead), cutter.number, .rejected(.tooLong))
    }
  }

  private mutating func readWhole(
    _ text: Span<UInt8>, _ outcome: LogOutcome, _ mark: LogMark,
    _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    guard let reason = handOn(text, cutter.number, outcome, body) else { return }
    guard let known else { return body(text, cutter.number, .rejected(reason)) }
    if refused.count + missed >= LogReader.patience, let found = findFormat(of: text, in: known) {
      readAgain(found, body)
      if let reason = handOn(text, cutter.number, programs.outcome(of: text), body) {
        body(text, cutter.number, .rejected(reason))
      }
    } else {
      refused.append(text, cutter.number, reason, mark)
      while refused.isFull { refused.release(body) }
    }
  }

  /// Hands a line on, or the line inside it.
  ///
  /// - Returns: Why it was not; nil when it was.
  private mutating func handOn(
    _ text: Span<UInt8>, _ number: Int, _ outcome: LogOutcome,
    _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) -> LogReject? {
    if case .line = outcome {
      release(body)
      body(text, number, outcome)
      return nil
    }
    var unwrapped = ReferralTable.taken(&self.unwrapped)
    defer { swap(&unwrapped, &self.unwrapped) }
    if LogEnvelope.unwrapDocker(text, into: &unwrapped) {
      if handOnInner(unwrapped.span, number, body) { return nil }
    } else if let inner = LogEnvelope.inner(of: text) {
      if handOnInner(text.extracting(inner), number, body) { return nil }
    }
    if case .rejected(let reason) = outcome { return reason }
    body(text, number, outcome)
    return nil
  }

  /// Hands the line inside another one on, when it is understood.
  private mutating func handOnInner(
    _ text: Span<UInt8>, _ number: Int, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) -> Bool {
    let outcome = programs.outcome(of: text)
    switch outcome {
    case .line: release(body)
    case .noRequest: break
    case .blank, .rejected: return false
    }
    body(text, number, outcome)
    return true
  }

  /// Rejects the lines that waited: the log goes on in a format that was known.
  @inline(never)
  private mutating func release(_ body: (Span<UInt8>, Int, LogOutcome) -> Void) {
    missed = 0
    while !refused.isEmpty { refused.release(body) }
  }

  /// Reads the lines that waited in a format that was found.
  private mutating func readAgain(
    _ format: String, _ body: (Span<UInt8>, Int, LogOutcome) -> Void
  ) {
    let lines = refused.takeAll()
    var first = cutter.number
    for line in lines {
      let text = line.text
      let outcome = programs.outcome(of: text.span)
      if let reason = handOn(text.span, line.number, outcome, body) {
        body(text.span, line.number, .rejected(reason))
      } else {
        first = min(first, line.number)
      }
    }
    turns.append((first, format))
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

  /// Adds the family of a line's format, when there is exactly one that says most; returns its name.
  private mutating func findFormat(of text: Span<UInt8>, in known: LogFormatSet) -> String? {
    if everything == nil { everything = LogProgramSet(known.formats) }
    guard let best = everything?.bestMatches(text), best.count == 1, let number = best.first else {
      return nil
    }
    let format = known.formats[number]
    guard !formats.contains(where: { $0.name == format.name }) else { return nil }
    add([format] + known.family(format.family))
    return formats.contains { $0.name == format.name } ? format.name : nil
  }

  private mutating func add(_ others: [LogFormat]) {
    var new: [LogFormat] = []
    for other in others
    where formats.count + new.count < LogReader.mostFormats
      && !(formats + new).contains(where: { $0.name == other.name })
    {
      new.append(other)
    }
    formats += new
    programs.add(new)
  }
}
