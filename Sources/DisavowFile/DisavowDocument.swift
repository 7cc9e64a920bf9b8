internal import WebAddress

/// A disavow file as it was read: every line with its raw text, and what it means.
///
/// Reading never fails on a line; only another format is refused. Nothing is lost: ``source`` are
/// the bytes as they came, and the raw lines with their ends are the decoded text. Memory: the bytes
/// and 28 bytes a line.
public struct DisavowDocument: Sendable {
  /// The bytes as they were read.
  public let source: [UInt8]
  /// Problems of the whole file, such as its encoding and size.
  public let fileDiagnostics: [DisavowDiagnostic]

  /// The decoded text; a byte order mark lies before the first line.
  let text: [UInt8]
  let records: [LineRecord]
  /// Canonical forms that do not stand in the text as they are.
  let forms: [UInt8]
  /// What is said of lines; a record names one of these.
  let remarks: [LineRemarks]

  /// The most bytes that are taken.
  public static let longest = 1 << 30

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file: UTF-8, ASCII or UTF-16.
  ///   - limits: What the file should keep to.
  /// - Throws: ``DisavowError`` when the bytes are of another format, or too many.
  public init(
    parsing bytes: [UInt8], limits: DisavowLimits = DisavowLimits()
  ) throws(DisavowError) {
    guard bytes.count <= Self.longest else { throw .tooLong(bytes: bytes.count) }
    if let name = OtherFormat.name(of: bytes) { throw .otherFormat(name) }
    source = bytes
    let decoded = UTF16Text.decode(bytes)
    let text = decoded ?? bytes
    let hasMark = decoded == nil && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = hasMark ? 3 : 0
    var parser = DocumentParser()
    parser.read(text.span, from: start)
    var problems: [DisavowDiagnostic] = []
    if decoded != nil { problems.append(DisavowDiagnostic(.utf16)) }
    if hasMark { problems.append(DisavowDiagnostic(.byteOrderMark)) }
    if parser.hasCarriageReturns { problems.append(DisavowDiagnostic(.carriageReturns)) }
    if let last = parser.records.last, last.endLength == 0 {
      problems.append(DisavowDiagnostic(.noFinalLineFeed))
    }
    if parser.records.count > limits.lines { problems.append(DisavowDiagnostic(.tooManyLines)) }
    if text.count - start > limits.bytes { problems.append(DisavowDiagnostic(.tooManyBytes)) }
    if parser.entryCount == 0 { problems.append(DisavowDiagnostic(.noEntries)) }
    self.text = text
    records = parser.records
    forms = parser.forms
    remarks = parser.remarks
    entryCount = parser.entryCount
    fileDiagnostics = problems
  }

  /// How many lines are entries, duplicates included.
  public let entryCount: Int

  /// The entries with their line numbers, in order, duplicates included.
  public var entries: [(line: Int, entry: DisavowEntry)] {
    records.indices.compactMap { index in entry(at: index).map { (index + 1, $0) } }
  }

  /// The problem with a file's name, if there is one: Google takes `.txt` only.
  public static func diagnostic(forName name: String) -> DisavowDiagnostic? {
    name.lowercased().hasSuffix(".txt") ? nil : DisavowDiagnostic(.nameNotText)
  }

  // MARK: One line, by its index

  /// The bytes of a line without its end.
  @_lifetime(borrow self)
  func raw(_ index: Int) -> Span<UInt8> {
    text.span.extracting(records[index].raw)
  }

  /// The bytes of a line with its end; of the first line with the mark before it.
  @_lifetime(borrow self)
  func whole(_ index: Int) -> Span<UInt8> {
    let raw = records[index].raw
    let start = index == 0 ? 0 : raw.lowerBound
    return text.span.extracting(start..<raw.upperBound + Int(records[index].endLength))
  }

  /// The host of a domain, the address of a page, or the text of a comment, as it should be written.
  @_lifetime(borrow self)
  func value(_ index: Int) -> Span<UInt8> {
    let record = records[index]
    if record.isForm { return forms.span.extracting(record.value) }
    return text.span.extracting(record.value)
  }

  /// The comment that stood behind an entry; empty when there was none.
  @_lifetime(borrow self)
  func comment(_ index: Int) -> Span<UInt8> {
    forms.span.extracting(records[index].comment)
  }

  /// What is said of a line.
  func remarks(_ index: Int) -> LineRemarks { remarks[Int(records[index].remarks)] }

  func entry(at index: Int) -> DisavowEntry? {
    switch records[index].kind {
    case .domain: .domain(String(decoding: value(index), as: UTF8.self))
    case .url: .url(String(decoding: value(index), as: UTF8.self))
    case .blank, .comment, .rejected: nil
    }
  }
}

extension String {
  /// The text of bytes; what is no UTF-8 becomes U+FFFD.
  init(decoding bytes: Span<UInt8>, as encoding: UTF8.Type) {
    // The pointer is used inside the closure only.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
