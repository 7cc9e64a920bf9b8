import DelimitedText
import JSONText

/// Turns the records of a JSON text into rows of cells, as a table would have them.
///
/// The columns are paths of keys. Values of an array come into one cell with ", " between them; null, and
/// a key that a record does not have, give an empty cell that ``isMissing(_:ofRecord:)``.
struct JSONRows {
  /// The separator never decides anything, because the index says where cells end; no text has this quote.
  static let dialect: Dialect = {
    var dialect = Dialect(separator: 0x1F)
    dialect.quote = 0xFF
    return dialect
  }()

  /// The cells of the records that were found last.
  private(set) var cells: [UInt8] = []

  private var scanner: JSONScanner
  private var found: JSONIndex
  private let columnCount: Int
  /// For each cell whether the record says nothing of it.
  private var missing: [Bool] = []
  /// For each column the value that its cell begins with, and for each value the one that follows it.
  private var firstValue: [Int]
  private var lastValue: [Int]
  private var nextValue: [Int] = []

  /// Rows with these columns, from the records at a path.
  init(path: String, columns: [String]) {
    scanner = JSONScanner(path: path)
    found = JSONIndex(JSONPaths(columns))
    columnCount = columns.count
    firstValue = [Int](repeating: -1, count: columnCount)
    lastValue = firstValue
  }

  /// What encloses the records is still open.
  var isOpen: Bool { scanner.isOpen }

  /// Why a record that was found last cannot be used, or nil.
  func problem(ofRecord number: Int) -> JSONProblem? { found.records[number].problem }

  /// Where a record that was found last stands in the text.
  func range(ofRecord number: Int) -> Range<Int> { found.records[number].range }

  /// Whether a record that was found last was read although it is not quite JSON.
  func isRepaired(record number: Int) -> Bool { found.records[number].isRepaired }

  /// Whether a record that was found last says nothing of a column.
  func isMissing(_ column: Int, ofRecord number: Int) -> Bool {
    missing[number * columnCount + column]
  }

  /// Finds the complete records of `bytes`; parameters and result are those of ``RecordScanner``.
  ///
  /// The index is about ``cells``. A record that cannot be used has no cells.
  mutating func scan(
    _ bytes: Span<UInt8>, from start: Int, isLast: Bool, into index: inout RecordIndex
  ) -> Int {
    found.removeAll()
    cells.removeAll(keepingCapacity: true)
    missing.removeAll(keepingCapacity: true)
    let used = scanner.scan(bytes, from: start, isLast: isLast, into: &found)
    let values = found.values
    for record in found.records { append(record, values.span, bytes, &index) }
    return used
  }

  private mutating func append(
    _ record: JSONIndex.Record, _ values: Span<JSONValues.Value>, _ bytes: Span<UInt8>,
    _ index: inout RecordIndex
  ) {
    link(record.values, values)
    let start = cells.count
    let firstField = index.fieldEnds.count
    for column in 0..<columnCount {
      var value = firstValue[column]
      missing.append(value < 0)
      firstValue[column] = -1
      while value >= 0 {
        let content = bytes.extracting(values[value].range)
        if values[value].hasEscapes {
          JSONString.append(content, to: &cells)
        } else {
          cells.append(copying: content)
        }
        value = nextValue[value - record.values.lowerBound]
        if value >= 0 {
          cells.append(0x2C)
          cells.append(0x20)
        }
      }
      index.fieldEnds.append(UInt32(cells.count))
      cells.append(JSONRows.dialect.separator)
    }
    index.records.append(
      RecordIndex.Record(
        start: start, end: cells.count - 1, line: record.line, firstField: firstField,
        fieldCount: columnCount))
  }

  /// Finds out which values make up each cell.
  private mutating func link(_ range: Range<Int>, _ values: Span<JSONValues.Value>) {
    nextValue.removeAll(keepingCapacity: true)
    for number in range {
      let value = values[number]
      nextValue.append(-1)
      if value.isInArray && firstValue[value.path] >= 0 {
        nextValue[lastValue[value.path] - range.lowerBound] = number
      } else {
        firstValue[value.path] = number
      }
      lastValue[value.path] = number
    }
  }
}

extension JSONProblem {
  /// What a rejected record is counted under.
  var reason: String {
    switch self {
    case .unexpected, .unclosedString: "invalid-json"
    case .tooDeep, .tooLong, .tooManyValues: "too-long"
    case .notAnObject, .noRecords: "no-record"
    case .cutOff: "cut-off"
    }
  }
}
