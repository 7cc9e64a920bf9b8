extension DisavowDocument {
  /// One line, for looking at it; a copy of nothing until it is asked.
  public struct Line: Sendable {
    let document: DisavowDocument
    let index: Int

    /// From 1.
    public var number: Int { index + 1 }

    /// The bytes without the line end, UTF-8 unless the line is damaged.
    public var raw: [UInt8] { Array(document.text[document.records[index].raw]) }

    /// The line end as it was: empty, LF, CR LF or CR.
    public var end: [UInt8] {
      let start = document.records[index].raw.upperBound
      return Array(document.text[start..<start + Int(document.records[index].endLength)])
    }

    /// What was repaired or is odd, in the order found; without a rejection.
    public var codes: [DisavowCode] { document.remarks(index).codes }

    /// What kind of line it is.
    public enum Kind: UInt8, Sendable {
      case blank, comment, domain, url, rejected
    }

    /// What kind of line it is.
    public var kind: Kind { document.records[index].kind }

    /// The entry; `nil` for blank lines, comments and rejected lines.
    public var entry: DisavowEntry? { document.entry(at: index) }

    /// Why the line is rejected; `nil` when it is not.
    public var rejection: DisavowCode? { document.remarks(index).rejection }

    /// The line as it should be written, without a comment behind it; `nil` when it is rejected.
    public var canonical: String? {
      switch kind {
      case .blank: ""
      case .comment: String(decoding: document.value(index), as: UTF8.self)
      case .domain, .url: entry?.text
      case .rejected: nil
      }
    }
  }

  /// All lines in order.
  public struct Lines: RandomAccessCollection, Sendable {
    let document: DisavowDocument
    /// Always 0.
    public var startIndex: Int { 0 }
    /// How many lines there are.
    public var endIndex: Int { document.records.count }
    /// The line at an index, which is its number less one.
    public subscript(index: Int) -> Line { Line(document: document, index: index) }
  }

  /// All lines in order.
  public var lines: Lines { Lines(document: self) }
}
