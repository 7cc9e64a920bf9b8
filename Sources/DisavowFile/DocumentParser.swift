internal import WebAddress

/// Parts a text into lines and reads each of them.
///
/// A line that is as it should be, which most are, is known in one look and copies nothing; all
/// others go to ``LineReader``, which says the same of plain lines, only slower.
struct DocumentParser {
  private(set) var records: [LineRecord] = []
  private(set) var forms: [UInt8] = []
  /// The first says nothing.
  private(set) var remarks = [LineRemarks()]
  private(set) var entryCount = 0
  private(set) var hasCarriageReturns = false
  private var remarkNumbers: [LineRemarks: UInt32] = [:]

  /// Reads all lines of a text from an offset on.
  mutating func read(_ text: Span<UInt8>, from first: Int) {
    var lineCount = 1
    for index in first..<text.count where text[index] == 0x0A { lineCount += 1 }
    records.reserveCapacity(lineCount)
    var start = first
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end &+= 1 }
      var next = min(end + 1, text.count)
      if end < text.count, text[end] == 0x0D {
        hasCarriageReturns = true
        if next < text.count, text[next] == 0x0A { next += 1 }
      }
      add(text, start..<end, endLength: next - end)
      start = next
    }
  }

  private mutating func add(_ text: Span<UInt8>, _ raw: Range<Int>, endLength: Int) {
    let line = text.extracting(raw)
    if let (kind, offset) = PlainLine.kind(of: line) {
      if kind == .domain || kind == .url { entryCount += 1 }
      records.append(
        LineRecord(
          kind, raw: raw, endLength: endLength, value: raw.lowerBound + offset..<raw.upperBound))
      return
    }
    var reader = LineReader()
    let content = reader.read(line)
    var said = LineRemarks(codes: reader.codes)
    let start = forms.count
    var commentLength = 0
    let kind: DisavowDocument.Line.Kind
    switch content {
    case .blank: kind = .blank
    case .comment(let text):
      kind = .comment
      forms.append(contentsOf: text.utf8)
    case .entry(let entry, let comment):
      entryCount += 1
      switch entry {
      case .domain(let host):
        kind = .domain
        forms.append(contentsOf: host.utf8)
      case .url(let address):
        kind = .url
        forms.append(contentsOf: address.utf8)
      }
      if let comment {
        commentLength = comment.utf8.count
        forms.append(contentsOf: comment.utf8)
      }
    case .rejected(let code):
      kind = .rejected
      said.rejection = code
    }
    records.append(
      LineRecord(
        kind, raw: raw, endLength: endLength, form: start..<forms.count - commentLength,
        commentLength: commentLength, remarks: number(of: said)))
  }

  private mutating func number(of said: LineRemarks) -> UInt32 {
    if said == remarks[0] { return 0 }
    if let known = remarkNumbers[said] { return known }
    let number = UInt32(remarks.count)
    remarks.append(said)
    remarkNumbers[said] = number
    return number
  }
}

/// Lines that need no repair and no remark, known at a look.
///
/// A `nil` is no verdict: ``LineReader`` decides then.
enum PlainLine {
  /// What the line is, and where its value begins.
  static func kind(of line: Span<UInt8>) -> (kind: DisavowDocument.Line.Kind, value: Int)? {
    guard !line.isEmpty else { return (.blank, 0) }
    switch line[0] {
    case UInt8(ascii: "d"):
      guard starts(line, with: "domain:"), isPlainDomain(line.extracting(7..<line.count)) else {
        return nil
      }
      return (.domain, 7)
    case UInt8(ascii: "h"): return isPlainPage(line) ? (.url, 0) : nil
    case UInt8(ascii: "#"): return isPlainComment(line) ? (.comment, 0) : nil
    default: return nil
    }
  }

  private static func starts(_ line: Span<UInt8>, with word: StaticString) -> Bool {
    guard line.count > word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      // A literal's bytes live as long as the program.
      if unsafe line[index] != word.utf8Start[index] { return false }
    }
    return true
  }

  private static func isPlainComment(_ line: Span<UInt8>) -> Bool {
    for index in line.indices where line[index] < 0x20 || line[index] > 0x7E { return false }
    return line[line.count - 1] != 0x20
  }

  private static func isPlainDomain(_ host: Span<UInt8>) -> Bool {
    guard isPlainHost(host) else { return false }
    // `www.` is odd, unless it is the name itself.
    guard host.count > 4, host[0] == UInt8(ascii: "w"), host[1] == UInt8(ascii: "w"),
      host[2] == UInt8(ascii: "w"), host[3] == UInt8(ascii: ".")
    else { return true }
    return false
  }

  /// Whether a host is canonical, and no label begins or ends with a hyphen.
  private static func isPlainHost(_ host: Span<UInt8>) -> Bool {
    guard HostName.isCanonicalASCII(host) else { return false }
    var before = UInt8(ascii: ".")
    for index in host.indices {
      let byte = host[index]
      if byte == UInt8(ascii: "-") && before == UInt8(ascii: ".")
        || byte == UInt8(ascii: ".") && before == UInt8(ascii: "-")
      {
        return false
      }
      before = byte
    }
    return before != UInt8(ascii: "-")
  }

  private static func isPlainPage(_ line: Span<UInt8>) -> Bool {
    guard line.count <= DisavowLimits.urlCharacters else { return false }
    let start: Int
    if starts(line, with: "http://") {
      start = 7
    } else if starts(line, with: "https://") {
      start = 8
    } else {
      return false
    }
    var slash = start
    while slash < line.count, line[slash] != UInt8(ascii: "/") { slash += 1 }
    guard slash + 1 < line.count, line[slash + 1] != UInt8(ascii: "?"),
      isPlainHost(line.extracting(start..<slash))
    else { return false }
    for index in slash..<line.count {
      let byte = line[index]
      if byte < 0x21 || byte > 0x7E || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "*") {
        return false
      }
    }
    return true
  }
}
