import DelimitedText
import LinkModel

/// Finds dialect, header and mapping of an export.
struct ShapeFinder {
  private static let separators: [UInt8] = [0x09, 0x2C, 0x3B, 0x7C]
  private static let headerSearch = 20
  private static let sampleRecords = 64

  let mappings: MappingSet
  /// The user's sites, which are linked.
  let sites: [String]

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
      let start = hint?.next ?? 0
      if let list = try listShape(of: bytes, separators, from: start, isWhole: isWhole) {
        return list
      }
      if let part = GraphFile.part(bytes) { throw .refused(GraphFile.refusal(of: part)) }
      throw unknownTable(
        "no header of a known export in the first \(ShapeFinder.headerSearch) lines", bytes,
        separators, isWhole: isWhole)
    }
    let (names, warning) = try columnNames(of: best, bytes, isWhole: isWhole)
    let matches = mappings.matches(names.map(HeaderName.init))
    guard let match = matches.first else {
      throw unknownTable(
        "the header '\(ShapeFinder.shown(best.names))' fits no known export: no column for the "
          + "linking page", bytes, [best.separator], isWhole: isWhole)
    }
    if let reason = match.mapping.refusal {
      throw .refused("this is \(match.mapping.title): \(reason)")
    }
    return ExportShape(
      dialect: Dialect(separator: best.separator), form: .table, headerStart: best.start,
      headerLine: best.line + (hint == nil ? 0 : 1), header: best.names, columnNames: names,
      columnCount: best.names.count, mapping: match.mapping,
      runnerUp: matches.dropFirst().first, knownColumns: match.knownColumns,
      warnings: warning.map { [$0] } ?? [])
  }

  /// The names of a table's columns; where no exporter's mapping fits, what their content makes of them.
  private func columnNames(
    of table: Candidate, _ bytes: Span<UInt8>, isWhole: Bool
  ) throws(ExportError) -> (names: [String], warning: String?) {
    let isKnown = mappings.matches(table.names.map(HeaderName.init)).contains {
      !$0.mapping.isFallback
    }
    guard !isKnown, let fallback else {
      return (table.names, nil)
    }
    var scanner = RecordScanner(
      dialect: Dialect(separator: table.separator), width: table.names.count)
    var index = RecordIndex()
    _ = scanner.scan(bytes, from: table.start, isLast: isWhole, into: &index)
    let hosts = HostColumns(
      table.names.count, index.records.dropFirst(), index, bytes, sites: sites)
    let ends = EitherEnd(header: table.names, fallback: fallback, hosts: hosts)
    if let refusal = ends.refusal { throw .refused(refusal) }
    return (ends.names, ends.warning)
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
      // A row whose anchor is a familiar word is no header.
      if recognised > best?.recognised ?? 0, !names.contains(where: ShapeFinder.isAddress) {
        best = (record, names, recognised)
      }
    }
    guard let best else { return nil }
    let rows = records.filter { $0.start > best.record.start }
    let regular = rows.count { $0.fieldCount == best.names.count }
    return Candidate(
      separator: separator, start: best.record.start, line: best.record.line, names: best.names,
      recognised: best.recognised, regularity: rows.isEmpty ? 0 : regular * 50 / rows.count)
  }

  /// Why a table that no mapping knows is not read, with a mapping to begin with.
  private func unknownTable(
    _ reason: String, _ bytes: Span<UInt8>, _ separators: [UInt8], isWhole: Bool
  ) -> ExportError {
    var best: (score: Int, names: [String], addresses: [Int], separator: UInt8)?
    for separator in separators {
      var scanner = RecordScanner(dialect: Dialect(separator: separator))
      var index = RecordIndex()
      _ = scanner.scan(bytes, isLast: isWhole, into: &index)
      let records = index.records.prefix(ShapeFinder.sampleRecords)
      guard let header = records.first(where: { $0.fieldCount > 1 && $0.problem == nil })
      else { continue }
      let regular = records.count { $0.fieldCount == header.fieldCount }
      let score = regular * 100 / records.count + min(header.fieldCount, 50)
      if score <= best?.score ?? 0 { continue }
      let names = ShapeFinder.texts(of: header, index, bytes)
      let rows = records.drop { $0.start <= header.start }
      let hosts = HostColumns(names.count, rows, index, bytes)
      best = (score, names, hosts.addressColumns, separator)
    }
    guard let best else { return .refused(reason + "; add a mapping file (docs/exporters.md)") }
    let starter = StarterMapping(
      names: best.names, addresses: best.addresses, fallback: fallback,
      separator: Character(UnicodeScalar(best.separator)))
    return .unknown(reason + "; add a mapping file (docs/exporters.md)", starter: starter.text)
  }

  /// The mapping for tools without one of their own.
  var fallback: Mapping? { mappings.mappings.first(where: \.isFallback) }

  private static func isAddress(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("http://") || name.hasPrefix("https://")
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
    guard start < bytes.count else {
      let hasControls = (0..<start).contains { bytes[$0] < 0x09 }
      return hasControls
        ? "only control bytes, no text; the download may have failed" : "the file is empty"
    }
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
