package import HostLists
package import WebAddress

/// What stands between a verdict and a line of the disavow file.
///
/// A hard guard holds whatever was found and whoever asks. A soft one leaves the decision to the user.
package struct LinkGuards: Sendable {
  /// Authority from which an exporter's word protects a domain, in thousandths.
  package static let protectingAuthority: Int64 = 60_000
  /// Authority above which an exporter's word on one linking page protects its domain, in thousandths:
  /// number and evidence contradict each other, and a person has to look.
  package static let protectingPageAuthority: Int64 = 40_000
  /// Visits a month from which an exporter's estimate protects a domain.
  package static let protectingTraffic: Int64 = 50_000

  private let ownSites: [[UInt8]]
  private let allowed: HostLists
  private let allowedHosts: [[UInt8]]
  private let brands: [[UInt8]]
  private let suffixes: SuffixList
  private let lists: HostLists
  /// The protecting lists as masks, in their order.
  private let protections: [(mask: UInt64, veto: Veto)]

  /// - Parameters:
  ///   - ownSites: The hosts of the user's sites, canonical.
  ///   - allowed: Hosts never disavowed, canonical; their sub-domains too.
  ///   - brands: The site's names, letters and digits only, lower case.
  ///   - suffixes: Where referring domains begin.
  ///   - lists: Who is well known, who belongs to a government, and so on.
  package init(
    ownSites: [String], allowed: [String], brands: [String], suffixes: SuffixList,
    lists: HostLists
  ) {
    self.ownSites = ownSites.map { Array($0.utf8) }
    self.allowed = HostLists([("allowed", allowed)])
    allowedHosts = allowed.map { Array($0.utf8) }
    self.brands = brands.map { Array($0.utf8) }.filter { $0.count >= 4 }
    self.suffixes = suffixes
    self.lists = lists
    protections = LinkGuards.protectingLists.map { name, reason, explanation in
      (lists.mask(named: name), Veto(reason, explanation))
    }
  }

  /// Why a `domain:` line for this canonical host must never be written, or nil.
  package func hardVeto(domainEntry host: Span<UInt8>) -> Veto? {
    for own in ownSites where LinkGuards.covers(host, own.span) || LinkGuards.covers(own.span, host)
    {
      let site = String(decoding: own, as: UTF8.self)
      return Veto(.ownSite, "it is, covers or belongs to the site \(site)")
    }
    if allowed.mask(of: host) != 0 { return Veto(.allowed, "the allow list names it") }
    let found = suffixes.registrable(host)
    if let found, found.isSuffix {
      if !LinkGuards.hasDot(host) {
        return Veto(.topLevelDomain, "it is a whole top-level domain")
      }
      return found.kind == .platform || found.kind == .private
        ? Veto(.platform, "unrelated people have sites below it")
        : Veto(.suffix, "it is a public suffix: unrelated people have domains below it")
    }
    if let found, found.isSharedHost {
      return Veto(.sharedHost, "unrelated people share this host; only URLs can be disavowed")
    }
    if suffixes.hasSuffixBelow(host) {
      return Veto(.platform, "it covers hosts on which unrelated people have sites")
    }
    for name in allowedHosts where LinkGuards.covers(host, name.span) {
      let name = String(decoding: name, as: UTF8.self)
      return Veto(.allowed, "it covers \(name) of the allow list")
    }
    return nil
  }

  /// Why a `domain:` line for this canonical host needs a decision of the user, or nil.
  ///
  /// A host below a protected domain is not protected itself: it is the narrow line that a careful
  /// person writes when a good domain has one bad host.
  package func softVeto(domainEntry host: Span<UInt8>) -> Veto? {
    guard let found = suffixes.registrable(host), !found.isAddress else { return nil }
    if found.start > 0, !LinkGuards.isWWW(host, before: found.start) {
      return protection(listed: lists.mask(exactly: host) | lists.mask(below: host))
    }
    let rest = host.extracting(found.start...)
    if let veto = protection(listed: lists.mask(of: rest) | lists.mask(below: rest)) { return veto }
    return brandVeto(String(decoding: rest.indices.map { rest[$0] }, as: UTF8.self))
  }

  private static func isWWW(_ host: Span<UInt8>, before start: Int) -> Bool {
    guard start == 4 else { return false }
    for index in 0..<3 where host[index] != UInt8(ascii: "w") { return false }
    return true
  }

  /// Why no line at all may name a page of this canonical host, or nil.
  package func hardVeto(pageHost host: Span<UInt8>) -> Veto? {
    for own in ownSites where LinkGuards.covers(own.span, host) {
      return Veto(.ownSite, "it belongs to the site \(String(decoding: own, as: UTF8.self))")
    }
    return allowed.mask(of: host) != 0 ? Veto(.allowed, "the allow list names it") : nil
  }

  /// Why a referring domain is protected, or nil.
  ///
  /// - Parameters:
  ///   - name: The referring domain.
  ///   - mask: The lists that it is on.
  ///   - authority: The highest authority that an exporter gives it, in thousandths.
  ///   - pageAuthority: The highest authority that an exporter gives one of its linking pages, in
  ///     thousandths.
  ///   - traffic: Its estimated visits a month.
  ///   - visits: Real visits that came from it, by the logs.
  /// - Returns: The first guard that protects it.
  package func protection(
    of name: String, listed mask: UInt64, authority: Int64?, pageAuthority: Int64?, traffic: Int64?,
    visits: Int64
  ) -> Veto? {
    let bytes = Array(name.utf8)
    if let veto = protection(
      listed: mask | lists.mask(below: bytes.span), authority: authority, traffic: traffic,
      visits: visits)
    {
      return veto
    }
    if let pageAuthority, pageAuthority > LinkGuards.protectingPageAuthority {
      return Veto(.authority, "an exporter puts a linking page at \(pageAuthority / 1_000)")
    }
    return brandVeto(name)
  }

  /// Why a referring domain is protected whatever its name, or nil; the parameters are those above.
  package func protection(
    listed mask: UInt64, authority: Int64?, traffic: Int64?, visits: Int64
  ) -> Veto? {
    if let veto = protection(listed: mask) { return veto }
    if let authority, authority >= LinkGuards.protectingAuthority {
      return Veto(.authority, "an exporter puts its authority at \(authority / 1_000)")
    }
    if let traffic, traffic >= LinkGuards.protectingTraffic {
      return Veto(.traffic, "an exporter estimates \(traffic) visits a month")
    }
    if visits > 0 { return Veto(.visits, "it sends real visits: \(visits) in the logs") }
    return nil
  }

  private func brandVeto(_ name: String) -> Veto? {
    if brands.isEmpty { return nil }
    let bytes = Array(name.utf8)
    // A brand in another script is found in the form that people read.
    let isEncoded = LinkGuards.holds(bytes.span, Array("xn--".utf8).span)
    let readable = isEncoded ? HostName.unicodeText(bytes.span) : nil
    for text in readable.map({ [bytes, Array($0.utf8)] }) ?? [bytes] {
      let compact = text.filter { $0 != UInt8(ascii: "-") }
      for brand in brands where LinkGuards.holds(compact.span, brand.span) {
        let brand = String(decoding: brand, as: UTF8.self)
        return Veto(.brand, "its name holds the brand '\(brand)'")
      }
    }
    return nil
  }

  private static func holds(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
    guard part.count <= text.count else { return false }
    for start in 0...(text.count - part.count) {
      var length = 0
      while length < part.count, text[start + length] == part[length] { length += 1 }
      if length == part.count { return true }
    }
    return false
  }

  /// Why a referring domain that is on these lists is protected, or nil.
  package func protection(listed mask: UInt64) -> Veto? {
    if mask == 0 { return nil }
    for protection in protections where mask & protection.mask != 0 { return protection.veto }
    return nil
  }

  private static let protectingLists: [(String, Veto.Reason, String)] = [
    ("well-known", .wellKnown, "it is well known (list of well-known hosts)"),
    ("government", .government, "it belongs to a government, university or the military"),
    ("search-engines", .searchEngine, "it is a search engine"),
    ("cdn-hosts", .cdn, "it serves files for many sites"),
  ]

  private static func hasDot(_ host: Span<UInt8>) -> Bool {
    for index in host.indices where host[index] == 0x2E { return true }
    return false
  }

  /// Whether `parent` is `host` or a domain above it.
  private static func covers(_ parent: Span<UInt8>, _ host: Span<UInt8>) -> Bool {
    guard parent.count <= host.count else { return false }
    let start = host.count - parent.count
    if start > 0, host[start - 1] != 0x2E { return false }
    for index in parent.indices where parent[index] != host[start + index] { return false }
    return true
  }
}
