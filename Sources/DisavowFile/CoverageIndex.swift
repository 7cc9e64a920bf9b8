internal import WebAddress

/// Answers which line of a disavow file covers a host or a page.
///
/// A domain covers itself and every host below it, by labels and not by public suffix, on http and
/// https; an IP address covers itself. A page covers exactly its own address: Google takes
/// `http://example.com/a`, `https://example.com/a` and `https://www.example.com/a` for three.
///
/// - Source: Search Central blog, 2012-10-16; J. Mueller on webmasters.stackexchange.com.
public struct CoverageIndex: Sendable {
  private var domains: [String: Int] = [:]
  private var pages: [String: Int] = [:]

  /// Makes an index without a line.
  public init() {}

  /// Indexes the entries of a file.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - guardReason: Entries that it holds cover nothing.
  public init(
    _ document: DisavowDocument,
    guardReason: (DisavowEntry) -> DisavowChecks.Guard? = { _ in nil }
  ) {
    for line in document.lines {
      if let entry = line.entry, guardReason(entry) == nil { insert(entry, line: line.number) }
    }
  }

  /// Adds an entry; the first line that names it stays.
  public mutating func insert(_ entry: DisavowEntry, line: Int) {
    switch entry {
    case .domain(let host): if domains[host] == nil { domains[host] = line }
    case .url(let text): if pages[text] == nil { pages[text] = line }
    }
  }

  /// The line of the narrowest entry that covers a host in any form, `WWW.Example.COM.`; `nil` when
  /// none does.
  public func covers(host: String) -> Int? {
    var name: [UInt8] = []
    let bytes = Array(host.utf8)
    guard HostName.canonical(bytes.span, into: &name) != nil else { return nil }
    return domain(over: String(decoding: name, as: UTF8.self))?.line
  }

  /// The line that covers a page: the page itself, else the narrowest domain; without a scheme
  /// `http` is taken.
  public func covers(url: String) -> Int? {
    coverer(ofPage: url)?.line
  }

  /// The line and entry that cover a page, as ``covers(url:)``.
  public func coverer(ofPage url: String) -> (line: Int, entry: DisavowEntry)? {
    let bytes = Array(url.utf8)
    guard let parts = try? URLParts(scanning: bytes.span), parts.isHTTP else { return nil }
    let text = parts.hasScheme ? url : "http:" + url
    if let entry = DisavowEntry(text), case .url(let page) = entry, let line = pages[page] {
      return (line, entry)
    }
    // Also pages that could not be entries, such as very long ones, lie on a host.
    var name: [UInt8] = []
    guard HostName.canonical(bytes.span.extracting(parts.host), into: &name) != nil else {
      return nil
    }
    return domain(over: String(decoding: name, as: UTF8.self)).map { ($0.line, .domain($0.host)) }
  }

  /// The other line that makes an entry at `line` needless: a parent, or the same entry before it.
  func coverer(of entry: DisavowEntry, at line: Int) -> (line: Int, entry: DisavowEntry)? {
    switch entry {
    case .domain(let host):
      if let first = domains[host], first < line { return (first, entry) }
      if entry.isAddress { return nil }
      guard let dot = host.firstIndex(of: ".") else { return nil }
      return domain(over: String(host[host.index(after: dot)...])).map {
        ($0.line, .domain($0.host))
      }
    case .url(let text):
      if let found = domain(over: entry.host) { return (found.line, .domain(found.host)) }
      if let first = pages[text], first < line { return (first, entry) }
      return nil
    }
  }

  /// Whether exactly this entry is in the index.
  func contains(_ entry: DisavowEntry) -> Bool {
    switch entry {
    case .domain(let host): domains[host] != nil
    case .url(let text): pages[text] != nil
    }
  }

  private func domain(over host: String) -> (line: Int, host: String)? {
    if DisavowEntry.isAddress(host) { return domains[host].map { ($0, host) } }
    var rest = host[...]
    while true {
      let name = String(rest)
      if let line = domains[name] { return (line, name) }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }
}
