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
  private struct Rejection: Error {
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
    text.append(raw)
    guard String(validating: text, as: UTF8.self) != nil else {
      guard text.drop(while: { $0 <= 0x20 }).first == UInt8(ascii: "#") else {
        throw Rejection(.badUTF8)
      }
      codes.append(.badUTF8)
      return .comment(Windows1252.decode(trimmed(text)))
    }
    text = trimmed(text)
    guard let first = text.first else { return .blank }
    if first == UInt8(ascii: "#") {
      if let index = codes.firstIndex(of: .leadingSpace) { codes[index] = .indentedComment }
      return .comment(String(decoding: text, as: UTF8.self))
    }
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
    if found.isFullwidth { codes.append(.fullwidthColon) }
    var rest = found.rest
    while let again = Self.splitKeyword(rest), again.word == "domain" {
      if !codes.contains(.doublePrefix) { codes.append(.doublePrefix) }
      rest = again.rest
    }
    return rest
  }

  private static func splitKeyword(
    _ text: [UInt8]
  ) -> (word: String, rest: [UInt8], hasBlank: Bool, isFullwidth: Bool)? {
    let letters = text.prefix { ($0 | 0x20) &- 0x61 < 26 }
    guard !letters.isEmpty else { return nil }
    var rest = text.dropFirst(letters.count)
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    rest = rest.dropFirst(blanks)
    let isFullwidth = rest.starts(with: "\u{FF1A}".utf8)
    guard isFullwidth || rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst(isFullwidth ? 3 : 1)
    let behind = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return (
      String(decoding: letters, as: UTF8.self).lowercased(), Array(rest.dropFirst(behind)),
      blanks + behind > 0, isFullwidth
    )
  }

  // MARK: Domains

  private mutating func domain(_ text: [UInt8]) throws(Rejection) -> String {
    if text.isEmpty { throw Rejection(.emptyHost) }
    try checkIsOne(text)
    var host = text[...]
    if let colon = host.firstIndex(of: UInt8(ascii: ":")), host.first != UInt8(ascii: "[") {
      let after = host[(colon + 1)...]
      let port = after.prefix { $0 >= 0x30 && $0 <= 0x39 }
      if Self.isHTTP(host) {
        codes.append(.domainHasScheme)
        host = after.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      } else if port.isEmpty
        || port.endIndex < after.endIndex && after[port.endIndex] != UInt8(ascii: "/")
      {
        throw Rejection(.badScheme)
      }
    }
    return try domainHost(host)
  }

  /// Rejects a domain line that holds more than one thing.
  private func checkIsOne(_ text: [UInt8]) throws(Rejection) {
    let parts = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C || $0 == 0x3B }
    if parts.count > 1 {
      let others = parts.dropFirst()
      throw Rejection(others.contains(where: Self.looksLikeEntry) ? .multipleOnLine : .garbage)
    }
    if String(decoding: text, as: UTF8.self).lowercased().contains("domain:") {
      throw Rejection(.multipleOnLine)
    }
  }

  private static func looksLikeEntry(_ part: ArraySlice<UInt8>) -> Bool {
    if isHTTP(part) { return true }
    if let found = splitKeyword(Array(part)), found.word == "domain" { return true }
    let host = part.prefix { $0 != UInt8(ascii: "/") }
    guard let dot = host.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return dot > host.startIndex && dot < host.endIndex - 1
  }

  private mutating func domainHost(_ text: ArraySlice<UInt8>) throws(Rejection) -> String {
    var host = text
    let slashes: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let end = host.firstIndex { slashes($0) || $0 == UInt8(ascii: "?") } ?? host.endIndex
    let path = host[end...]
    host = host[..<end]
    if !path.isEmpty {
      guard path.allSatisfy(slashes) else { throw Rejection(.domainHasPath) }
      codes.append(.trailingSlash)
    }
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      codes.append(.userinfo)
      host = host[(at + 1)...]
    }
    if let colon = host.lastIndex(of: UInt8(ascii: ":")), host.first != UInt8(ascii: "[") {
      codes.append(.domainHasPort)
      host = host[..<colon]
    }
    if host.starts(with: "*.".utf8) {
      codes.append(.wildcardPrefix)
      host = host.dropFirst(2)
    }
    if host.contains(UInt8(ascii: "*")) { throw Rejection(.wildcard) }
    if host.first == UInt8(ascii: ".") {
      codes.append(.leadingDot)
      host = host.drop { $0 == UInt8(ascii: ".") }
    }
    let name = try canonicalHost(host)
    if name.hasPrefix("www."), name.utf8.dropFirst(4).contains(UInt8(ascii: ".")) {
      codes.append(.wwwHost)
    }
    return name
  }

  /// A line without keyword and scheme: a domain that lacks its keyword, or rejected.
  private mutating func bare(_ text: [UInt8]) throws(Rejection) -> String {
    if text.isEmpty { throw Rejection(.garbage) }
    if text.starts(with: "//".utf8) { throw Rejection(.urlNoScheme) }
    let word = text.prefix { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2B || $0 == 0x2D }
    if !word.isEmpty, word.endIndex < text.endIndex, text[word.endIndex] == UInt8(ascii: ":") {
      throw Rejection(.badScheme)
    }
    let parts = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C || $0 == 0x3B }
    guard let first = parts.first else { throw Rejection(.garbage) }
    if parts.count > 1 {
      let isMultiple = parts.dropFirst().contains(where: Self.looksLikeEntry)
      throw Rejection(isMultiple ? .multipleOnLine : .garbage)
    }
    if first.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) {
      let end = first.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? 0
      guard Self.looksLikeEntry(first[..<end]) else { throw Rejection(.garbage) }
      if first[end...] != [UInt8(ascii: "/")] { throw Rejection(.urlNoScheme) }
    } else if !Self.looksLikeEntry(first), !(first.first == UInt8(ascii: "*")) {
      let withoutDot = first.last == UInt8(ascii: ".") ? first.dropLast() : first
      guard Self.looksLikeEntry(withoutDot) else { throw Rejection(.garbage) }
    }
    codes.append(.bareDomain)
    return try domainHost(first)
  }

  // MARK: Hosts

  private mutating func canonicalHost(_ text: ArraySlice<UInt8>) throws(Rejection) -> String {
    var host = text
    if host.last == UInt8(ascii: ".") {
      codes.append(.trailingDot)
      while host.last == UInt8(ascii: ".") { host = host.dropLast() }
    }
    if host.isEmpty { throw Rejection(.emptyHost) }
    if host.contains(UInt8(ascii: "%")) { throw Rejection(.badHost) }
    if host.contains(where: { $0 &- 0x41 < 26 }) { codes.append(.hostCase) }
    if host.contains(where: { $0 >= 0x80 }) { codes.append(.internationalName) }
    let bytes = Array(host)
    var name: [UInt8] = []
    switch HostName.canonical(bytes.span, into: &name) {
    case .ipv4?:
      // The odd forms of browsers (`1.2`, `0x7f.1`) are no addresses here.
      guard name == bytes else { throw Rejection(.badHost) }
      codes.append(.addressHost)
    case .ipv6?:
      codes.append(.addressHost)
    case .name?:
      for label in name.split(separator: UInt8(ascii: ".")) {
        if label.first == UInt8(ascii: "-") || label.last == UInt8(ascii: "-") {
          throw Rejection(.badHost)
        }
      }
    case .irregular?:
      let isLong = name.split(separator: UInt8(ascii: ".")).contains { $0.count > 63 }
      throw Rejection(isLong || name.count > 253 ? .hostTooLong : .badHost)
    case nil:
      throw Rejection(.badHost)
    }
    return String(decoding: name, as: UTF8.self)
  }

  // MARK: Pages

  private mutating func page(_ text: [UInt8]) throws(Rejection) -> String {
    let parts = text.split { $0 == 0x20 || $0 == 0x09 }
    if parts.count > 1 {
      let isMultiple = parts.dropFirst().contains(where: Self.looksLikeEntry)
      throw Rejection(isMultiple ? .multipleOnLine : .urlHasSpace)
    }
    let found: URLParts
    do {
      found = try URLParts(scanning: text.span)
    } catch {
      switch error {
      case .tooLong: throw Rejection(.urlTooLong)
      case .badPort: throw Rejection(.badPort)
      case .empty, .noHost: throw Rejection(.emptyHost)
      case .otherScheme, .blankInHost: throw Rejection(.badHost)
      }
    }
    let scheme = found.protocolKind == .https ? "https" : "http"
    if !text[found.scheme].elementsEqual(scheme.utf8) { codes.append(.schemeCase) }
    let slashes = text[found.scheme.upperBound + 1..<found.authority.lowerBound]
    if !slashes.elementsEqual("//".utf8) { codes.append(.schemeSlashes) }
    if found.hasUserinfo { codes.append(.userinfo) }
    if text[found.host].contains(UInt8(ascii: "*")) { throw Rejection(.wildcard) }
    var url = Array(scheme.utf8) + Array("://".utf8)
    url += Array(try canonicalHost(text[found.host]).utf8)
    if let port = found.port, port != found.defaultPort {
      url += Array(":\(port)".utf8)
    } else if found.host.upperBound < found.authority.upperBound {
      codes.append(.defaultPort)
    }
    if found.path.isEmpty {
      codes.append(.emptyPath)
      url.append(UInt8(ascii: "/"))
    }
    let rest = text[found.pathAndQuery]
    if rest.contains(where: { $0 >= 0x80 }) { codes.append(.urlNonASCII) }
    for byte in rest {
      if byte < 0x80 { url.append(byte) } else { url += TextMarks.percentEncoded(byte) }
    }
    if found.pathAndQuery.upperBound < text.count { codes.append(.fragment) }
    if found.isHomePage { codes.append(.homePage) }
    if rest.contains(UInt8(ascii: "*")) { codes.append(.urlStar) }
    if url.count > DisavowLimits.urlCharacters { throw Rejection(.urlTooLong) }
    return String(decoding: url, as: UTF8.self)
  }
}
