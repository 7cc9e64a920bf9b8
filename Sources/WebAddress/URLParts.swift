/// Where the parts of a web address lie in its bytes.
///
/// Every range is relative to the scanned span; an absent part is an empty range at its place.
/// Nothing is copied, decoded or lower-cased, and nothing is allocated.
///
/// - Source: URL Standard, section 4.4, without its repairs inside a host (tabs, line ends).
package struct URLParts: Equatable, Sendable {
  /// The scheme as written, without `:`; empty when it is missing (`example.com/x`, `//host/x`).
  package internal(set) var scheme: Range<Int>
  /// User name, password, host and port: all between the slashes and the path.
  package internal(set) var authority: Range<Int>
  /// The host as written: without user name and port, an IPv6 address with its brackets.
  package internal(set) var host: Range<Int>
  /// The path with its first slash.
  package internal(set) var path: Range<Int>
  /// The query without its `?`.
  package internal(set) var query: Range<Int>
  /// The fragment without its `#`.
  package internal(set) var fragment: Range<Int>
  /// The port when one is written, also the default one.
  package internal(set) var port: UInt16?
  /// Which scheme the address has or, when missing, is taken to have.
  package internal(set) var protocolKind: ProtocolKind
  /// Whether a user name or password stands before the host.
  package internal(set) var hasUserinfo: Bool

  /// The schemes of web addresses.
  package enum ProtocolKind: UInt8, Sendable {
    /// `http`, or no scheme at all.
    case http
    case https
    /// `ftp`, `ws` or `wss`: a host, but no page that a search engine counts.
    case other
  }

  /// Whether the scheme is `http`, `https` or missing.
  package var isHTTP: Bool { protocolKind != .other }

  /// Whether the scheme is written out.
  package var hasScheme: Bool { !scheme.isEmpty }

  /// Path and query as they stand, with the `?`; empty when there is neither.
  package var pathAndQuery: Range<Int> { path.lowerBound..<query.upperBound }

  /// Path, query and fragment trimmed to nothing or a lone slash: the home page of the host.
  package var isHomePage: Bool { path.count <= 1 && query.isEmpty }

  /// Longest text taken for a web address, in bytes.
  package static let longest = 8_192

  /// A reason why a text is no web address.
  package enum Refusal: Error, Equatable {
    /// The text is empty or blank.
    case empty
    /// The text has more than ``URLParts/longest`` bytes.
    case tooLong
    /// The scheme is none of http, https, ftp, ws, wss: `mailto:`, `javascript:`, `android-app:`.
    case otherScheme
    /// There is no host, or a text without scheme has no dot that would make it one.
    case noHost
    /// A blank or control character stands in the host.
    case blankInHost
    /// The port is no number up to 65,535.
    case badPort
  }

  /// Finds the parts of a web address.
  ///
  /// - Parameter text: One address; blanks around it are left out, a missing scheme is allowed.
  /// - Throws: ``Refusal`` when it is no web address.
  package init(scanning text: Span<UInt8>) throws(Refusal) {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start &+= 1 }
    while end > start, text[end &- 1] <= 0x20 { end &-= 1 }
    guard start < end else { throw .empty }
    guard end - start <= Self.longest else { throw .tooLong }

    if let quick = Self.scanUsual(text, start..<end) {
      self = quick
      return
    }
    let lead = try Self.readScheme(of: text, start..<end)
    scheme = lead.scheme
    protocolKind = lead.kind

    var position = lead.end
    while position < end, text[position].isSlash { position &+= 1 }
    let authorityStart = position
    var hostStart = position
    var lastColon = -1
    scan: while position < end {
      switch text[position] {
      case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        break scan
      case UInt8(ascii: "@"):
        hostStart = position &+ 1
        lastColon = -1
      case UInt8(ascii: ":"):
        lastColon = position
      case UInt8(ascii: "]"):
        lastColon = -1
      default:
        break
      }
      position &+= 1
    }
    authority = authorityStart..<position
    hasUserinfo = hostStart > authorityStart
    host = hostStart..<(lastColon < 0 ? position : lastColon)
    port = lastColon < 0 ? nil : try Self.readPort(of: text, lastColon + 1..<position)

    let pathStart = position
    while position < end, text[position] != UInt8(ascii: "?"), text[position] != UInt8(ascii: "#") {
      position &+= 1
    }
    path = pathStart..<position
    query = position..<position
    if position < end, text[position] == UInt8(ascii: "?") {
      let queryStart = position &+ 1
      while position < end, text[position] != UInt8(ascii: "#") { position &+= 1 }
      query = queryStart..<position
    }
    fragment = position < end ? position + 1..<end : position..<position

    try Self.check(host: host, of: text, needsDot: lead.needsDot)
  }

  /// The parts of `https://host/...` and `http://host/...` in lower case, whose host has nothing but letters,
  /// digits, hyphens and dots; nil for every other address, which is looked at with all care.
  @inline(__always)
  private static func scanUsual(_ text: Span<UInt8>, _ range: Range<Int>) -> URLParts? {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard end &- start > 8, text[start] == UInt8(ascii: "h"), text[start &+ 1] == UInt8(ascii: "t"),
      text[start &+ 2] == UInt8(ascii: "t"), text[start &+ 3] == UInt8(ascii: "p")
    else { return nil }
    let isSecure = text[start &+ 4] == UInt8(ascii: "s")
    let colon = start &+ (isSecure ? 5 : 4)
    guard text[colon] == UInt8(ascii: ":"), text[colon &+ 1] == UInt8(ascii: "/"),
      text[colon &+ 2] == UInt8(ascii: "/")
    else { return nil }
    let hostStart = colon &+ 3
    var position = hostStart
    while position < end {
      let byte = text[position]
      let isPlain =
        byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte &- 0x2D < 2 || byte &- 0x41 < 26
      if !isPlain { break }
      position &+= 1
    }
    guard position > hostStart else { return nil }
    if position < end {
      switch text[position] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
      default: return nil
      }
    }
    let hostEnd = position
    while position < end, text[position] != UInt8(ascii: "?"), text[position] != UInt8(ascii: "#") {
      position &+= 1
    }
    let pathEnd = position
    var query = position..<position
    if position < end, text[position] == UInt8(ascii: "?") {
      while position < end, text[position] != UInt8(ascii: "#") { position &+= 1 }
      query = pathEnd &+ 1..<position
    }
    return URLParts(
      scheme: start..<colon, authority: hostStart..<hostEnd, host: hostStart..<hostEnd,
      path: hostEnd..<pathEnd, query: query,
      fragment: position < end ? position &+ 1..<end : position..<position, port: nil,
      protocolKind: isSecure ? .https : .http, hasUserinfo: false)
  }

  private init(
    scheme: Range<Int>, authority: Range<Int>, host: Range<Int>, path: Range<Int>,
    query: Range<Int>, fragment: Range<Int>, port: UInt16?, protocolKind: ProtocolKind,
    hasUserinfo: Bool
  ) {
    self.scheme = scheme
    self.authority = authority
    self.host = host
    self.path = path
    self.query = query
    self.fragment = fragment
    self.port = port
    self.protocolKind = protocolKind
    self.hasUserinfo = hasUserinfo
  }

  /// What stands before the slashes.
  private struct Lead {
    var scheme: Range<Int>
    var end: Int
    var kind: ProtocolKind
    var needsDot: Bool
  }

  private static func readScheme(
    of text: Span<UInt8>, _ range: Range<Int>
  ) throws(Refusal) -> Lead {
    let (start, end) = (range.lowerBound, range.upperBound)
    let missing = Lead(scheme: start..<start, end: start, kind: .http, needsDot: true)
    if text[start].isSlash {
      guard end - start > 1, text[start + 1].isSlash else { throw .noHost }
      return Lead(scheme: start..<start, end: start, kind: .http, needsDot: false)
    }
    var colon = start
    var hasDot = false
    while colon < end, text[colon].isSchemeByte {
      if text[colon] == UInt8(ascii: ".") { hasDot = true }
      colon &+= 1
    }
    guard colon < end, text[colon] == UInt8(ascii: ":"), colon > start,
      text[start].isASCIILetter || hasDot
    else { return missing }

    let scheme = start..<colon
    if matches("http", text, scheme) {
      return Lead(scheme: scheme, end: colon + 1, kind: .http, needsDot: false)
    }
    if matches("https", text, scheme) {
      return Lead(scheme: scheme, end: colon + 1, kind: .https, needsDot: false)
    }
    // `example.com:8080/x`: a dot before the colon, and only digits up to the path.
    var next = colon + 1
    while next < end, text[next].isASCIIDigit { next &+= 1 }
    if hasDot, next == end || text[next].isSlash || text[next] == UInt8(ascii: "?") {
      if next > colon + 1 { return missing }
    }
    guard
      matches("ftp", text, scheme) || matches("ws", text, scheme) || matches("wss", text, scheme)
    else { throw .otherScheme }
    return Lead(scheme: scheme, end: colon + 1, kind: .other, needsDot: false)
  }

  private static func readPort(
    of text: Span<UInt8>, _ range: Range<Int>
  ) throws(Refusal) -> UInt16? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      guard text[index].isASCIIDigit else { throw .badPort }
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
      guard value <= 65_535 else { throw .badPort }
    }
    return UInt16(value)
  }

  private static func check(
    host: Range<Int>, of text: Span<UInt8>, needsDot: Bool
  ) throws(Refusal) {
    guard !host.isEmpty else { throw .noHost }
    var hasDot = !needsDot || text[host.lowerBound] == UInt8(ascii: "[")
    var smallest: UInt8 = .max
    for index in host {
      let byte = text[index]
      smallest = min(smallest, byte)
      // U+3002, the ideographic full stop, also parts labels.
      if byte == UInt8(ascii: ".") || byte == 0xE3 || byte == 0xEF { hasDot = true }
      if byte == 0x7F { throw .blankInHost }
    }
    guard smallest > 0x20 else { throw .blankInHost }
    guard hasDot else { throw .noHost }
  }

  /// Whether the bytes are `word`, which is lower case, in any case.
  private static func matches(
    _ word: StaticString, _ text: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<range.count {
      // A literal's bytes live as long as the program.
      let letter = unsafe word.utf8Start[index]
      if text[range.lowerBound + index].lowercasedASCII != letter { return false }
    }
    return true
  }
}

extension UInt8 {
  /// A slash, or the backslash that browsers read as one.
  @inline(__always) fileprivate var isSlash: Bool {
    self == UInt8(ascii: "/") || self == UInt8(ascii: "\\")
  }

  @inline(__always) fileprivate var isSchemeByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "+")
  }
}
