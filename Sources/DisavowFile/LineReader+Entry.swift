internal import WebAddress

/// What stands behind the keyword, or alone: domains, hosts and pages.
extension LineReader {
  // MARK: Domains

  mutating func domain(_ text: [UInt8]) throws(Rejection) -> String {
    if text.isEmpty { throw Rejection(.emptyHost) }
    try checkIsOne(text)
    var host = text[...]
    if host.starts(with: "//".utf8) {
      codes.append(.domainHasSlashes)
      host = host.drop { $0 == UInt8(ascii: "/") }
    }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")), host.first != UInt8(ascii: "[") {
      let after = host[(colon + 1)...]
      let port = after.prefix { $0 >= 0x30 && $0 <= 0x39 }
      if Self.isHTTP(host) {
        codes.append(.domainHasScheme)
        host = after.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      } else if port.isEmpty && !after.isEmpty
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

  static func looksLikeEntry(_ part: ArraySlice<UInt8>) -> Bool {
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
  mutating func bare(_ text: [UInt8]) throws(Rejection) -> String {
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

  mutating func page(_ text: [UInt8]) throws(Rejection) -> String {
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
