import DelimitedText

/// Recognises the files of a web graph, which say nothing about links without one another.
///
/// - Source: Common Crawl, host- and domain-level web graphs: vertices are lines of a number and a reversed
///   host, edges lines of two such numbers, with TABs between.
enum GraphFile {
  private static let sampleRecords = 64

  /// Why a text that is part of a web graph is not read; nil when it is none.
  static func refusal(of bytes: Span<UInt8>) -> String? {
    var scanner = RecordScanner(dialect: Dialect(separator: 0x09))
    var index = RecordIndex()
    _ = scanner.scan(bytes, isLast: false, into: &index)
    let records = index.records.prefix(sampleRecords).filter { $0.end > $0.start }
    guard records.count > 1 else { return nil }
    func holds(_ column: Int, _ isFitting: (Span<UInt8>) -> Bool) -> Bool {
      records.allSatisfy { record in
        column < record.fieldCount
          && isFitting(bytes.extracting(index.rawField(column, of: record)))
      }
    }
    guard holds(0, isNumber) else { return nil }
    if records.allSatisfy({ $0.fieldCount == 2 }), holds(1, isNumber) {
      return
        "the edges of a web graph (Common Crawl), numbers without names; keep the edges that end in "
        + "your site's number, look the other numbers up in the vertices file, and give the hosts, one a line"
    }
    if records.allSatisfy({ $0.fieldCount <= 3 }), holds(1, isReversedHost) {
      return
        "the vertices of a web graph (Common Crawl), hosts without links; find your site's number in it, "
        + "keep the edges that end in that number, and give the hosts they begin at, one a line"
    }
    return nil
  }

  private static func isNumber(_ text: Span<UInt8>) -> Bool {
    !text.isEmpty && text.indices.allSatisfy { text[$0] &- UInt8(ascii: "0") < 10 }
  }

  /// `com.example`: labels with dots between, the first of letters.
  private static func isReversedHost(_ text: Span<UInt8>) -> Bool {
    guard let dot = text.indices.first(where: { text[$0] == UInt8(ascii: ".") }), dot > 1 else {
      return false
    }
    return (0..<dot).allSatisfy { (text[$0] | 0x20) &- UInt8(ascii: "a") < 26 }
      && text.indices.allSatisfy { text[$0] > 0x20 && text[$0] != UInt8(ascii: "/") }
  }
}
