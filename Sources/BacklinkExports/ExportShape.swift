package import DelimitedText
import LinkModel

/// What a file turned out to be, decided once from its first records.
package struct ExportShape: Sendable {
  /// How rows stand in the text.
  package enum Form: Equatable, Sendable {
    /// Below a header.
    case table
    /// Addresses without a header; lines that begin with # are comments.
    case list
    /// Objects at a path of keys; the header is made of their keys.
    case json(path: String)
  }

  /// How fields are separated.
  package let dialect: Dialect
  /// How rows stand in the text.
  package let form: Form
  /// The bytes before the header: a `sep=` line or an exporter's preamble.
  let headerStart: Int
  /// The physical line of the header, from 1; 0 where there is none.
  package let headerLine: Int
  /// The header's names as written.
  package let header: [String]
  /// How many columns the file showed; of JSON, columns may follow that later records can have.
  package let columnCount: Int
  /// The mapping that reads the columns.
  package let mapping: Mapping
  /// The next best mapping that fits too.
  package let runnerUp: Mapping?
  /// How many columns the mapping knows.
  package let knownColumns: Int
}

/// Finds dialect, header and mapping of an export.
struct ShapeFinder {
  private static let separators: [UInt8] = [0x09, 0x2C, 0x3B, 0x7C]
  private static let headerSearch = 20
  private static let sampleRecords = 64

  let mappings: MappingSet

  private struct Candidate {
    let separator: UInt8
    let start: Int
    let line: Int
    let names: [String]
    let recognised: Int
    let regularity: Int
    var score: Int { recognised * 100 + regularity + (names.count > 1 ? 1 : 0) }
  }

  /// The shape of a file that begins with these bytes.
  func shape(of bytes: Span<UInt8>, isWhole: Bool) throws(ExportError) -> ExportShape {
    if ShapeFinder.isJSON(bytes) { return try jsonShape(of: bytes, isWhole: isWhole) }
    if let reason = ShapeFinder.refusal(of: bytes) { throw .refused(reason) }
    let hint = ShapeFinder.separatorLine(bytes)
    let separators = hint.map { [$0.separator] } ?? ShapeFinder.separators
    var best: Candidate?
    for separator in separators {
      let candidate = self.candidate(bytes, separator, from: hint?.next ?? 0, isWhole: isWhole)
      if let candidate, candidate.score > best?.score ?? 0 { best = candidate }
    }
    guard let best, best.recognised > 0 else {
      if let list = try urlList(bytes) { return list }
      throw .refused(
        "no header of a known export in the first \(ShapeFinder.headerSearch) lines; "
          + "add a mapping file (docs/exporters.md)")
    }
    let matches = mappings.matches(best.names.map(HeaderName.init))
    guard let match = matches.first else {
      throw .refused(
        "the header '\(ShapeFinder.shown(best.names))' fits no known export: no column for the "
          + "linking page; add a mapping file (docs/exporters.md)")
    }
    if let reason = match.mapping.refusal {
      throw .refused("this is \(match.mapping.title): \(reason)")
    }
    return ExportShape(
      dialect: Dialect(separator: best.separator), form: .table, headerStart: best.start,
      headerLine: best.line + (hint == nil ? 0 : 1), header: best.names,
      columnCount: best.names.count, mapping: match.mapping,
      runnerUp: matches.dropFirst().first?.mapping, knownColumns: match.knownColumns)
  }

  private func candidate(
    _ bytes: Span<UInt8>, _ separator: UInt8, from start: Int, isWhole: Bool
  ) -> Candidate? {
    var scanner = RecordScanner(dialect: Dialect(separator: separator))
    var index = RecordIndex()
    _ = scanner.scan(bytes, from: start, isLast: isWhole, into: &index)
    let records = index.records.prefix(ShapeFinder.sampleRecords)
    var best: (record: RecordIndex.Record, names: [String], recognised: Int)?
    for record in records.prefix(ShapeFinder.headerSearch) where record.problem == nil {
      let names = ShapeFinder.texts(of: record, index, bytes)
      let recognised = names.reduce(into: 0) { count, name in
        if mappings.vocabulary.contains(HeaderName(name)) { count += 1 }
      }
      if recognised > best?.recognised ?? 0 { best = (record, names, recognised) }
    }
    guard let best else { return nil }
    let rows = records.filter { $0.start > best.record.start }
    let regular = rows.count { $0.fieldCount == best.names.count }
    return Candidate(
      separator: separator, start: best.record.start, line: best.record.line, names: best.names,
      recognised: best.recognised, regularity: rows.isEmpty ? 0 : regular * 50 / rows.count)
  }

  /// A text whose lines are all web addresses is a list of linking pages.
  private func urlList(_ bytes: Span<UInt8>) throws(ExportError) -> ExportShape? {
    var scanner = RecordScanner(dialect: Dialect(separator: 0x09))
    var index = RecordIndex()
    _ = scanner.scan(bytes, isLast: true, into: &index)
    var lines = 0
    var disavowed = 0
    for record in index.records.prefix(ShapeFinder.sampleRecords) where record.end > record.start {
      let text = ShapeFinder.texts(of: record, index, bytes)
      guard text.count == 1, let first = text.first?.lowercased() else { return nil }
      if first.hasPrefix("#") { continue }
      if first.hasPrefix("domain:") {
        disavowed += 1
      } else if !first.hasPrefix("http://") && !first.hasPrefix("https://") {
        return nil
      }
      lines += 1
    }
    if disavowed > 0 {
      throw .refused("a disavow file, not an export; give it with --previous")
    }
    guard lines > 0, let mapping = mappings.mappings.first(where: \.isHeaderless),
      case .column(let columns)? = mapping.fields.first(where: { $0.field == .sourceURL })?.source
    else { return nil }
    return ExportShape(
      dialect: Dialect(separator: 0x09), form: .list, headerStart: 0, headerLine: 0,
      header: Array(columns.prefix(1)), columnCount: 1, mapping: mapping, runnerUp: nil,
      knownColumns: 1)
  }

  private static func texts(
    of record: RecordIndex.Record, _ index: RecordIndex, _ bytes: Span<UInt8>
  ) -> [String] {
    (0..<record.fieldCount).map { field in
      FieldText.string(index.rawField(field, of: record), in: bytes, quote: 0x22)
    }
  }

  /// `sep=;` on the first line names the separator.
  private static func separatorLine(_ bytes: Span<UInt8>) -> (separator: UInt8, next: Int)? {
    let mark = Array("sep=".utf8)
    var start = 0
    if bytes.count > 0, bytes[0] == 0x22 { start = 1 }
    guard bytes.count > start + 5 else { return nil }
    for offset in mark.indices where bytes[start + offset] | 0x20 != mark[offset] | 0x20 {
      return nil
    }
    var next = start + 5
    while next < bytes.count, bytes[next] != 0x0A, bytes[next] != 0x0D { next += 1 }
    guard next <= start + 7 else { return nil }
    if next < bytes.count, bytes[next] == 0x0D { next += 1 }
    if next < bytes.count, bytes[next] == 0x0A { next += 1 }
    return (bytes[start + 4], next)
  }

  /// Why these bytes are no delimited text at all.
  private static func refusal(of bytes: Span<UInt8>) -> String? {
    var start = 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    guard start < bytes.count else { return "the file is empty" }
    let head = String(
      decoding: (start..<min(start + 64, bytes.count)).map { bytes[$0] }, as: UTF8.self
    ).lowercased()
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") {
      return "a web page, not an export; the download may have asked for a login"
    }
    if head.hasPrefix("<?xml") || head.hasPrefix("<!") {
      return "XML, not delimited text; export as CSV"
    }
    var controls = 0
    let sample = min(bytes.count, 4_096)
    for index in 0..<sample where bytes[index] < 0x20 {
      switch bytes[index] {
      case 0x09, 0x0A, 0x0D: break
      default: controls += 1
      }
    }
    if controls * 20 > sample { return "not text: binary data" }
    return nil
  }

  static func shown(_ names: [String]) -> String {
    let text = names.joined(separator: ", ")
    return text.count <= 120 ? text : String(text.prefix(119)) + "…"
  }
}
