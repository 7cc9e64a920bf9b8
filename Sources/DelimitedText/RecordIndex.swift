/// Where the records and fields of some bytes stand.
///
/// A field is the bytes from the end of the field before it (plus one) to its own end; quotes are part
/// of it until ``FieldText`` takes them off.
package struct RecordIndex: Sendable {
  /// One record.
  package struct Record: Hashable, Sendable {
    /// The offset of its first byte.
    package let start: Int
    /// The offset after its last byte, without the line end.
    package let end: Int
    /// Its physical line, from 1.
    package let line: Int
    /// The number of its first field in the index.
    package let firstField: Int
    /// How many fields it has; a blank line has one empty field.
    package let fieldCount: Int
    /// True when a quote stood where none may stand, and was taken as text.
    package let hasStrayQuotes: Bool
    /// True when a field may hold a quote: two that stand for one, or a stray one.
    package let mayHoldQuotes: Bool
    /// Why it cannot be used, or nil.
    package let problem: RecordProblem?

    package init(
      start: Int, end: Int, line: Int, firstField: Int, fieldCount: Int,
      hasStrayQuotes: Bool = false, mayHoldQuotes: Bool = false, problem: RecordProblem? = nil
    ) {
      self.start = start
      self.end = end
      self.line = line
      self.firstField = firstField
      self.fieldCount = fieldCount
      self.hasStrayQuotes = hasStrayQuotes
      self.mayHoldQuotes = mayHoldQuotes
      self.problem = problem
    }
  }

  /// The records, in order.
  package var records: [Record] = []
  /// The end offset of each field of each record.
  package var fieldEnds: [UInt32] = []

  package init() {}

  package mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    fieldEnds.removeAll(keepingCapacity: true)
  }

  /// The bytes of a field, quotes included.
  package func rawField(_ field: Int, of record: Record) -> Range<Int> {
    let start = field == 0 ? record.start : Int(fieldEnds[record.firstField + field - 1]) + 1
    return start..<Int(fieldEnds[record.firstField + field])
  }
}
