package import CalendarTime
import DelimitedText
package import LinkModel
import WebAddress

/// A file of decisions: CSV with the columns `subject,decision,note,author,date`.
package enum DecisionFile {
  /// The columns; the last three may be missing, and a date that is missing is today's.
  package static let columns = ["subject", "decision", "note", "author", "date"]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; a byte order mark is left out.
  ///   - file: What messages call it.
  ///   - today: The day of decisions without one.
  /// - Returns: The decisions in the order of the file, and what is wrong with other lines.
  package static func read(
    _ bytes: [UInt8], file: String, today: Day
  ) -> (decisions: [Decision], problems: [Diagnostic]) {
    let dialect = Dialect(separator: UInt8(ascii: ","))
    var scanner = RecordScanner(dialect: dialect)
    var index = RecordIndex()
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    _ = scanner.scan(bytes.span, from: start, isLast: true, into: &index)
    var decisions: [Decision] = []
    var problems: [Diagnostic] = []
    var places: [String: Int] = [:]
    for record in index.records where record.problem != nil || record.start < record.end {
      func fail(_ text: String) {
        problems.append(Diagnostic(.error, file: file, line: record.line, text))
      }
      guard record.problem == nil else {
        fail("the quotes of this line do not add up")
        continue
      }
      let cells = (0..<record.fieldCount).map { column in
        FieldText.string(
          index.rawField(column, of: record), in: bytes.span, quote: dialect.quote)
      }
      if places.isEmpty {
        places = Dictionary(
          cells.enumerated().map { ($0.element.lowercased(), $0.offset) },
          uniquingKeysWith: { first, _ in first })
        guard places["subject"] != nil, places["decision"] != nil else {
          fail("the first line must name the columns \(columns.joined(separator: ","))")
          break
        }
        continue
      }
      func cell(_ name: String) -> String {
        places[name].flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
      }
      do throws(DecisionError) {
        decisions.append(
          try Decision(
            subject: cell("subject"), choice: cell("decision"), note: cell("note"),
            author: cell("author"), date: cell("date"), today: today))
      } catch {
        fail("\(error)")
      }
    }
    return (decisions, problems)
  }

  /// The file that ``read(_:file:today:)`` reads back.
  package static func text(_ decisions: [Decision]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record(columns)
    for decision in decisions {
      writer.record([
        decision.subject, decision.choice.name, decision.note, decision.author,
        decision.day.description,
      ])
    }
    return writer.bytes
  }
}

/// Why something is no decision.
package enum DecisionError: Error, CustomStringConvertible {
  case subject(String)
  case choice(String)
  case date(String)

  package var description: String {
    switch self {
    case .subject(let text): "'\(text)' is neither a host nor a web address"
    case .choice(let text):
      "'\(text)' is no decision; it is one of \(Decision.Choice.names.joined(separator: ", "))"
    case .date(let text): "'\(text)' is not a date such as 2026-01-31"
    }
  }
}

extension Decision {
  private static let longestNote = 1_000

  /// Reads a decision as it is written on the command line or in a file: the subject is a host, `domain:` and
  /// a host, or a URL with a path; an empty date is today.
  package init(
    subject: String, choice: String, note: String, author: String, date: String, today: Day
  ) throws(DecisionError) {
    guard let choice = Choice(named: choice.lowercased()) else { throw .choice(choice) }
    var day = today
    if !date.isEmpty {
      let bytes = Array(date.utf8)
      guard let moment = Moment(parsing: bytes.span) else { throw .date(date) }
      day = moment.day
    }
    self.init(
      subject: try Decision.canonical(subject), choice: choice,
      note: Decision.oneLine(note), author: Decision.oneLine(author), day: day)
  }

  /// A host in canonical form, or a URL with scheme, canonical host, and its path as it is.
  private static func canonical(_ text: String) throws(DecisionError) -> String {
    let isDomain = text.hasPrefix("domain:")
    let bytes = Array((isDomain ? String(text.dropFirst("domain:".count)) : text).utf8)
    var host: [UInt8] = []
    guard let parts = try? URLParts(scanning: bytes.span), parts.isHTTP,
      HostName.canonical(bytes.span.extracting(parts.host), into: &host) != nil
    else { throw .subject(text) }
    let name = String(decoding: host, as: UTF8.self)
    if parts.pathAndQuery.count <= 1 { return name }
    if isDomain { throw .subject(text) }
    let scheme = parts.protocolKind == .https || !parts.hasScheme ? "https" : "http"
    return scheme + "://" + name + String(decoding: bytes[parts.pathAndQuery], as: UTF8.self)
  }

  private static func oneLine(_ text: String) -> String {
    String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(longestNote))
  }
}
