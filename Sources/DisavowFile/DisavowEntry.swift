/// What one line of a disavow file names.
///
/// The text is canonical: two entries name the same when they are equal.
///
/// - Source: Google Search Central, "Disavow links to your site".
public enum DisavowEntry: Hashable, Sendable {
  /// All pages of a host and of the hosts below it, http and https: an A-label host, an IPv4
  /// address, or an IPv6 address in brackets.
  case domain(String)
  /// One page. Google is granular here: http and https, with and without `www.` are different pages.
  case url(String)

  /// Reads the text of one entry, `domain:example.com` or `https://example.com/page`, repairing it
  /// as ``DisavowDocument`` does; `nil` when it is none.
  public init?(_ text: String) {
    var reader = LineReader()
    let bytes = Array(text.utf8)
    guard case .entry(let entry, _) = reader.read(bytes.span) else { return nil }
    self = entry
  }

  /// An entry from a canonical host or address.
  init(canonical value: Span<UInt8>) {
    let text = String(decoding: value, as: UTF8.self)
    self = Self.kind(of: value) == .url ? .url(text) : .domain(text)
  }

  /// Whether a value is the host of a domain or the address of a page; no host has a `:` behind
  /// letters.
  static func kind(of value: Span<UInt8>) -> DisavowDocument.Line.Kind {
    let isPage =
      value.count > 5 && value[0] == UInt8(ascii: "h")
      && (value[4] == UInt8(ascii: ":") || value[5] == UInt8(ascii: ":"))
    return isPage ? .url : .domain
  }

  /// The line as it is written.
  public var text: String {
    switch self {
    case .domain(let host): "domain:" + host
    case .url(let text): text
    }
  }

  /// The host that the entry names, or on which its page lies.
  public var host: String {
    switch self {
    case .domain(let host): return host
    case .url(let text):
      let bytes = Array(text.utf8)
      return String(decoding: bytes[HostBytes.host(ofPage: bytes.span)], as: UTF8.self)
    }
  }

  /// Whether the host is an IP address, which covers only itself.
  public var isAddress: Bool {
    let bytes = Array(host.utf8)
    return HostBytes.isAddress(bytes.span)
  }

  /// The host of a domain, the address of a page.
  var value: String {
    switch self {
    case .domain(let host): host
    case .url(let text): text
    }
  }

  var kind: DisavowDocument.Line.Kind {
    switch self {
    case .domain: .domain
    case .url: .url
    }
  }

  /// Sorts by the labels of the host from its end, so that the hosts of a domain stay together;
  /// domains before pages.
  static func isOrdered(_ left: DisavowEntry, _ right: DisavowEntry) -> Bool {
    switch (left, right) {
    case (.domain, .url): return true
    case (.url, .domain): return false
    default:
      let (a, b) = (left.sortKey, right.sortKey)
      return a == b ? left.text < right.text : a.lexicographicallyPrecedes(b)
    }
  }

  /// The labels of the host from its end, parted by a byte below all others.
  var sortKey: [UInt8] {
    let host = host
    if isAddress { return Array(host.utf8) }
    var key: [UInt8] = []
    for label in host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .reversed()
    {
      key.append(contentsOf: label)
      key.append(0)
    }
    return key
  }
}
