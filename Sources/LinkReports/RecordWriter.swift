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

  /// The fields' keys in JSON, by number.
  private static let keys: [[UInt8]] = Field.allCases.map { field in
    var key: [UInt8] = []
    JSONWriter.appendString(field.name, to: &key)
    return key
  }

  private let format: Format
  private var json = JSONWriter(.compact)
  private var csv = DelimitedWriter()

  package init(_ format: Format) {
    self.format = format
    if format == .csv { csv.record(RecordWriter.fields.map(\.name)) }
  }

  /// The bytes written since the last call.
  package mutating func takeBytes() -> [UInt8] {
    defer {
      json.bytes.removeAll(keepingCapacity: true)
      csv.bytes.removeAll(keepingCapacity: true)
    }
    return format == .ndjson ? json.bytes : csv.bytes
  }

  /// How many bytes wait to be taken.
  package var count: Int { json.bytes.count + csv.bytes.count }

  /// Writes one row.
  package mutating func write(_ batch: RecordBatch, row: Int) {
    switch format {
    case .ndjson: writeJSON(batch, row)
    case .csv: writeCSV(batch, row)
    }
  }

  private mutating func writeJSON(_ batch: RecordBatch, _ row: Int) {
    json.beginObject()
    for (slot, field) in batch.layout.fields.enumerated() {
      let cell = batch[row, slot: slot]
      if cell.isAbsent || field == .sourcePath || field == .targetPath { continue }
      json.key(made: RecordWriter.keys[Int(field.rawValue)])
      switch field.kind {
      case .text where field == .statusCounts: writeCounts(batch.text(row, field) ?? "")
      case .text where field == .metrics || field == .extra:
        json.made(batch.bytes.span.extracting(cell.range))
      case .text: json.string(batch.bytes.span.extracting(cell.range))
      case .list:
        json.beginArray()
        for word in RecordWriter.words(batch.text(row, field) ?? "") { json.string(word) }
        json.endArray()
      case .flag: json.bool(cell.number != 0)
      case .integer: json.integer(cell.number)
      case .decimal: json.decimal(thousandths: cell.number)
      case .moment: json.string(Moment(rawValue: cell.number).description)
      case .choice(let names): json.string(names[Int(cell.number)])
      case .choices(let names):
        json.beginArray()
        for (bit, name) in names.enumerated() where cell.number & 1 << Int64(bit) != 0 {
          json.string(name)
        }
        json.endArray()
      }
    }
    json.endObject()
    json.endLine()
  }

  /// `200:14,404:2` as an object.
  private mutating func writeCounts(_ text: String) {
    json.beginObject()
    for part in text.split(separator: ",") {
      let pair = part.split(separator: ":")
      guard pair.count == 2, let count = Int(pair[1]) else { continue }
      json.key(String(pair[0]))
      json.integer(count)
    }
    json.endObject()
  }

  private mutating func writeCSV(_ batch: RecordBatch, _ row: Int) {
    for field in RecordWriter.fields {
      let cell = batch[row, field]
      if cell.isAbsent {
        csv.field("")
        continue
      }
      switch field.kind {
      case .text, .list: csv.field(batch.bytes.span.extracting(cell.range))
      case .flag: csv.field(cell.number == 0 ? "false" : "true")
      case .integer: csv.field(String(cell.number))
      case .decimal: csv.field(DecimalText.short(thousandths: cell.number))
      case .moment: csv.field(Moment(rawValue: cell.number).description)
      case .choice(let names): csv.field(names[Int(cell.number)])
      case .choices(let names):
        csv.field(
          names.enumerated().filter { cell.number & 1 << Int64($0.offset) != 0 }
            .map(\.element).joined(separator: " "))
      }
    }
    csv.endRecord()
  }

  private static func words(_ list: String) -> [String] {
    list.split(separator: ",").map { part in
      String(part.drop { $0 == " " })
    }
  }
}
