internal import WebAddress

extension CoverageIndex {
  /// Appends the line that covers a page and its entry, `3 domain:example.com`.
  ///
  /// - Parameters:
  ///   - url: UTF-8.
  ///   - out: What is appended to.
  /// - Returns: Whether a line covers it.
  public func appendCoverer(ofPage url: Span<UInt8>, to out: inout [UInt8]) -> Bool {
    guard let number = number(overPage: url) else { return false }
    out += String(line(number)).utf8
    out.append(UInt8(ascii: " "))
    if kind(number) == .domain { out += "domain:".utf8 }
    out.append(contentsOf: value(number))
    return true
  }

  /// Why a page, given as UTF-8, is covered, or what comes nearest when it is not: one clause.
  public func reason(ofPage url: Span<UInt8>) -> String {
    guard let parts = try? URLParts(scanning: url), parts.isHTTP else {
      return "not an http or https address"
    }
    var host: [UInt8] = []
    guard HostName.canonical(url.extracting(parts.host), into: &host) != nil else {
      return "its host cannot be one"
    }
    var reason: String
    if let number = number(overPage: url) {
      let entry = value(number)
      if kind(number) == .url {
        reason = "the page itself"
      } else if entry.count == host.count {
        reason = "its host, on http and https"
      } else {
        reason = "a sub-domain of \(self.entry(number).host)"
      }
    } else {
      reason = nearMiss(url, parts, host) ?? "no entry names it, its host or a domain above"
    }
    for index in parts.host where url[index] >= 0x80 {
      reason += "; in ASCII its host is \(String(decoding: host, as: UTF8.self))"
      break
    }
    return reason
  }

  /// An entry that a person may have taken for one that covers the page.
  private func nearMiss(_ url: Span<UInt8>, _ parts: URLParts, _ host: [UInt8]) -> String? {
    let www = Array("www.".utf8)
    let other = host.starts(with: www) ? Array(host.dropFirst(4)) : www + host
    let otherName = String(decoding: other, as: UTF8.self)
    if let number = number(of: other.span) {
      return "line \(line(number)) covers \(otherName) and what is below it only"
    }
    var rest: [UInt8] = []
    rest.append(contentsOf: url.extracting(parts.pathAndQuery))
    if parts.path.isEmpty { rest.insert(UInt8(ascii: "/"), at: 0) }
    let isHTTPS = parts.protocolKind == .https
    let forms: [(Bool, [UInt8], String)] = [
      (!isHTTPS, host, "http and https are different pages"),
      (isHTTPS, other, "with and without www. are different pages"),
      (!isHTTPS, other, "scheme and www. differ, so it is another page"),
    ]
    for (isSecure, host, reason) in forms {
      let address = Array((isSecure ? "https://" : "http://").utf8) + host + rest
      if let number = number(of: address.span) {
        return "line \(line(number)) is near, but \(reason)"
      }
    }
    return nil
  }
}
