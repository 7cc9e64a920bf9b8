import LinkModel
import WebAddress

extension ReferralTable {
  /// Appends the URL that a line asks for to `targetURL`.
  ///
  /// Host: of an absolute request, else of the line, else the first site.
  mutating func writeTarget(
    _ line: LogLine, _ text: Span<UInt8>, _ served: Int,
    into targetURL: inout [UInt8]
  ) -> Result<HitType, ReferralSkip> {
    let request = line[.request]
    var written = ReferralTable.taken(&requestText)
    defer { swap(&written, &requestText) }
    if request.isEmpty {
      writeRequest(line, text, to: &written)
    } else if let mark = line.escaping.mark,
      firstIndex(of: mark, in: text.extracting(request), from: 0) != nil
    {
      line.escaping.append(text.extracting(request), of: .request, to: &written)
    } else {
      return finished(
        writeTarget(of: text.extracting(request), scheme(line, text), served, into: &targetURL),
        line, text)
    }
    return finished(
      writeTarget(of: written.span, scheme(line, text), served, into: &targetURL), line, text)
  }

  /// Makes a request line of method, target and query that stand apart.
  private func writeRequest(_ line: LogLine, _ text: Span<UInt8>, to written: inout [UInt8]) {
    let method = line[.method]
    if method.isEmpty {
      written.append(contentsOf: "GET".utf8)
    } else {
      written.append(text.extracting(method))
    }
    written.append(UInt8(ascii: " "))
    let target = text.extracting(line[.target])
    line.escaping.append(target, of: .target, to: &written)
    let query = text.extracting(line[.query])
    guard !query.isEmpty, query.count > 1 || query[0] != UInt8(ascii: "-"),
      firstIndex(of: UInt8(ascii: "?"), in: target, from: 0) == nil
    else { return }
    if query[0] != UInt8(ascii: "?") { written.append(UInt8(ascii: "?")) }
    line.escaping.append(query, of: .query, to: &written)
  }

  /// What the browser fetched for says more than the extension.
  private func finished(
    _ result: Result<HitType, ReferralSkip>, _ line: LogLine, _ text: Span<UInt8>
  ) -> Result<HitType, ReferralSkip> {
    let fetch = text.extracting(line[.fetch])
    guard fetch.count > 1, case .success(let type) = result, type != .form else { return result }
    return .success(fetch.begins(with: "document") ? .link : .embed)
  }

  /// Whether a line asks for what pages embed, by its extension.
  @inline(__always)
  func asksForAsset(_ line: LogLine, _ text: Span<UInt8>) -> Bool {
    let target = line[.target]
    if !target.isEmpty { return path.isAsset(text.extracting(target)) }
    let request = line[.request]
    // The target ends before ` HTTP/1.1`, or at the end.
    let blank = request.upperBound &- 9
    let hasVersion = request.count > 9 && text[blank] == UInt8(ascii: " ")
    return path.isAsset(
      text.extracting(request.lowerBound..<(hasVersion ? blank : request.upperBound)))
  }

  /// The host of an absolute request, which is the log's own when nothing else says whose log it is;
  /// -1 when the request is not absolute.
  mutating func hostOfAbsoluteRequest(_ line: LogLine, _ text: Span<UInt8>) -> Int {
    var range = line[.target]
    if range.isEmpty {
      let request = line[.request]
      guard let parts = RequestLine(splitting: text.extracting(request)) else { return -1 }
      range =
        request.lowerBound + parts.target.lowerBound..<request.lowerBound + parts.target.upperBound
    }
    let target = text.extracting(range)
    guard target[0] != UInt8(ascii: "/"), let address = try? URLParts(scanning: target),
      address.hasScheme, address.isHTTP
    else { return -1 }
    return hosts.number(written: target.extracting(address.host)) ?? -1
  }

  private mutating func writeTarget(
    of request: Span<UInt8>, _ scheme: [UInt8], _ served: Int,
    into targetURL: inout [UInt8]
  ) -> Result<HitType, ReferralSkip> {
    guard let parts = RequestLine(splitting: request) else { return .failure(.unreadableRequest) }
    guard let isForm = ReferralTable.isForm(request.extracting(parts.method)) else {
      return .failure(.otherMethod)
    }
    let target = request.extracting(parts.target)
    var host = served
    var rest = 0..<target.count
    if target[0] == UInt8(ascii: "/") {
      targetURL.append(contentsOf: scheme)
    } else {
      guard let address = try? URLParts(scanning: target), address.hasScheme, address.isHTTP,
        let number = hosts.number(written: target.extracting(address.host))
      else { return .failure(.unreadableRequest) }
      // A stranger may ask any server for any host; only the log's own count.
      guard served < 0 || served == number else { return .failure(.otherTarget) }
      host = number
      rest = address.pathAndQuery
      targetURL.append(contentsOf: address.protocolKind == .https ? "https".utf8 : "http".utf8)
    }
    if host < 0 {
      guard let site = hosts.firstSite, let number = hosts.number(written: site.span) else {
        return .failure(.noTargetHost)
      }
      host = number
    }
    guard hosts.takesAnySite || hosts.facts[host].isSite else { return .failure(.otherTarget) }
    targetURL.append(contentsOf: "://".utf8)
    targetURL.append(hosts.name(host))
    let page = target.extracting(rest)
    if page.isEmpty || page[0] != UInt8(ascii: "/") { targetURL.append(UInt8(ascii: "/")) }
    guard path.write(page, to: &targetURL) else { return .failure(.unreadableRequest) }
    return .success(isForm ? .form : path.isAsset(page) ? .embed : .link)
  }

  private static let http = Array("http".utf8)
  private static let https = Array("https".utf8)

  /// The scheme that the line or its port tells, else that of the settings.
  private func scheme(_ line: LogLine, _ text: Span<UInt8>) -> [UInt8] {
    let scheme = text.extracting(line[.scheme])
    let port = text.extracting(line[.port])
    if scheme.count == 5 && scheme.begins(with: "https")
      || port.count == 3 && port.begins(with: "443")
    {
      return ReferralTable.https
    }
    if scheme.count == 4 && scheme.begins(with: "http")
      || port.count == 2 && port.begins(with: "80")
    {
      return ReferralTable.http
    }
    return defaultScheme
  }

  /// True for POST, false for GET and HEAD, nil for what no link leads to.
  private static func isForm(_ method: Span<UInt8>) -> Bool? {
    switch method.count {
    case 3 where method[0] == UInt8(ascii: "G") && method[1] == UInt8(ascii: "E"): false
    case 4 where method[0] == UInt8(ascii: "H") && method[1] == UInt8(ascii: "E"): false
    case 4 where method[0] == UInt8(ascii: "P") && method[1] == UInt8(ascii: "O"): true
    default: nil
    }
  }
}
