/// What a variable of a log format says about a request.
package enum LogField: UInt8, CaseIterable, Sendable {
  case host, port, client, user, time, request, method, target, status, referrer, agent
  /// Anything else: it must be there and is not kept.
  case ignored

  /// The word in rules/logs and in messages.
  package var name: String { "\(self)" }
}

/// Where the fields of one log line lie in its bytes.
///
/// A field that the format does not have is an empty range. Nothing is unescaped yet.
package struct LogLine: Sendable {
  private var starts = InlineArray<12, Int32>(repeating: 0)
  private var ends = InlineArray<12, Int32>(repeating: 0)

  /// The number of the line's format in ``LogReader/formats``.
  package internal(set) var format = 0
  /// How its fields are escaped.
  package internal(set) var escaping = LogEscaping.none

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
