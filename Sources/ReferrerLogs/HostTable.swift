import ByteKeys
import LinkModel
import WebAddress

/// The hosts that a log names, as referrers or as its own, each judged once.
///
/// A host is looked up by its bytes as written; only new spellings are made canonical.
struct HostTable: ~Copyable {
  /// What is known of a host.
  struct Facts {
    /// A configured site, or a sub-domain of one.
    var isSite = false
    /// A configured own host, or a sub-domain of one.
    var isOwn = false
    /// A host that the log itself answers for.
    var isServed = false
    /// Not a host but an app.
    var isApp = false
    /// Unknown until it is asked for.
    var kind: ReferrerClass?

    /// True when links from the host are links within the site.
    var isInternal: Bool { isOwn || isServed }
  }

  private var spellings = ByteInterner()
  /// The number of the host by the number of its spelling; -1 when no host can be meant.
  private var hostOfSpelling: [Int32] = []
  /// Canonical names; that of an app has a `@` in front, so that it is not taken for a host's.
  private var names = ByteInterner()
  private(set) var facts: [Facts] = []

  /// Scheme and host of the last referrer that was the log's own, as written.
  private var lastInternal: [UInt8] = []
  /// Its number; -1 before there is one.
  private(set) var lastInternalHost = -1

  private let sites: [[UInt8]]
  private let own: [[UInt8]]
  private let classifier: (any ReferrerClassifier)?

  init(_ settings: ReferralSettings) {
    sites = settings.sites.compactMap(HostTable.canonical)
    own = sites + settings.ownHosts.compactMap(HostTable.canonical)
    classifier = settings.classifier
  }

  /// The first configured site.
  var firstSite: [UInt8]? { sites.first }

  /// True when requests for any host are wanted.
  var takesAnySite: Bool { sites.isEmpty }

  /// The number of a host as it is written; nil when no host can be meant.
  @inline(__always) mutating func number(written host: Span<UInt8>) -> Int? {
    let spelling = spellings.intern(host)
    if spelling == hostOfSpelling.count { hostOfSpelling.append(judge(host)) }
    let number = hostOfSpelling[spelling]
    return number < 0 ? nil : Int(number)
  }

  /// The number of an app package such as `com.example.reader`, which is a referrer without pages.
  mutating func number(app package: Span<UInt8>) -> Int {
    let number = names.intern(HostTable.name(app: package).span)
    if number == facts.count { facts.append(Facts(isApp: true, kind: .app)) }
    return number
  }

  /// The canonical name of a host, or the package of an app.
  @_lifetime(borrow self)
  func name(_ number: Int) -> Span<UInt8> {
    let name = names.bytes(number)
    return facts[number].isApp ? name.extracting(1..<name.count) : name
  }

  /// The name of a host as text.
  func text(_ number: Int) -> String {
    let name = name(number)
    return String(decoding: name.indices.map { name[$0] }, as: UTF8.self)
  }

  /// The number of the host of a URL whose host this table made canonical.
  func number(ofURL url: Span<UInt8>) -> Int {
    let authority = url.extracting(Referral.authority(of: url))
    var found: Int?
    if url[0] == UInt8(ascii: "a") {
      found = names.number(of: HostTable.name(app: authority).span)
    } else {
      let end = HostTable.endBeforePort(authority) ?? authority.count
      found = names.number(of: authority.extracting(0..<end))
    }
    guard let found else { preconditionFailure("a referral of a host that was never met") }
    return found
  }

  /// Adds the host of a URL that a table wrote; false when there is none.
  mutating func adopt(url: Span<UInt8>) -> Bool {
    guard let parts = SourceAddress(scanning: url) else { return false }
    let authority = url.extracting(Referral.authority(of: url))
    if parts.kind == .app {
      _ = number(app: authority)
      return true
    }
    let host = authority.extracting(0..<(HostTable.endBeforePort(authority) ?? authority.count))
    return number(written: host) != nil && names.number(of: host) != nil
  }

  /// Whether a target that a table wrote is a page of a site.
  func isTarget(_ url: Span<UInt8>, of site: Span<UInt8>) -> Bool {
    let authority = url.extracting(Referral.authority(of: url))
    return HostTable.ends(authority, with: site)
  }

  /// Adds a host of another table with the same settings.
  mutating func adopt(_ number: Int, of other: borrowing HostTable) {
    let own = names.intern(other.names.bytes(number))
    if own == facts.count { facts.append(other.facts[number]) }
    if other.facts[number].isServed { serve(own) }
  }

  /// How much memory the spellings take, in bytes.
  var spellingBytes: Int {
    spellings.byteCount + hostOfSpelling.capacity * MemoryLayout<Int32>.stride
  }

  /// Forgets how hosts were written, not the hosts.
  mutating func forgetSpellings() {
    spellings = ByteInterner()
    hostOfSpelling = []
  }

  /// Marks a host as one that the log answers for.
  @inline(__always) mutating func serve(_ number: Int) {
    if !facts[number].isServed { facts[number].isServed = true }
  }

  /// The class of a referring host.
  mutating func kind(of number: Int) -> ReferrerClass {
    if let kind = facts[number].kind { return kind }
    let kind = classifier?.referrerClass(host: names.bytes(number)) ?? .site
    facts[number].kind = kind
    return kind
  }

  /// True when the pages of a referring host may be copies of others' pages.
  mutating func showsCopies(_ number: Int) -> Bool {
    let kind = kind(of: number)
    return kind == .cache || kind == .search
  }

  /// True when a referrer begins with the same scheme and host as the last own one.
  @inline(__always) func isLastInternal(_ referrer: Span<UInt8>) -> Bool {
    let count = lastInternal.count
    guard count > 0, referrer.count > count, referrer.count <= URLParts.longest,
      referrer[count] == UInt8(ascii: "/")
    else { return false }
    return equal(lastInternal.span, referrer.extracting(0..<count))
  }

  /// Keeps scheme and host of a referrer that was the log's own.
  mutating func rememberInternal(_ origin: Span<UInt8>, _ host: Int) {
    lastInternalHost = host
    lastInternal.removeAll(keepingCapacity: true)
    lastInternal.append(origin)
  }

  private mutating func judge(_ written: Span<UInt8>) -> Int32 {
    var scratch: [UInt8] = []
    if HostName.canonical(written, into: &scratch) == nil {
      // A header Host may name a port.
      scratch.removeAll(keepingCapacity: true)
      guard let end = HostTable.endBeforePort(written),
        HostName.canonical(written.extracting(0..<end), into: &scratch) != nil
      else { return -1 }
    }
    let number = names.intern(scratch.span)
    if number == facts.count {
      let site = sites.contains { HostTable.ends(scratch.span, with: $0.span) }
      let own = own.contains { HostTable.ends(scratch.span, with: $0.span) }
      facts.append(Facts(isSite: site, isOwn: own))
    }
    return Int32(number)
  }

  private static func name(app package: Span<UInt8>) -> [UInt8] {
    var name = [UInt8(ascii: "@")]
    name.append(package)
    return name
  }

  /// Where `:443` begins; nil without a port.
  private static func endBeforePort(_ written: Span<UInt8>) -> Int? {
    var end = written.count
    while end > 0, written[end - 1].isDigit { end -= 1 }
    return end > 1 && end < written.count && written[end - 1] == UInt8(ascii: ":") ? end - 1 : nil
  }

  /// True when a host is `parent` or one of its sub-domains.
  static func ends(_ host: Span<UInt8>, with parent: Span<UInt8>) -> Bool {
    let start = host.count - parent.count
    guard start == 0 || (start > 0 && host[start - 1] == UInt8(ascii: ".")) else { return false }
    for index in parent.indices where host[start + index] != parent[index] { return false }
    return true
  }

  private static func canonical(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    return HostName.canonical(bytes.span, into: &out) == nil ? nil : out
  }
}
