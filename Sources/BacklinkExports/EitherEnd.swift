import DelimitedText
import LinkModel
import WebAddress

/// Decides by content which columns hold the linking page and the linked one, when their names do not say.
///
/// Links to one site come from many hosts: the column whose host varies is the source. Where both vary
/// alike, columns of one name are taken in their order, and others are left undecided.
struct EitherEnd {
  /// How many rows are looked at.
  static let rowLimit = 200
  /// With fewer rows than this, nothing is said against what the names say.
  private static let rowsForDoubt = 10

  /// The names under which the mapping finds the columns.
  private(set) var names: [String]
  /// What was not proved, as a sentence.
  private(set) var warning: String?
  /// Why the table is not read, as a sentence.
  private(set) var refusal: String?

  private let header: [String]
  private let columns: [Column]

  /// What the cells of one column are.
  private struct Column {
    var cells = 0
    var hosts: [String?] = []
    var distinct: Int { Set(hosts.compactMap { $0 }).count }
    /// All but one in ten are web addresses.
    var holdsAddresses: Bool { cells > 0 && hosts.count { $0 != nil } * 10 >= cells * 9 }
  }

  /// Looks at the rows of a table without knowing its exporter.
  init(
    header: [String], fallback: Mapping, _ records: ArraySlice<RecordIndex.Record>,
    _ index: RecordIndex,
    _ bytes: Span<UInt8>
  ) {
    self.header = header
    names = header
    columns = EitherEnd.columns(header.count, records, index, bytes)
    let either = Set(fallback.eitherEnd.map(HeaderName.init))
    let candidates = header.indices.filter {
      either.contains(HeaderName(header[$0])) && columns[$0].holdsAddresses
    }
    decide(
      candidates, source: fallback.columnNames(of: .sourceURL),
      target: fallback.columnNames(of: .targetURL))
  }

  /// The columns that hold web addresses.
  static func addressColumns(
    _ count: Int, _ records: ArraySlice<RecordIndex.Record>, _ index: RecordIndex,
    _ bytes: Span<UInt8>
  ) -> [Int] {
    let columns = columns(count, records, index, bytes)
    return columns.indices.filter { columns[$0].holdsAddresses }
  }

  private static func columns(
    _ count: Int, _ records: ArraySlice<RecordIndex.Record>, _ index: RecordIndex,
    _ bytes: Span<UInt8>
  ) -> [Column] {
    var columns = [Column](repeating: Column(), count: count)
    for record in records.prefix(rowLimit) where record.problem == nil {
      for column in 0..<min(record.fieldCount, count) {
        let cell = FieldText.content(of: index.rawField(column, of: record), in: bytes, quote: 0x22)
        guard case .plain(let range) = cell else { continue }
        if !range.isEmpty { columns[column].cells += 1 }
        columns[column].hosts.append(host(bytes.extracting(range)))
      }
    }
    return columns
  }

  private mutating func decide(_ candidates: [Int], source: [String], target: [String]) {
    func column(named names: [String]) -> Int? {
      let known = Set(names.map(HeaderName.init))
      return header.firstIndex { known.contains(HeaderName($0)) }
    }
    guard let sourceName = source.first, let targetName = target.first else { return }
    var sourceColumn = column(named: source)
    var targetColumn = column(named: target)
    if sourceColumn == nil {
      let varied = candidates.sorted { columns[$0].distinct > columns[$1].distinct }
      if targetColumn == nil, varied.count > 1, let last = varied.last {
        // Of columns that vary alike the sorting keeps the order.
        if isProved(varied[0], over: last) || hasOneName(candidates) {
          (sourceColumn, targetColumn) = (varied[0], last)
          if !isProved(varied[0], over: last) {
            warning =
              "nothing proves which column holds the linking page; the first named "
              + "'\(header[varied[0]])' is taken"
          }
        }
      } else if varied.count == 1 && (targetColumn != nil || columns[varied[0]].distinct > 1) {
        sourceColumn = varied[0]
      }
      if sourceColumn == nil && candidates.count > 1 {
        let shown = candidates.map { "'\(header[$0])'" }.joined(separator: ", ")
        refusal =
          "nothing proves which of the columns \(shown) holds the linking page; "
          + "add a mapping file (docs/exporters.md)"
      }
      if let sourceColumn { names[sourceColumn] = sourceName }
    } else if targetColumn == nil, candidates.count == 1, let sourceColumn,
      isProved(sourceColumn, over: candidates[0])
    {
      targetColumn = candidates[0]
    }
    if let targetColumn { names[targetColumn] = targetName }
    if let sourceColumn, let targetColumn { doubt(sourceColumn, targetColumn) }
  }

  private func isProved(_ source: Int, over target: Int) -> Bool {
    columns[source].distinct > columns[target].distinct && columns[target].distinct <= 2
  }

  private func hasOneName(_ candidates: [Int]) -> Bool {
    Set(candidates.map { HeaderName(header[$0]) }).count == 1
  }

  /// Refuses tables whose rows do not link from other sites to one.
  private mutating func doubt(_ source: Int, _ target: Int) {
    let pairs = zip(columns[source].hosts, columns[target].hosts).compactMap { source, target in
      source.flatMap { source in target.map { (source, $0) } }
    }
    guard pairs.count >= EitherEnd.rowsForDoubt else { return }
    if pairs.count(where: { $0.0 == $0.1 }) * 2 > pairs.count {
      refusal =
        "most rows link from a site to itself: a crawl of one site, not its backlinks; "
        + "take a backlink export"
    } else if columns[source].distinct == 1 && columns[target].distinct * 2 > pairs.count {
      refusal =
        "all rows link from one host to many: the columns '\(header[source])' and "
        + "'\(header[target])' look reversed, or this lists outgoing links; take a backlink export"
    }
  }

  /// The host of an address without `www.`; nil when it is none.
  private static func host(_ cell: Span<UInt8>) -> String? {
    guard let parts = try? URLParts(scanning: cell), parts.isHTTP else { return nil }
    let host = parts.host.map { cell[$0] }
    guard host.contains(UInt8(ascii: ".")) || host.first == UInt8(ascii: "[") else { return nil }
    let text = String(decoding: host, as: UTF8.self).lowercased()
    return text.hasPrefix("www.") ? String(text.dropFirst(4)) : text
  }
}

extension Mapping {
  /// The names of the columns that a field is read from.
  func columnNames(of field: Field) -> [String] {
    for case .column(let names) in fields.lazy.filter({ $0.field == field }).map(\.source) {
      return names
    }
    return []
  }
}
