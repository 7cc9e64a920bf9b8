internal import WebAddress

/// Reads one line of a disavow file, repairing what has one meaning only.
struct LineReader {
  /// What was repaired or is odd, in the order found.
  var codes: [DisavowCode] = []

  /// What a line is.
  enum Content: Hashable, Sendable {
    case blank
    /// A comment from its `#` on.
    case comment(String)
    /// An entry, and the text of a comment that stood behind it.
    case entry(DisavowEntry, comment: String?)
    case rejected(DisavowCode)
  }

  /// A line that is rejected.
  struct Rejection: Error {
    var code: DisavowCode
    init(_ code: DisavowCode) { self.code = code }
  }

  /// Reads a line without its end.
  mutating func read(_ raw: Span<UInt8>) -> Content {
    do {
      return try content(raw)
    } catch {
      return .rejected(error.code)
    }
  }

  private mutating func content(_ raw: Span<UInt8>) throws(Rejection) -> Content {
    var text: [UInt8] = []
    text.append(contentsOf: raw)
    text = trimmed(text)
    guard let first = text.first else { return .blank }
    let isComment = first == UInt8(ascii: "#")
    if isComment, let index = codes.firstIndex(of: .leadingSpace) {
      codes[index] = .indentedComment
    }
    guard let valid = String(validating: text, as: UTF8.self) else {
      if !isComment { throw Rejection(.badUTF8) }
      codes.append(.badUTF8)
      return .comment(TextMarks.withoutEnd(Windows1252.decode(text)))
    }
    if isComment { return .comment(valid) }
    if let comment = Self.foreignComment(text) {
      codes.append(.foreignComment)
      return .comment(comment.isEmpty ? "#" : "# " + String(decoding: comment, as: UTF8.self))
    }
    if text.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      throw Rejection(.controlCharacter)
    }
    try unquote(&text)
    let comment = cutComment(&text)
    let isPage = Self.isHTTP(text)
    text = withoutInvisible(text, isPage: isPage)
    if isPage { return .entry(.url(try page(text)), comment: comment) }
    if let rest = keyword(text) {
      if Self.isHTTP(rest), codes.contains(.otherKeyword) {
        return .entry(.url(try page(rest)), comment: comment)
      }
      return .entry(.domain(try domain(rest)), comment: comment)
    }
    return .entry(.domain(try bare(text)), comment: comment)
  }

  // MARK: What stands around an entry

  /// Takes blanks and invisible characters from both ends.
  private mutating func trimmed(_ text: [UInt8]) -> [UInt8] {
    var (start, end) = (0, text.count)
    var (leading, trailing): ([DisavowCode], [DisavowCode]) = ([], [])
    while start < end, let (code, length) = TextMarks.blank(in: text, at: start) {
      if !leading.contains(code ?? .leadingSpace) { leading.append(code ?? .leadingSpace) }
      start += length
    }
    while end > start {
      var index = end - 1
      while index > start, text[index] & 0xC0 == 0x80 { index -= 1 }
      guard let (code, length) = TextMarks.blank(in: text, at: index), index + length == end
      else { break }
      if !trailing.contains(code ?? .trailingSpace) { trailing.append(code ?? .trailingSpace) }
      end = index
    }
    // A line of blanks only has them at its end.
    if start == end, !leading.isEmpty {
      leading = leading.map { $0 == .leadingSpace ? .trailingSpace : $0 }
    }
    for code in leading + trailing where !codes.contains(code) { codes.append(code) }
    return Array(text[start..<end])
  }

  /// The text of a comment in the manner of another format.
  private static func foreignComment(_ text: [UInt8]) -> ArraySlice<UInt8>? {
    func rest(_ mark: String) -> ArraySlice<UInt8>? {
      guard text.starts(with: mark.utf8) else { return nil }
      return text.dropFirst(mark.utf8.count).drop { $0 == 0x20 || $0 == 0x09 }
    }
    if let rest = rest("<!--") ?? rest(";") ?? rest("!") ?? rest("/*") { return rest }
    if let rest = rest("--"), text.count == 2 || text[2] == 0x20 || text[2] == 0x2D { return rest }
    guard let rest = rest("//") else { return nil }
    // `//example.com/a` is a URL without its scheme.
    let hasBlank = rest.contains { $0 == 0x20 || $0 == 0x09 } || text.count == 2 || text[2] <= 0x20
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    return hasBlank || !host.contains(UInt8(ascii: ".")) ? rest : nil
  }

  private mutating func unquote(_ text: inout [UInt8]) throws(Rejection) {
    guard text.count > 1, let quote = text.first, quote == text.last,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return }
    codes.append(.quoted)
    text = Array(text.dropFirst().dropLast())
    if text.contains(quote) { throw Rejection(.multipleOnLine) }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    text = Array(text.drop { $0 == 0x20 || $0 == 0x09 })
    if text.isEmpty { throw Rejection(.garbage) }
  }

  /// Cuts off a comment behind the entry: `#` after a blank, or anywhere behind a domain.
  private mutating func cutComment(_ text: inout [UInt8]) -> String? {
    let isPage = Self.isHTTP(text)
    guard
      let hash = text.indices.first(where: { index in
        text[index] == UInt8(ascii: "#")
          && (!isPage || index > 0 && (text[index - 1] == 0x20 || text[index - 1] == 0x09))
      })
    else { return nil }
    codes.append(.inlineComment)
    let comment = String(decoding: text[hash...], as: UTF8.self)
    text.removeSubrange(hash...)
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    return comment
  }

  /// Takes out invisible characters; behind the host of a URL they are part of it.
  private mutating func withoutInvisible(_ text: [UInt8], isPage: Bool) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }) else { return text }
    var kept: [UInt8] = []
    var slashes = 0
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "/") { slashes += 1 }
      let blank = isPage && slashes > 2 ? nil : TextMarks.blank(in: text, at: index)
      if let (found, length) = blank, let code = found {
        if !codes.contains(code) { codes.append(code) }
        if code == .unicodeSpace { kept.append(0x20) }
        index += length
      } else {
        kept.append(text[index])
        index += 1
      }
    }
    return kept
  }

  // MARK: Keyword

  static func isHTTP(_ text: some Collection<UInt8>) -> Bool {
    let lower = text.prefix(6).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    return lower.starts(with: "http:".utf8) || lower.starts(with: "https:".utf8)
  }

  private static let otherKeywords = [
    "domains", "host", "hosts", "hostname", "site", "sites", "website", "url", "urls", "disavow",
  ]

  /// What follows `domain:`, or a keyword that means it; `nil` when there is none.
  private mutating func keyword(_ text: [UInt8]) -> [UInt8]? {
    guard let found = Self.splitKeyword(text) else { return nil }
    let isDomain = found.word == "domain"
    guard isDomain || Self.otherKeywords.contains(found.word) else { return nil }
    if !isDomain { codes.append(.otherKeyword) }
    if isDomain, !text.starts(with: "domain".utf8) { codes.append(.keywordCase) }
    if found.hasBlank { codes.append(.spaceAroundColon) }
    if found.mark == .fullwidthColon { codes.append(.fullwidthColon) }
    if found.mark == .equalsSign { codes.append(.equalsSign) }
    var rest = found.rest
    while let again = Self.splitKeyword(rest), again.word == "domain" {
      if !codes.contains(.doublePrefix) { codes.append(.doublePrefix) }
      rest = again.rest
    }
    return rest
  }

  /// What stands between a keyword and what it names.
  enum KeywordMark {
    case colon, fullwidthColon, equalsSign
  }

  static func splitKeyword(
    _ text: [UInt8]
  ) -> (word: String, rest: [UInt8], hasBlank: Bool, mark: KeywordMark)? {
    let letters = text.prefix { ($0 | 0x20) &- 0x61 < 26 }
    guard !letters.isEmpty else { return nil }
    let word = String(decoding: letters, as: UTF8.self).lowercased()
    var rest = text.dropFirst(letters.count)
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    rest = rest.dropFirst(blanks)
    let mark: KeywordMark
    if rest.first == UInt8(ascii: ":") {
      mark = .colon
    } else if rest.starts(with: "\u{FF1A}".utf8) {
      mark = .fullwidthColon
    } else if rest.first == UInt8(ascii: "="), word == "domain" {
      mark = .equalsSign
    } else {
      return nil
    }
    rest = rest.dropFirst(mark == .fullwidthColon ? 3 : 1)
    let behind = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return (word, Array(rest.dropFirst(behind)), blanks + behind > 0, mark)
  }
}
