extension URLParts {
  /// Appends the key by which equal addresses are known: scheme, canonical host, path and query.
  ///
  /// A missing scheme becomes `http`; user name, default port and fragment are left out; an empty
  /// path becomes `/`; path and query stay as written. Costs no allocation beyond the key's growth.
  ///
  /// - Parameters:
  ///   - text: The span that was scanned.
  ///   - key: Receives the key; unchanged when the result is `nil`.
  /// - Returns: What kind of host it is, or `nil` when the host cannot be one.
  package func appendKey(of text: Span<UInt8>, to key: inout [UInt8]) -> HostKind? {
    let start = key.count
    switch protocolKind {
    case .http: key.append(contentsOf: "http://".utf8)
    case .https: key.append(contentsOf: "https://".utf8)
    case .other:
      for index in scheme { key.append(text[index].lowercasedASCII) }
      key.append(contentsOf: "://".utf8)
    }
    guard let kind = HostName.append(text.extracting(host), to: &key) else {
      key.removeSubrange(start...)
      return nil
    }
    if let port, port != defaultPort {
      key.append(UInt8(ascii: ":"))
      key.append(contentsOf: String(port).utf8)
    }
    if path.isEmpty { key.append(UInt8(ascii: "/")) }
    key.append(text.extracting(pathAndQuery))
    return kind
  }

  /// The key of one address; `nil` when the text is no web address.
  package static func key(of text: Span<UInt8>) -> [UInt8]? {
    guard let parts = try? URLParts(scanning: text) else { return nil }
    var key: [UInt8] = []
    return parts.appendKey(of: text, to: &key) == nil ? nil : key
  }

  /// The port that `protocolKind` has when none is written; of `other` none is known.
  package var defaultPort: UInt16? {
    switch protocolKind {
    case .http: 80
    case .https: 443
    case .other: nil
    }
  }
}
