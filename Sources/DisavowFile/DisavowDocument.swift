internal import WebAddress

/// A disavow file as it was read: every line with its raw text, and what it means.
///
/// Reading never fails on a line; only another format is refused. Nothing is lost: ``source`` are
/// the bytes as they came, and the raw lines with their ends are the decoded text.
public struct DisavowDocument: Sendable {
  /// One line.
  public struct Line: Sendable {
    /// From 1.
    public let number: Int
    /// The bytes without the line end, UTF-8 unless the line is damaged.
    public let raw: [UInt8]
    /// The line end as it was: empty, LF, CR LF or CR.
    public let end: [UInt8]
    let content: LineReader.Content
    /// What was repaired or is odd, in the order found; without a rejection.
    public let codes: [DisavowCode]

    /// What kind of line it is.
    public enum Kind: String, Sendable {
      case blank, comment, domain, url
      case rejected = "reject"
    }

    /// What kind of line it is.
    public var kind: Kind {
      switch content {
      case .blank: .blank
      case .comment: .comment
      case .entry(.domain, _): .domain
      case .entry(.url, _): .url
      case .rejected: .rejected
      }
    }

    /// The entry; `nil` for blank lines, comments and rejected lines.
    public var entry: DisavowEntry? {
      if case .entry(let entry, _) = content { entry } else { nil }
    }

    /// Why the line is rejected; `nil` when it is not.
    public var rejection: DisavowCode? {
      if case .rejected(let code) = content { code } else { nil }
    }

    /// The line as it should be written, without a comment behind it; `nil` when it is rejected.
    public var canonical: String? {
      switch content {
      case .blank: ""
      case .comment(let text): text
      case .entry(let entry, _): entry.text
      case .rejected: nil
      }
    }
  }

  /// The bytes as they were read.
  public let source: [UInt8]
  /// All lines in order.
  public let lines: [Line]
  /// Problems of the whole file, such as its encoding and size.
  public let fileDiagnostics: [DisavowDiagnostic]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file: UTF-8, ASCII or UTF-16.
  ///   - limits: What the file should keep to.
  /// - Throws: ``DisavowError`` when the bytes are of another format.
  public init(
    parsing bytes: [UInt8], limits: DisavowLimits = DisavowLimits()
  ) throws(DisavowError) {
    if let name = OtherFormat.name(of: bytes) { throw .otherFormat(name) }
    source = bytes
    var problems: [DisavowDiagnostic] = []
    var text = bytes
    if let decoded = UTF16Text.decode(bytes) {
      text = decoded
      problems.append(DisavowDiagnostic(.utf16))
    } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      text.removeFirst(3)
      problems.append(DisavowDiagnostic(.byteOrderMark))
    }
    lines = Self.lines(of: text)
    if lines.contains(where: { $0.end.first == UInt8(ascii: "\r") }) {
      problems.append(DisavowDiagnostic(.carriageReturns))
    }
    if let last = lines.last, last.end.isEmpty {
      problems.append(DisavowDiagnostic(.noFinalLineFeed))
    }
    if lines.count > limits.lines { problems.append(DisavowDiagnostic(.tooManyLines)) }
    if text.count > limits.bytes { problems.append(DisavowDiagnostic(.tooManyBytes)) }
    if !lines.contains(where: { $0.entry != nil }) {
      problems.append(DisavowDiagnostic(.noEntries))
    }
    fileDiagnostics = problems
  }

  /// The entries with their line numbers, in order, duplicates included.
  public var entries: [(line: Int, entry: DisavowEntry)] {
    lines.compactMap { line in line.entry.map { (line.number, $0) } }
  }

  /// The problem with a file's name, if there is one: Google takes `.txt` only.
  public static func diagnostic(forName name: String) -> DisavowDiagnostic? {
    name.lowercased().hasSuffix(".txt") ? nil : DisavowDiagnostic(.nameNotText)
  }

  private static func lines(of text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    let span = text.span
    var start = 0
    while start < span.count {
      var end = start
      while end < span.count, span[end] != 0x0A, span[end] != 0x0D { end += 1 }
      var next = min(end + 1, span.count)
      if next < span.count, span[end] == 0x0D, span[next] == 0x0A { next += 1 }
      var reader = LineReader()
      let content = reader.read(span.extracting(start..<end))
      lines.append(
        Line(
          number: lines.count + 1, raw: Array(text[start..<end]), end: Array(text[end..<next]),
          content: content, codes: reader.codes))
      start = next
    }
    return lines
  }
}
