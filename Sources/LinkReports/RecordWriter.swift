import CalendarTime
import DelimitedText
package import LinkModel
import OutputText

/// Writes rows of the common record as NDJSON or CSV.
package struct RecordWriter {
  /// What the records are written as.
  package enum Format: String, Sendable {
    case ndjson, csv
  }

  /// The fields that are written, in the order of the field table.
  ///
  /// Paths are left out: they are parts of the URLs.
  package static let fields = Field.allCases.filter { $0 != .sourcePath && $0 != .targetPath }

  private let format: Format
  private var json = RecordJSON(RecordLayout([]))
  private var csv = DelimitedWriter()

  package init(_ format: Format) {
    self.format = format
    if format == .csv { csv.record(RecordWriter.fields.map(\.name)) }
  }

  /// Hands out the bytes written since the last call.
  package mutating func drain<Failure: Error>(
    _ take: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    switch format {
    case .ndjson:
      try take(json.bytes.span)
      json.bytes.removeAll(keepingCapacity: true)
    case .csv:
      try take(csv.bytes.span)
      csv.bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Writes some rows of a batch, or all.
  package mutating func write(_ batch: RecordBatch, rows: Range<Int>? = nil) {
    let rows = rows ?? 0..<batch.count
    switch format {
    case .ndjson:
      if json.layout != batch.layout { json = RecordJSON(batch.layout, adding: json.bytes) }
      for row in rows { json.write(batch, row: row) }
    case .csv:
      let columns = RecordWriter.fields.map { (slot: batch.layout.slot($0), kind: $0.kind) }
      for row in rows {
        for column in columns { writeCell(batch, row, column.slot, column.kind) }
        csv.endRecord()
      }
    }
  }

  private mutating func writeCell(
    _ batch: RecordBatch, _ row: Int, _ slot: Int?, _ kind: FieldKind
  ) {
    guard let slot, !batch[row, slot: slot].isAbsent else { return csv.beginField() }
    let cell = batch[row, slot: slot]
    switch kind {
    case .text, .list: return csv.field(batch.bytes.span.extracting(cell.range))
    default: csv.beginField()
    }
    // No number and none of our words needs quotes.
    switch kind {
    case .text, .list: break
    case .flag: csv.bytes.append(contentsOf: (cell.number == 0 ? "false" : "true").utf8)
    case .choice(let names): csv.bytes.append(contentsOf: names[Int(cell.number)].utf8)
    case .integer: DecimalText.append(cell.number, to: &csv.bytes)
    case .decimal: DecimalText.append(thousandths: cell.number, to: &csv.bytes)
    case .moment: Moment(rawValue: cell.number).append(to: &csv.bytes)
    case .choices(let names):
      var isFirst = true
      for bit in names.indices where cell.number & 1 << Int64(bit) != 0 {
        if !isFirst { csv.bytes.append(UInt8(ascii: " ")) }
        isFirst = false
        csv.bytes.append(contentsOf: names[bit].utf8)
      }
    }
  }
}
