/// What a variable of a log format says about a request.
package enum LogField: UInt8, CaseIterable, Sendable {
  case host, port, client, user, time, request, method, target, status, referrer, agent
  /// `http` or `https`, and a query that stands apart from its target.
  case scheme, query
  /// A day that stands apart from the time of day.
  case date
  /// What the browser fetches for: `document`, `image` (the header Sec-Fetch-Dest).
  case fetch
  /// Anything else: it must be there and is not kept.
  case ignored

  /// The word in rules/logs and in messages.
  package var name: String { "\(self)" }

  /// The fields with a meaning.
  static let known = allCases.dropLast()
}

/// Where the fields of one log line lie in its bytes.
///
/// A field that the line does not have is an empty range. Nothing is unescaped yet.
package struct LogLine: Sendable {
  private var starts = InlineArray<16, Int32>(repeating: 0)
  private var ends = InlineArray<16, Int32>(repeating: 0)

  /// The number of the line's format in ``LogReader/formats``.
  package internal(set) var format = 0
  /// How its fields are escaped.
  package internal(set) var escaping = LogEscaping.none
  /// Whether times without a zone are known to be UTC.
  var isUTC = true
  /// The day of lines that only have a time of day, in days since 1970.
  var day: Int32 = 0

  /// A line without fields.
  package init() {}

  /// The bytes of a field, relative to the line.
  package subscript(field: LogField) -> Range<Int> {
    Int(starts[Int(field.rawValue)])..<Int(ends[Int(field.rawValue)])
  }

  @inline(__always) mutating func set(_ field: LogField, _ start: Int, _ end: Int) {
    starts[Int(field.rawValue)] = Int32(truncatingIfNeeded: start)
    ends[Int(field.rawValue)] = Int32(truncatingIfNeeded: end)
  }
}
