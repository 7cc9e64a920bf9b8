import DelimitedText
import LinkModel
import OutputText

/// What an export says beyond the fields of the common record: the exporter's own numbers by name, and the
/// other columns as text. Both are kept as JSON objects.
struct RowExtras {
  /// A column that fills no field.
  struct Column {
    let number: Int
    /// The key in JSON, in quotes, with its colon.
    let key: [UInt8]
    /// The key of a number of the exporter's own: `"moz.number_of_links":`.
    let metricKey: [UInt8]?
    var numberStyle = NumberStyle.point
  }

  var columns: [Column] = []
  private let metricsSlot: Int?
  private let extraSlot: Int?
  private var metrics: [UInt8] = []
  private var extra: [UInt8] = []

  init(_ shape: ExportShape, _ layout: RecordLayout) {
    metricsSlot = layout.slot(.metrics)
    extraSlot = layout.slot(.extra)
    guard metricsSlot != nil || extraSlot != nil else { return }
    let mapping = shape.mapping
    let read = Set(
      mapping.columnReaders(header: shape.columnNames, layout: .all).map(\.reader.column))
    let patterns = mapping.metrics.map(ColumnPattern.init)
    var names: Set<HeaderName> = []
    for (number, header) in shape.header.enumerated() where !read.contains(number) {
      let name = HeaderName(header)
      // Of two columns with one name the first counts, as for fields.
      guard names.insert(name).inserted else { continue }
      let isMetric = patterns.contains { $0.matches(name) }
      columns.append(
        Column(
          number: number,
          key: RowExtras.key(name.text.isEmpty ? "column \(number + 1)" : header.trimmingBlanks),
          metricKey: isMetric ? RowExtras.key(mapping.tool + "." + RowExtras.word(name)) : nil))
    }
  }

  private static func key(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONWriter.appendString(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    return bytes
  }

  /// `size_bytes` of `Size (Bytes)`.
  private static func word(_ name: HeaderName) -> String {
    name.text.split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
  }

  /// Begins a row.
  mutating func begin() {
    metrics.removeAll(keepingCapacity: true)
    extra.removeAll(keepingCapacity: true)
  }

  /// Takes a cell of a column in; a metric that is no number is kept as text.
  mutating func add(_ cell: Span<UInt8>, _ column: Column) {
    let text = ColumnReader.trimmed(cell)
    if ColumnReader.isBlank(text) { return }
    if let key = column.metricKey,
      let number = NumberText.thousandths(text, style: column.numberStyle)
    {
      // Exporters write -1 for what they do not know.
      if number < 0 { return }
      metrics.append(metrics.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
      metrics += key
      DecimalText.append(thousandths: number, to: &metrics)
    } else {
      extra.append(extra.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
      extra += column.key
      JSONWriter.appendString(text, to: &extra)
    }
  }

  /// Puts what was gathered into a row.
  func end(_ row: Int, _ batch: inout RecordBatch) {
    RowExtras.put(metrics, metricsSlot, row, &batch)
    RowExtras.put(extra, extraSlot, row, &batch)
  }

  private static func put(
    _ object: [UInt8], _ slot: Int?, _ row: Int, _ batch: inout RecordBatch
  ) {
    guard let slot, !object.isEmpty else { return }
    let start = batch.bytes.count
    batch.bytes += object
    batch.bytes.append(UInt8(ascii: "}"))
    batch[row, slot: slot] = Cell(start: start, count: batch.bytes.count - start)
  }
}
