import WebAddress

/// Where the parts of a referrer lie that make a source URL.
struct SourceAddress {
  /// What kind of referrer it is.
  enum Kind {
    case http, https
    /// `android-app://package/`: an app, which has no pages.
    case app
  }

  var kind: Kind
  /// Without user name and port.
  var host: Range<Int>
  /// The port when it is not the scheme's own.
  var port: UInt16?
  /// Path and query.
  var rest: Range<Int>

  /// Finds the parts of a referrer; nil when it is not the address of a page or an app.
  ///
  /// One pass over the host for plain addresses; unusual ones go the long way by ``URLParts``.
  @inline(__always)
  init?(scanning text: Span<UInt8>) {
    guard text.count > 8, text.count <= URLParts.longest else { return nil }
    var start = 4
    guard text[0] | 0x20 == UInt8(ascii: "h"), text[1] | 0x20 == UInt8(ascii: "t"),
      text[2] | 0x20 == UInt8(ascii: "t"), text[3] | 0x20 == UInt8(ascii: "p")
    else {
      guard let app = SourceAddress(app: text) else { return nil }
      self = app
      return
    }
    kind = .http
    if text[4] | 0x20 == UInt8(ascii: "s") {
      kind = .https
      start = 5
    }
    guard text[start] == UInt8(ascii: ":"), text[start + 1] == UInt8(ascii: "/"),
      text[start + 2] == UInt8(ascii: "/")
    else { return nil }
    start += 3
    var end = start
    while end < text.count, text[end].isHostByte { end &+= 1 }
    if end > start, end == text.count || text[end] == UInt8(ascii: "/") {
      host = start..<end
      rest = end..<text.count
    } else {
      // A third slash is a missing host, which browsers repair and no browser sends.
      guard end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "\\"),
        let parts = try? URLParts(scanning: text)
      else { return nil }
      host = parts.host
      port = parts.port == parts.defaultPort ? nil : parts.port
      rest = parts.pathAndQuery
    }
  }

  private init?(app text: Span<UInt8>) {
    let scheme: StaticString = "android-app://"
    guard text.count > 14 else { return nil }
    for index in 0..<14 {
      // A literal's bytes live as long as the program.
      let letter = unsafe scheme.utf8Start[index]
      if text[index].lowercased != letter { return nil }
    }
    var end = 14
    while end < text.count, text[end].isHostByte { end += 1 }
    guard end > 14, end == text.count || text[end] == UInt8(ascii: "/") else { return nil }
    kind = .app
    host = 14..<end
    rest = end..<end
  }

  /// Writes the source URL: scheme, canonical host, port, path and query, without fragment.
  ///
  /// - Returns: False when control bytes stand in it: then no browser sent it.
  func write(_ text: Span<UInt8>, host name: Span<UInt8>, into url: inout [UInt8]) -> Bool {
    url.removeAll(keepingCapacity: true)
    switch kind {
    case .http: url.append(contentsOf: "http://".utf8)
    case .https: url.append(contentsOf: "https://".utf8)
    case .app: url.append(contentsOf: "android-app://".utf8)
    }
    url.append(name)
    if let port {
      url.append(UInt8(ascii: ":"))
      url.append(contentsOf: String(port).utf8)
    }
    if rest.isEmpty || text[rest.lowerBound] != UInt8(ascii: "/") {
      url.append(UInt8(ascii: "/"))
    }
    return appendEscaped(text, rest, to: &url)
  }
}

/// Appends a part of a URL up to its fragment; what a URL cannot hold is percent-encoded.
///
/// - Returns: False when a control byte stands in it.
@inline(__always)
func appendEscaped(_ text: Span<UInt8>, _ range: Range<Int>, to url: inout [UInt8]) -> Bool {
  var end = range.lowerBound
  while end < range.upperBound, text[end].isPlainInURL { end &+= 1 }
  url.append(text.extracting(range.lowerBound..<end))
  while end < range.upperBound {
    let byte = text[end]
    if byte == UInt8(ascii: "#") { return true }
    if byte < 0x20 || byte == 0x7F { return false }
    if byte.isPlainInURL {
      url.append(byte)
    } else {
      url.append(UInt8(ascii: "%"))
      url.append(hexadecimalDigit(byte >> 4))
      url.append(hexadecimalDigit(byte & 15))
    }
    end &+= 1
  }
  return true
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "A")
}

extension UInt8 {
  /// A byte that stands in a path or query as it is: visible ASCII but `"`, `#`, `<`, `>` and `` ` ``.
  @inline(__always) fileprivate var isPlainInURL: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"):
      false
    default: self > 0x20 && self < 0x7F
    }
  }
}
