import CalendarTime
import DelimitedText
import LinkModel

/// Finds out what the columns of a text without a header are, from its first records.
///
/// A list is one column of addresses or of hosts; or two such columns, and perhaps one of anchors. Which of
/// two is linked is decided by content.
extension ShapeFinder {
  /// How many records of a list are looked at.
  fileprivate static let listRecords = 200
  private static let headerAdvice =
    "put a line with the names of its columns before it, such as 'source_url,target_url,anchor'"

  /// The shape of a text without a header, or nil when it is no list of addresses.
  func listShape(
    of bytes: Span<UInt8>, _ separators: [UInt8], from start: Int, isWhole: Bool
  ) throws(ExportError) -> ExportShape? {
    var refusal: ExportError?
    var single: ListSample?
    for separator in separators {
      let list = ListSample(bytes, separator, from: start, isWhole: isWhole)
      if list.width == 1 { single = single ?? list }
      do throws(ExportError) {
        if let shape = try tableShape(list, bytes, from: start) { return shape }
      } catch {
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
    return try single.flatMap { list throws(ExportError) in try singleShape(list, from: start) }
  }

  /// Several columns, of which two hold addresses or two hold hosts.
  private func tableShape(
    _ list: ListSample, _ bytes: Span<UInt8>, from start: Int
  ) throws(ExportError) -> ExportShape? {
    let pages = list.columns.indices.filter { list.columns[$0].holdsPages }
    let hosts = list.columns.indices.filter { list.columns[$0].holdsHosts }
    if list.width <= 3, pages.count == 2 {
      return try pairs(list, pages, .sourceURL, bytes, from: start)
    }
    if list.width == 2, hosts.count == 2 {
      return try pairs(list, hosts, .sourceDomain, bytes, from: start)
    }
    // An address may hold a comma, though hardly every one of a list.
    let isTable = list.width > 1 && (list.rows > 1 || pages.count + hosts.count > 1)
    if isTable, !pages.isEmpty {
      throw .refused("a table without a header; \(ShapeFinder.headerAdvice)")
    }
    return nil
  }

  /// One column: its lines are all web addresses, or all host names.
  private func singleShape(_ list: ListSample, from start: Int) throws(ExportError) -> ExportShape?
  {
    let column = list.columns[0]
    if list.disavowed > 0 && list.disavowed >= column.pages + column.hosts {
      throw .refused("a disavow file, not an export; give it with --previous")
    }
    guard column.others == 0, column.pages + column.hosts > 0 else { return nil }
    // Of a mixed list it is not known whether a line is a page or a whole domain.
    guard column.pages == 0 || column.hosts == 0 else {
      throw .refused(
        "pages and bare domains in one list: a bare domain can be a page or a whole domain; "
          + "write pages with https://, or list domains alone")
    }
    let field = column.pages > 0 ? Field.sourceURL : .sourceDomain
    return listShape(list, field, [0: field], from: start)
  }

  /// Two columns of addresses, and perhaps one of anchors.
  private func pairs(
    _ list: ListSample, _ ends: [Int], _ source: Field, _ bytes: Span<UInt8>, from start: Int
  ) throws(ExportError) -> ExportShape? {
    let columns = HostColumns(list.width, list.records, list.index, bytes, sites: sites)
    let order = columns.fromSourceToTarget(ends)
    guard columns.isProved(order[0], over: order[1]) else {
      throw .refused(
        "a table without a header, and nothing proves which of the columns \(ends[0] + 1) and "
          + "\(ends[1] + 1) holds the linking page; name your site with --site, or "
          + ShapeFinder.headerAdvice)
    }
    let names = (1...list.width).map { "\($0)" }
    if let doubt = columns.doubt(order[0], order[1], names) { throw .refused(doubt) }
    var fields = [order[0]: source, order[1]: Field.targetURL]
    if let rest = list.columns.indices.first(where: { !ends.contains($0) }),
      list.columns[rest].holdsWords
    {
      fields[rest] = .anchor
    }
    return listShape(list, source, fields, from: start)
  }

  private func listShape(
    _ list: ListSample, _ source: Field, _ fields: [Int: Field], from start: Int
  ) -> ExportShape? {
    let lists = mappings.mappings.filter {
      $0.isHeaderless && !$0.columnNames(of: source).isEmpty
    }
    guard let mapping = lists.first(where: \.isOwn) ?? lists.first else { return nil }
    let names = (0..<list.width).map { column in
      fields[column].flatMap { mapping.columnNames(of: $0).first } ?? "column \(column + 1)"
    }
    return ExportShape(
      dialect: Dialect(separator: list.separator), form: .list, headerStart: start, headerLine: 0,
      header: names, columnNames: names, columnCount: names.count, mapping: mapping,
      runnerUp: nil, knownColumns: fields.count,
      warnings: list.disavowed == 0
        ? []
        : ["lines of a disavow file stand among the addresses; give such a file with --previous"])
  }
}

/// The first records of a text as if each was one of a list, comments left out.
private struct ListSample {
  /// What the cells of a column are.
  struct Column {
    var pages = 0
    var hosts = 0
    var others = 0
    /// Of the others: numbers and dates.
    var figures = 0
    private var all: Int { pages + hosts + others }
    /// All but one in ten are web addresses with their scheme.
    var holdsPages: Bool { pages > 0 && pages * 10 >= all * 9 }
    var holdsHosts: Bool { hosts > 0 && hosts == all }
    /// Texts, and not nearly all numbers or dates.
    var holdsWords: Bool { all > 0 && figures * 10 < all * 9 }
  }

  let separator: UInt8
  /// How many columns the first record has; 0 when the others do not, or there are none.
  private(set) var width = 0
  private(set) var rows = 0
  private(set) var columns: [Column] = []
  /// Lines of a disavow file.
  private(set) var disavowed = 0
  private(set) var records: [RecordIndex.Record] = []
  private(set) var index = RecordIndex()

  init(_ bytes: Span<UInt8>, _ separator: UInt8, from start: Int, isWhole: Bool) {
    self.separator = separator
    var scanner = RecordScanner(dialect: Dialect(separator: separator))
    _ = scanner.scan(bytes, from: start, isLast: isWhole, into: &index)
    for record in index.records.prefix(ShapeFinder.listRecords) where record.end > record.start {
      switch AddressList.line(bytes.extracting(record.start..<record.end)) {
      case .comment: break
      case .disavowed: disavowed += 1
      default: if record.problem == nil { records.append(record) }
      }
    }
    rows = records.count
    guard let first = records.first,
      records.count(where: { $0.fieldCount == first.fieldCount }) * 10 >= records.count * 9
    else {
      return
    }
    width = first.fieldCount
    columns = [Column](repeating: Column(), count: width)
    for record in records {
      for column in 0..<min(width, record.fieldCount) {
        add(index.rawField(column, of: record), bytes, to: &columns[column])
      }
    }
  }

  private func add(_ raw: Range<Int>, _ bytes: Span<UInt8>, to column: inout Column) {
    let cell: Span<UInt8>
    switch FieldText.content(of: raw, in: bytes, quote: 0x22) {
    case .plain(let range), .doubled(let range):
      cell = ColumnReader.trimmed(bytes.extracting(range))
    }
    if cell.isEmpty { return }
    switch AddressList.line(cell) {
    case .address: column.pages += 1
    case .host: column.hosts += 1
    case .disavowed, .comment, .other:
      column.others += 1
      if NumberText.thousandths(cell, style: .point) != nil || Moment(parsing: cell) != nil {
        column.figures += 1
      }
    }
  }
}
