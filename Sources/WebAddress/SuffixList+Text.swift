extension SuffixList {
  /// Reads our own format: `# comments`, sections `[icann]`, `[private]`, `[platform]` and
  /// `[shared-host]`, one suffix a line; a comment `# date: 2026-10-22` dates the list.
  package static func parse(_ text: Span<UInt8>) throws(Problem) -> SuffixList {
    var builder = Builder()
    try builder.add(contentsOf: text)
    return builder.list()
  }

  /// Reads the format of publicsuffix.org.
  package static func parse(publicSuffixDat text: Span<UInt8>) throws(Problem) -> SuffixList {
    var builder = Builder()
    try builder.add(publicSuffixDat: text)
    return builder.list()
  }

  /// What a line of the format of publicsuffix.org says.
  fileprivate enum DatLine {
    case rule(Range<Int>)
    case section(Kind)
    case date(String)
    case other
  }

  fileprivate static func datLine(_ line: Span<UInt8>) -> DatLine {
    guard !line.isEmpty else { return .other }
    guard starts(line, with: "//") else {
      var end = 0
      while end < line.count, line[end] > 0x20 { end += 1 }
      return end == 0 ? .other : .rule(0..<end)
    }
    if starts(line, with: "// ===BEGIN ICANN DOMAINS") { return .section(.icann) }
    if starts(line, with: "// ===BEGIN PRIVATE DOMAINS") { return .section(.private) }
    guard starts(line, with: "// VERSION: "), line.count >= 22 else { return .other }
    return .date(string(line.extracting(12..<22)))
  }

  /// The range of the next line without its end; moves `start` behind it, `nil` at the end.
  fileprivate static func nextLine(of text: Span<UInt8>, from start: inout Int) -> Range<Int>? {
    guard start < text.count else { return nil }
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    defer { start = end + 1 }
    var trimmed = end
    while trimmed > start, text[trimmed - 1] <= 0x20 { trimmed -= 1 }
    return start..<trimmed
  }

  fileprivate static func starts(_ line: Span<UInt8>, with prefix: String) -> Bool {
    let prefix = Array(prefix.utf8)
    guard line.count >= prefix.count else { return false }
    return prefix.indices.allSatisfy { line[$0] == prefix[$0] }
  }

  fileprivate static func string(_ bytes: Span<UInt8>) -> String {
    var copy: [UInt8] = []
    copy.append(bytes)
    return String(decoding: copy, as: UTF8.self)
  }
}

extension SuffixList.Builder {
  /// Adds the rules of a text in the format of publicsuffix.org.
  package mutating func add(publicSuffixDat text: Span<UInt8>) throws(SuffixList.Problem) {
    line = 0
    var kind = SuffixList.Kind.icann
    var start = 0
    while let range = SuffixList.nextLine(of: text, from: &start) {
      line += 1
      let content = text.extracting(range)
      switch SuffixList.datLine(content) {
      case .date(let found): date = found
      case .section(let section): kind = section
      case .rule(let range): try add(content.extracting(range), kind: kind)
      case .other: break
      }
    }
  }

  /// Adds the rules of a text in the format of publicsuffix.org or our own, found by its sections.
  package mutating func add(eitherFormat text: Span<UInt8>) throws(SuffixList.Problem) {
    var start = 0
    while let range = SuffixList.nextLine(of: text, from: &start) {
      if SuffixList.starts(text.extracting(range), with: "// ===BEGIN ") {
        return try add(publicSuffixDat: text)
      }
    }
    try add(contentsOf: text)
  }

  /// Adds the rules of a text in our own format.
  package mutating func add(contentsOf text: Span<UInt8>) throws(SuffixList.Problem) {
    line = 0
    var kind: SuffixList.Kind?
    var start = 0
    while let range = SuffixList.nextLine(of: text, from: &start) {
      line += 1
      let content = text.extracting(range)
      if content.isEmpty { continue }
      if content[0] == UInt8(ascii: "#") {
        if SuffixList.starts(content, with: "# date: ") {
          date = SuffixList.string(content.extracting(8..<content.count))
        }
      } else if content[0] == UInt8(ascii: "[") {
        let name = SuffixList.string(content)
        kind = SuffixList.Kind.allCases.first { "[\($0.sectionName)]" == name }
        if kind == nil { throw .unknownSection(line: line, text: name) }
      } else if let kind {
        try add(content, kind: kind)
      } else {
        throw .noSection(line: line)
      }
    }
  }
}

extension SuffixList.Kind {
  /// The name of its section in our own format.
  package var sectionName: String {
    switch self {
    case .icann: "icann"
    case .private: "private"
    case .platform: "platform"
    case .sharedHost: "shared-host"
    }
  }
}
