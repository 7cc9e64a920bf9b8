package import BacklinkExports
package import ByteStreams
import DelimitedText
package import LinkModel
import LinkReports
import ReferrerLogs

/// What a file is, why, and what its first records are.
package struct Inspection: Sendable {
  /// How many records are shown.
  private static let sampleCount = 3

  package let container: String
  package let encoding: String
  /// The mapping or log format, and its title.
  package let format: String
  package let title: String
  /// Why this format: what fits, and how well.
  package let reason: String
  /// The next best format and how well it fits, or nil.
  package let runnerUp: String?
  /// How fields are separated; nil for a log.
  package let separator: String?
  /// The line of the header; nil for a log, 0 for a list without one.
  package let headerLine: Int?
  /// The keys that lead to the objects of a JSON export, empty for the outermost; nil for other texts.
  package let recordPath: String?
  package let columns: [ExportReader.ColumnUse]
  /// The first records as NDJSON.
  package let records: [String]
  package let counts: InputCounts
  package let notes: [StreamNote]
  package let diagnostics: [Diagnostic]

  /// Looks at a whole input.
  ///
  /// - Parameters:
  ///   - input: An input of which nothing was read yet.
  ///   - pack: The lists in use.
  ///   - formats: What the input may be.
  ///   - sites: Hosts whose pages are targets, for logs that name none.
  /// - Throws: Why the input is neither an export nor a log.
  package init(
    _ input: TextInput, pack: RulePack, formats: InputFormats, sites: [String]
  ) throws {
    var records: [UInt8] = []
    var shown = 0
    func show(_ batch: RecordBatch) {
      var writer = RecordWriter(.ndjson)
      let count = min(batch.count, Inspection.sampleCount - shown)
      writer.write(batch, rows: 0..<count)
      shown += count
      writer.drain { text in records += text.indices.map { text[$0] } }
    }
    if let detection = try formats.log(input) {
      let reading = LogReading(pack: pack, sites: sites, own: [])
      counts = try reading.read(input, detection)
      try reading.forEachBatch(layout: RecordLayout(RecordWriter.fields), show)
      format = detection.name
      title = detection.formats.first { $0.name == detection.name }?.title ?? detection.name
      reason = "\(detection.matched) of the first \(detection.lines) lines fit"
      (separator, headerLine, recordPath, columns) = (nil, nil, nil, [])
      runnerUp = detection.runnerUp
      diagnostics = reading.diagnostics
    } else {
      let conversion = ExportConversion(
        pack: pack, formats: formats, sites: sites, fields: RecordWriter.fields)
      let reader = try conversion.open(input)
      try conversion.forEachBatch(of: reader) { show($0) }
      let shape = reader.shape
      counts = reader.counts
      format = shape.mapping.name
      title = shape.mapping.title
      reason = "\(shape.knownColumns) of \(shape.columnCount) columns known"
      runnerUp = shape.runnerUp.map { other in
        "\(other.mapping.name): \(other.knownColumns) of \(shape.columnCount) columns known"
          + (other.mapping.isFallback ? ", only when no other fits" : "")
      }
      if case .json(let path) = shape.form {
        (separator, headerLine, recordPath) = (nil, nil, path)
      } else {
        separator = Inspection.name(ofSeparator: shape.dialect.separator)
        headerLine = shape.headerLine
        recordPath = nil
      }
      columns = reader.columnUses
      diagnostics = reader.diagnostics
    }
    self.records = records.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    container = "\(input.container)"
    encoding = input.encoding.label
    notes = input.notes
  }

  private static func name(ofSeparator byte: UInt8) -> String {
    switch byte {
    case 0x09: "tab"
    case 0x2C: "comma"
    case 0x3B: "semicolon"
    case 0x7C: "bar"
    default: "byte \(byte)"
    }
  }
}
