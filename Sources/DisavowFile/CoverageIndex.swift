internal import WebAddress

/// Answers which line of a disavow file covers a host or a page.
///
/// A domain covers itself and every host below it, by labels and not by public suffix, on http and
/// https; an IP address covers itself. A page covers exactly its own address: Google takes
/// `http://example.com/a`, `https://example.com/a` and `https://www.example.com/a` for three.
///
/// - Source: Search Central blog, 2012-10-16; J. Mueller on webmasters.stackexchange.com.
public struct CoverageIndex: Sendable {
  /// Hosts of domains and addresses of pages; no host is an address of a page.
  private var table: EntryTable
  /// The first line that names each.
  private var lineNumbers: [UInt32] = []

  /// Makes an index without a line.
  public init() {
    table = EntryTable()
  }

  /// Indexes the entries of a file.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - checks: Entries that a hard guard holds cover nothing.
  public init(_ document: DisavowDocument, checks: DisavowChecks = DisavowChecks()) {
    self.init(document, checks) { _ in }
  }

  /// Indexes the entries of a file, and hands on the places of those under any guard.
  init(_ document: DisavowDocument, _ checks: DisavowChecks, onGuarded: (Int) -> Void) {
    table = EntryTable(capacity: document.entryCount)
    lineNumbers.reserveCapacity(document.entryCount)
    for index in document.records.indices where document.records[index].isEntry {
      if let reason = checks.guardReason(document, index) {
        onGuarded(index)
        if reason.isHard { continue }
      }
      insert(document.value(index), line: index + 1)
    }
  }

  /// Adds an entry; the first line that names it stays.
  public mutating func insert(_ entry: DisavowEntry, line: Int) {
    let value = Array(entry.value.utf8)
    insert(value.span, line: line)
  }

  mutating func insert(_ value: Span<UInt8>, line: Int) {
    guard table.insert(value).isNew else { return }
    lineNumbers.append(UInt32(clamping: line))
    if DisavowEntry.kind(of: value) == .url { hasPages = true }
  }

  /// How many different entries there are.
  package var count: Int { lineNumbers.count }
  /// Whether there is an entry that names a page.
  package private(set) var hasPages = false

  /// The line of the narrowest entry that covers a host in any form, `WWW.Example.COM.`; `nil` when
  /// none does.
  public func covers(host: String) -> Int? {
    var name: [UInt8] = []
    let bytes = Array(host.utf8)
    guard HostName.canonical(bytes.span, into: &name) != nil else { return nil }
    return number(overHost: name.span).map { Int(lineNumbers[$0]) }
  }

  /// The line that covers a page: the page itself, else the narrowest domain; without a scheme
  /// `http` is taken.
  public func covers(url: String) -> Int? {
    coverer(ofPage: url)?.line
  }

  /// The line and entry that cover a page, as ``covers(url:)``.
  public func coverer(ofPage url: String) -> (line: Int, entry: DisavowEntry)? {
    let bytes = Array(url.utf8)
    return coverer(ofPage: bytes.span)
  }

  /// The line and entry that cover a page, given as UTF-8; `nil` when none does.
  public func coverer(ofPage url: Span<UInt8>) -> (line: Int, entry: DisavowEntry)? {
    number(overPage: url).map { (Int(lineNumbers[$0]), entry($0)) }
  }

  // MARK: By numbers

  /// The number of the entry that covers a page; costs no allocation for plain addresses.
  package func number(overPage url: Span<UInt8>) -> Int? {
    if case (.url, _)? = PlainLine.kind(of: url) { return number(overCanonicalPage: url) }
    if let page = Self.page(url) { return number(overCanonicalPage: page.span) }
    guard let parts = try? URLParts(scanning: url), parts.isHTTP else { return nil }
    if !parts.hasScheme {
      var text = Array("http:".utf8)
      text.append(contentsOf: url)
      if let page = Self.page(text.span) { return number(overCanonicalPage: page.span) }
    }
    // Also pages that could not be entries, such as very long ones, lie on a host.
    var name: [UInt8] = []
    guard HostName.canonical(url.extracting(parts.host), into: &name) != nil else { return nil }
    return number(overHost: name.span)
  }

  /// The canonical address of a page, repaired as a line of a file is.
  private static func page(_ text: Span<UInt8>) -> [UInt8]? {
    var reader = LineReader()
    guard case .entry(.url(let page), _) = reader.read(text) else { return nil }
    return Array(page.utf8)
  }

  private func number(overCanonicalPage url: Span<UInt8>) -> Int? {
    table.number(of: url) ?? number(overHost: url.extracting(HostBytes.host(ofPage: url)))
  }

  /// The number of the narrowest domain that covers a canonical host.
  package func number(overHost host: Span<UInt8>) -> Int? {
    HostBytes.isAddress(host) ? table.number(of: host) : table.number(ofLongestEndOf: host)
  }

  /// The number of exactly this entry.
  func number(of value: Span<UInt8>) -> Int? { table.number(of: value) }

  /// The number of the narrowest other entry that covers this one.
  func number(above value: Span<UInt8>, _ kind: DisavowDocument.Line.Kind) -> Int? {
    if kind == .url { return number(overHost: value.extracting(HostBytes.host(ofPage: value))) }
    if HostBytes.isAddress(value) { return nil }
    for index in value.indices where value[index] == UInt8(ascii: ".") {
      return table.number(ofLongestEndOf: value.extracting((index + 1)...))
    }
    return nil
  }

  /// The line of an entry by its number.
  package func line(_ number: Int) -> Int { Int(lineNumbers[number]) }

  /// The host of a domain, or the address of a page, by its number.
  @_lifetime(borrow self)
  func value(_ number: Int) -> Span<UInt8> { table.bytes(number) }

  /// Whether an entry names a domain or a page.
  func kind(_ number: Int) -> DisavowDocument.Line.Kind {
    DisavowEntry.kind(of: table.bytes(number))
  }

  /// An entry by its number.
  package func entry(_ number: Int) -> DisavowEntry {
    DisavowEntry(canonical: table.bytes(number))
  }

}

/// Finds the line that makes a line needless, going through the file that an index was made of.
struct CovererSearch {
  private let index: CoverageIndex
  /// The next number whose first line was not met.
  private var next = 0

  init(_ index: CoverageIndex) {
    self.index = index
  }

  /// The other entry that makes an entry at `line` needless: a parent, or the same one before it.
  ///
  /// Lines are asked for in their order.
  mutating func coverer(
    of value: Span<UInt8>, _ kind: DisavowDocument.Line.Kind, at line: Int
  ) -> (number: Int, isDuplicate: Bool)? {
    // Numbers are in the order of first lines, so most need no look-up.
    if next < index.count, index.line(next) == line {
      next += 1
    } else if let number = index.number(of: value), index.line(number) < line {
      return (number, true)
    }
    return index.number(above: value, kind).map { ($0, false) }
  }
}

/// Canonical hosts as bytes.
enum HostBytes {
  /// Whether a host is an IP address, which covers only itself: in brackets, or its last label all
  /// digits.
  static func isAddress(_ host: Span<UInt8>) -> Bool {
    guard !host.isEmpty else { return false }
    var index = host.count - 1
    if host[index] == UInt8(ascii: "]") { return true }
    while host[index] &- 0x30 < 10 {
      if index == 0 { return true }
      index -= 1
    }
    return host[index] == UInt8(ascii: ".") && index < host.count - 1
  }

  /// Where the host of a canonical address of a page lies.
  static func host(ofPage url: Span<UInt8>) -> Range<Int> {
    var start = 0
    while start < url.count, url[start] != UInt8(ascii: "/") { start += 1 }
    start = min(start + 2, url.count)
    var end = start
    let isBracketed = start < url.count && url[start] == UInt8(ascii: "[")
    while end < url.count, url[end] != UInt8(ascii: "/") {
      if url[end] == UInt8(ascii: ":"), !isBracketed { break }
      end += 1
      if isBracketed, url[end - 1] == UInt8(ascii: "]") { break }
    }
    return start..<end
  }
}
