import CalendarTime

/// The programs of several formats, tried on each line in turn.
///
/// All steps lie in one array, so that reading a line counts no references.
struct LogProgramSet: Sendable {
  private var formats: [LogFormat]
  private var steps: [LogProgram.Step] = []
  private var entries: [Entry] = []
  private var keys: KeyReader
  /// The formats that ``keys`` reads, by number.
  private var keyFormats: [Int]
  /// The day that `#Date:` names.
  private var day: Int32 = 0

  private struct Entry: Sendable {
    let format: Int
    let start: Int
    let end: Int
    let allowsExtraColumns: Bool
    let neededSteps: Int
    let escaping: LogEscaping
    let isUTC: Bool
    /// The columns that the log named; nil when the format does.
    let columns: [String]?
    let specificity: LogProgram.Specificity
  }

  /// So many different lines `#Fields:` are kept.
  private static let mostHeaders = 16

  init(_ formats: [LogFormat]) {
    self.formats = []
    keys = KeyReader([])
    keyFormats = []
    add(formats)
  }

  /// Adds formats behind those that are there.
  mutating func add(_ others: [LogFormat]) {
    let first = formats.count
    formats += others
    keyFormats = formats.indices.filter { formats[$0].keyPaths != nil }
    keys = KeyReader(formats.compactMap(\.keyPaths))
    for (number, format) in others.enumerated() {
      if case .text(let program) = format.layout { add(program, first + number, at: entries.count) }
    }
  }

  /// The format of the lines below the last `#Fields:`; nil before one.
  var namedFormat: Int? { entries.first { $0.columns != nil }?.format }

  private mutating func add(
    _ program: LogProgram, _ format: Int, columns: [String]? = nil, isUTC: Bool? = nil,
    at place: Int
  ) {
    let entry = Entry(
      format: format, start: steps.count, end: steps.count + program.steps.count,
      allowsExtraColumns: program.allowsExtraColumns, neededSteps: program.neededSteps,
      escaping: formats[format].escaping, isUTC: isUTC ?? formats[format].isUTC, columns: columns,
      specificity: program.specificity)
    steps += program.steps
    entries.insert(entry, at: place)
  }

  /// Takes in a line that begins with `#`, which may name columns or a day.
  mutating func readDirective(_ text: Span<UInt8>) {
    if let names = NamedColumns.names(in: text) {
      readHeader(names)
    } else if let date = LogProgramSet.date(in: text) {
      day = date
    }
  }

  private mutating func readHeader(_ names: [String]) {
    if let known = entries.firstIndex(where: { $0.columns == names }) {
      entries.insert(entries.remove(at: known), at: 0)
      return
    }
    var best: (program: LogProgram, format: Int, columns: NamedColumns)?
    for (number, format) in formats.enumerated() {
      guard case .columns(let columns) = format.layout, let program = columns.program(for: names),
        columns.requires.count > best?.columns.requires.count ?? -1
      else { continue }
      best = (program, number, columns)
    }
    guard let best else { return }
    let headers = entries.indices.filter { entries[$0].columns != nil }
    if headers.count == LogProgramSet.mostHeaders, let oldest = headers.last {
      entries.remove(at: oldest)
    }
    let isUTC = formats[best.format].isUTC && !best.columns.hasLocalTime(names)
    add(best.program, best.format, columns: names, isUTC: isUTC, at: 0)
  }

  /// Reads the fields of one line.
  @inline(__always) mutating func outcome(of text: Span<UInt8>) -> LogOutcome {
    let outcome = textOutcome(of: text)
    if case .line = outcome { return outcome }
    return otherOutcome(of: text, outcome)
  }

  /// What the text formats make of a line.
  @inline(__always) private func textOutcome(of text: Span<UInt8>) -> LogOutcome {
    var line = LogLine()
    var isTruncated = false
    let steps = self.steps.span
    let entries = self.entries.span
    for index in entries.indices {
      let entry = entries[index]
      let match = LogProgram.match(
        text, steps.extracting(entry.start..<entry.end),
        allowsExtraColumns: entry.allowsExtraColumns, neededSteps: entry.neededSteps, into: &line)
      switch match {
      case .matched:
        line.format = entry.format
        line.escaping = entry.escaping
        line.isUTC = entry.isUTC
        line.day = day
        return .line(line)
      case .truncated: isTruncated = true
      case .different: break
      }
      // A format that failed half-way has left fields.
      line = LogLine()
    }
    return .rejected(isTruncated ? .truncated : .unknownFormat)
  }

  /// What becomes of a line that has no text format.
  @inline(never)
  private mutating func otherOutcome(
    of text: Span<UInt8>, _ outcome: LogOutcome
  ) -> LogOutcome {
    if text.isBlank { return .blank }
    if keys.count > 0, text[0] == UInt8(ascii: "{") {
      keys.read(text)
      for (index, format) in keyFormats.enumerated() {
        var line = LogLine()
        guard keys.fields(of: index, into: &line) != nil else { continue }
        line.format = format
        line.escaping = formats[format].escaping
        line.isUTC = formats[format].isUTC
        return .line(line)
      }
      if keys.isObject { return .noRequest }
    }
    return LogMessage.isMessage(text) ? .noRequest : outcome
  }

  /// All formats that fit a line and have a time that exists, and how much each says.
  mutating func matches(_ text: Span<UInt8>) -> [(format: Int, specificity: LogProgram.Specificity)]
  {
    var found: [(format: Int, specificity: LogProgram.Specificity)] = []
    var time = LogTime()
    func note(_ line: LogLine, _ format: Int, _ specificity: LogProgram.Specificity) {
      if !formats[format].has(.time) || time.seconds(line, text) != nil {
        found.append((format, specificity))
      }
    }
    for entry in entries {
      var line = LogLine()
      line.day = day
      let match = LogProgram.match(
        text, steps.span.extracting(entry.start..<entry.end),
        allowsExtraColumns: entry.allowsExtraColumns, neededSteps: entry.neededSteps, into: &line)
      if case .matched = match { note(line, entry.format, entry.specificity) }
    }
    if keys.count > 0, !text.isEmpty, text[0] == UInt8(ascii: "{") {
      keys.read(text)
      for (index, format) in keyFormats.enumerated() {
        var line = LogLine()
        guard let fields = keys.fields(of: index, into: &line) else { continue }
        note(line, format, LogProgram.Specificity(fields: fields))
      }
    }
    return found
  }

  /// The formats that fit a line, or the line inside it, and say most about it.
  mutating func bestMatches(_ text: Span<UInt8>) -> [Int] {
    var unwrapped: [UInt8] = []
    var found = matches(text)
    if LogEnvelope.unwrapDocker(text, into: &unwrapped) {
      found += matches(unwrapped.span)
    } else if let inner = LogEnvelope.inner(of: text) {
      found += matches(text.extracting(inner))
    }
    guard let most = found.map(\.specificity).max() else { return [] }
    return found.filter { $0.specificity == most }.map(\.format)
  }

  /// The day in `#Date: 2025-05-17 10:05:03`, in days since 1970.
  private static func date(in text: Span<UInt8>) -> Int32? {
    let head: StaticString = "#Date: "
    guard text.count >= 17 else { return nil }
    for index in 0..<7 {
      // A literal's bytes live as long as the program.
      let letter = unsafe head.utf8Start[index]
      if text[index] != letter { return nil }
    }
    return Moment(parsing: text.extracting(7..<17)).map(\.day.rawValue)
  }
}
