package import CalendarTime

/// One format of access logs, as a file of rules/logs describes it.
package struct LogFormat: Sendable {
  /// The name in messages and for `--as`: `vhost-combined`.
  package let name: String
  /// What people call it.
  package let title: String
  /// Formats of one family may take turns in one file, line by line.
  package let family: String
  /// The format in the words of the server's configuration.
  package let format: String
  /// How fields are escaped.
  package let escaping: LogEscaping
  /// Where the server's documentation describes it.
  package let documentation: String
  /// Lines that the format reads, and what they say.
  package let samples: [Sample]
  /// Lines that the format must not read.
  package let refused: [String]

  let program: LogProgram

  /// A line with its fields by name (``LogField/name``), unescaped.
  package struct Sample: Sendable {
    /// The line as the server writes it.
    package let line: String
    /// What the fields hold.
    package let fields: [String: String]
  }

  /// False when lines of the format cannot name a referrer.
  package var hasReferrer: Bool { program.has(.referrer) }

  /// False when lines of the format do not name the host that was asked.
  package var hasHost: Bool { program.has(.host) }

  /// The fields of a line, or nil when the line has another format or is cut off.
  package func fields(of line: Span<UInt8>) -> LogLine? {
    var result = LogLine()
    result.escaping = escaping
    let match = LogProgram.match(
      line, program.steps.span, allowsExtraColumns: program.allowsExtraColumns, into: &result)
    guard case .matched = match else { return nil }
    return result
  }

  /// The text of a field, unescaped and repaired to UTF-8; nil when the format does not have it.
  ///
  /// `method` and `target` are also taken from `request`.
  package func text(_ field: LogField, of line: LogLine, in bytes: Span<UInt8>) -> String? {
    var text: [UInt8] = []
    if program.has(field) {
      escaping.append(bytes.extracting(line[field]), to: &text)
    } else {
      guard field == .method || field == .target, program.has(.request) else { return nil }
      escaping.append(bytes.extracting(line[.request]), to: &text)
      guard let request = RequestLine(splitting: text.span) else { return nil }
      text = Array(text[field == .method ? request.method : request.target])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// When the request came, or nil when no such time exists.
  package func moment(of line: LogLine, in bytes: Span<UInt8>) -> Moment? {
    var clock = LogClock()
    return clock.seconds(bytes.extracting(line[.time])).map(Moment.init(seconds:))
  }
}
