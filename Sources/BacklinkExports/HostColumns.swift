import DelimitedText
import WebAddress

/// The hosts of the addresses in the columns of a table's first rows: they tell linking pages from linked
/// ones, because links to one site come from many hosts.
struct HostColumns {
  /// How many rows are looked at.
  private static let rowLimit = 200
  /// With fewer rows than this, nothing is said against what names say.
  private static let rowsForDoubt = 10

  private struct Column {
    var cells = 0
    var hosts: [String?] = []
  }

  private var columns: [Column]
  private let sites: [String]

  /// Looks at the rows of a table with so many columns; the user's sites are targets.
  init(
    _ count: Int, _ records: some Sequence<RecordIndex.Record>, _ index: RecordIndex,
    _ bytes: Span<UInt8>, sites: [String] = []
  ) {
    self.sites = sites
    columns = [Column](repeating: Column(), count: count)
    for record in records.prefix(HostColumns.rowLimit) where record.problem == nil {
      for column in 0..<min(record.fieldCount, count) {
        let cell = FieldText.content(of: index.rawField(column, of: record), in: bytes, quote: 0x22)
        guard case .plain(let range) = cell else { continue }
        if !range.isEmpty { columns[column].cells += 1 }
        columns[column].hosts.append(HostColumns.host(bytes.extracting(range)))
      }
    }
  }

  /// How many hosts a column names.
  func distinct(_ column: Int) -> Int { Set(columns[column].hosts.compactMap { $0 }).count }

  /// Whether all but one in ten cells of a column are web addresses.
  func holdsAddresses(_ column: Int) -> Bool {
    let column = columns[column]
    return column.cells > 0 && column.hosts.count { $0 != nil } * 10 >= column.cells * 9
  }

  /// The columns that hold web addresses.
  var addressColumns: [Int] { columns.indices.filter(holdsAddresses) }

  /// Columns from the one that is most like linking pages to the one that is most like linked ones; those
  /// that are alike stay in their order.
  func fromSourceToTarget(_ columns: [Int]) -> [Int] {
    columns.sorted { (isOwn($0) ? 1 : 0, -distinct($0)) < (isOwn($1) ? 1 : 0, -distinct($1)) }
  }

  /// Whether the pages of one column are proved to link to those of another: to a site of the user's, or
  /// else to one or two hosts from more.
  func isProved(_ source: Int, over target: Int) -> Bool {
    if isOwn(source) != isOwn(target) { return isOwn(target) }
    return distinct(source) > distinct(target) && distinct(target) <= 2
  }

  /// Why a table is not read whose rows do not link from other sites to one; nil when they may.
  func doubt(_ source: Int, _ target: Int, _ names: [String]) -> String? {
    let pairs = zip(columns[source].hosts, columns[target].hosts).compactMap { source, target in
      source.flatMap { source in target.map { (source, $0) } }
    }
    guard pairs.count >= HostColumns.rowsForDoubt else { return nil }
    if pairs.count(where: { $0.0 == $0.1 }) * 2 > pairs.count {
      return "most rows link from a site to itself: a crawl of one site, not its backlinks; "
        + "take a backlink export"
    }
    if distinct(source) == 1 && distinct(target) * 2 > pairs.count {
      return "all rows link from one host to many: the columns '\(names[source])' and "
        + "'\(names[target])' look reversed, or this lists outgoing links; take a backlink export"
    }
    return nil
  }

  /// Whether all but one in ten addresses of a column belong to a site of the user's.
  private func isOwn(_ column: Int) -> Bool {
    let hosts = columns[column].hosts.compactMap { $0 }
    let own = hosts.count { host in sites.contains { host == $0 || host.hasSuffix("." + $0) } }
    return own > 0 && own * 10 >= hosts.count * 9
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
