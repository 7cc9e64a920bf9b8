package import CalendarTime

/// One format of access logs, as a file of rules/logs describes it.
package struct LogFormat: Sendable {
  /// The name in messages and for `--as`: `vhost-combined`.
  package let name: String
  /// What people call it.
  package let title: String
  /// Formats of one family may take turns in one file, line by line.
  package let family: String
  /// How fields are escaped.
  package let escaping: LogEscaping
  /// The documentation says that times without a zone are UTC.
  package let isUTC: Bool
  /// Where the server's documentation describes it.
  package let documentation: String
  /// What to switch on when no line names a referrer.
  package let withoutReferrer: String?
  /// Lines that the format reads, and what they say.
  package let samples: [Sample]
  /// Lines that the format must not read.
  package let refused: [String]

  let layout: Layout

  /// How the lines are laid out.
  enum Layout: Sendable {
    /// Fields between texts.
    case text(LogProgram)
    /// Columns that a line `#Fields: …` names.
    case columns(NamedColumns)
    /// One JSON object.
    case json(KeyPaths)
  }

  /// A line with its fields by name (``LogField/name``), unescaped.
  package struct Sample: Sendable {
    /// The line `#Fields: …` before it, for formats that have one.
    package let header: String?
    /// The line as the server writes it.
    package let line: String
    /// What the fields hold.
    package let fields: [String: String]
  }

  /// A format pasted from the configuration of Apache or nginx; nil when it is none that can be read.
  package init?(pasted text: String) {
    let syntax: LogFormatString.Syntax = text.contains("$") ? .nginx : .apache
    guard text.contains("$") || text.contains("%"),
      let string = try? LogFormatString(text, syntax: syntax),
      let program = try? string.program(allowsExtraColumns: true)
    else { return nil }
    let escaping: LogEscaping = text.contains("escape=json") ? .json : .backslash
    self.init(
      name: "pasted", title: "A pasted format", family: "pasted", escaping: escaping, isUTC: false,
      documentation: "", withoutReferrer: nil, samples: [], refused: [], layout: .text(program))
  }

  /// The format that a file describes.
  init(
    name: String, title: String, family: String, escaping: LogEscaping, isUTC: Bool,
    documentation: String, withoutReferrer: String?, samples: [Sample], refused: [String],
    layout: Layout
  ) {
    self.name = name
    self.title = title
    self.family = family
    self.escaping = escaping
    self.isUTC = isUTC
    self.documentation = documentation
    self.withoutReferrer = withoutReferrer
    self.samples = samples
    self.refused = refused
    self.layout = layout
  }

  /// False when lines of the format cannot name a referrer.
  package var hasReferrer: Bool { has(.referrer) }

  /// The log itself names its columns.
  var hasNamedColumns: Bool { if case .columns = layout { true } else { false } }

  /// The paths of JSON objects; nil for other layouts.
  var keyPaths: KeyPaths? { if case .json(let keys) = layout { keys } else { nil } }

  func has(_ field: LogField) -> Bool {
    switch layout {
    case .text(let program): program.has(field)
    case .columns(let columns): columns.names[field] != nil
    case .json(let keys): keys.names[field] != nil
    }
  }

  /// Of two formats, the one that says more; by columns and keys when every one of them is there.
  var specificity: LogProgram.Specificity {
    switch layout {
    case .text(let program): program.specificity
    case .columns(let columns): LogProgram.Specificity(fields: columns.names.count)
    case .json(let keys): LogProgram.Specificity(fields: keys.names.count)
    }
  }

  /// The text of a field, unescaped and repaired to UTF-8; nil when the format does not have it.
  ///
  /// `method` and `target` are also taken from `request`.
  package func text(_ field: LogField, of line: LogLine, in bytes: Span<UInt8>) -> String? {
    var text: [UInt8] = []
    let isInRequest = (field == .method || field == .target) && !line[.request].isEmpty
    if has(field), !line[field].isEmpty || !isInRequest {
      escaping.append(bytes.extracting(line[field]), of: field, to: &text)
    } else {
      guard isInRequest else { return nil }
      escaping.append(bytes.extracting(line[.request]), of: .request, to: &text)
      guard let request = RequestLine(splitting: text.span) else { return nil }
      text = Array(text[field == .method ? request.method : request.target])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// When the request came, or nil when no such time exists.
  package func moment(of line: LogLine, in bytes: Span<UInt8>) -> Moment? {
    var time = LogTime()
    return time.seconds(line, bytes).map(Moment.init(seconds:))
  }
}
