import DelimitedText

/// Recognises the files of a web graph, which say nothing about links without one another.
///
/// - Source: Common Crawl, host- and domain-level web graphs: vertices are lines of a number and a reversed
///   host, of a domain also how many hosts it has; edges are lines of two such numbers; TABs between.
enum GraphFile {
  /// How lines stand: quotes mean nothing, and no UTF-8 text has this byte.
  static let dialect: Dialect = {
    var dialect = Dialect(separator: 0x09)
    dialect.quote = 0xFF
    return dialect
  }()

  private static let sampleRecords = 64

  /// Which part of a web graph a text is; nil when it is none.
  static func part(_ bytes: Span<UInt8>) -> WebGraph.Part? {
    var scanner = RecordScanner(dialect: dialect)
    var index = RecordIndex()
    _ = scanner.scan(bytes, isLast: false, into: &index)
    let records = index.records.prefix(sampleRecords).filter { $0.end > $0.start }
    guard records.count > 1 else { return nil }
    func isEach(_ isFitting: (RecordIndex.Record) -> Bool) -> Bool {
      records.allSatisfy(isFitting)
    }
    if isEach({ edge($0, index, bytes) != nil }) { return .edges }
    return isEach({ vertex($0, index, bytes) != nil }) ? .vertices : nil
  }

  /// Why a part of a web graph is not read alone.
  static func refusal(of part: WebGraph.Part) -> String {
    switch part {
    case .vertices:
      "the vertices of a web graph (Common Crawl), hosts without links; give audit or convert the "
        + "edges file of the same graph too, and your site with --site"
    case .edges:
      "the edges of a web graph (Common Crawl), numbers without names; give audit or convert the "
        + "vertices file of the same graph too, and your site with --site"
    }
  }

  /// The numbers of an edge, or nil when a record is none.
  static func edge(
    _ record: RecordIndex.Record, _ index: RecordIndex, _ bytes: Span<UInt8>
  ) -> (from: UInt64, to: UInt64)? {
    guard record.fieldCount == 2,
      let from = number(bytes.extracting(index.rawField(0, of: record))),
      let to = number(bytes.extracting(index.rawField(1, of: record)))
    else { return nil }
    return (from, to)
  }

  /// The number and the reversed host of a vertex, or nil when a record is none.
  static func vertex(
    _ record: RecordIndex.Record, _ index: RecordIndex, _ bytes: Span<UInt8>
  ) -> (number: UInt64, host: Range<Int>)? {
    guard record.fieldCount == 2 || record.fieldCount == 3,
      let number = number(bytes.extracting(index.rawField(0, of: record)))
    else { return nil }
    let host = index.rawField(1, of: record)
    return isReversedHost(bytes.extracting(host)) ? (number, host) : nil
  }

  private static func number(_ text: Span<UInt8>) -> UInt64? {
    // Longer numbers are no vertices, and would not fit.
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var number: UInt64 = 0
    for offset in text.indices {
      let digit = text[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ UInt64(digit)
    }
    return number
  }

  /// `com.example`: labels with dots between, the first begins with a letter.
  private static func isReversedHost(_ text: Span<UInt8>) -> Bool {
    guard text.count > 2, (text[0] | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
    var hasDot = false
    for offset in text.indices {
      if text[offset] <= 0x20 || text[offset] == UInt8(ascii: "/") { return false }
      hasDot = hasDot || text[offset] == UInt8(ascii: ".")
    }
    return hasDot
  }
}
