/// The suffixes under which unrelated people register names, and the answers drawn from them.
///
/// A look-up reads a canonical host once from its end, and copies nothing.
/// Make one with ``Builder``, or with the parsers of `SuffixList+Text.swift`.
///
/// - Source: publicsuffix.org/list, "Algorithm".
package struct SuffixList: Sendable {
  /// Who hands out the names under a suffix.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// A registry: `com`, `co.uk`.
    case icann
    /// The owner of a domain, as the Public Suffix List has it: `github.io`.
    case `private`
    /// The owner of a domain, from a list of our own: `wordpress.com`.
    case platform
    /// A host on which unrelated people share one name, apart only by path: `sites.google.com`.
    case sharedHost = 4
  }

  /// What a host belongs to.
  package struct Registrable: Equatable, Sendable {
    /// Where the referring domain begins in the host; it reaches to the end.
    package var start: Int
    /// Where the domain begins when only registries count as suffixes: whose house it is.
    package var ownerStart: Int
    /// Whose suffix decided `start`; `nil` for an unlisted top-level domain and for addresses.
    package var kind: Kind?
    /// Whether the host itself is a suffix, so that it belongs to nobody; `start` is 0 then.
    package var isSuffix: Bool
    /// Whether the host is an IP address, which is its own referring domain.
    package var isAddress: Bool
    /// Whether the top-level domain is in the list.
    package var isListed: Bool

    /// Whether unrelated people share the referring domain; only URLs of it can be disavowed.
    package var isSharedHost: Bool { kind == .sharedHost }
  }

  /// The day of the list, `2026-10-22`, as its head says.
  package internal(set) var date: String?
  /// How many rules there are, wildcards and exceptions included.
  package internal(set) var ruleCount = 0

  /// Open addressing: 0, or a hash's upper half above the number of a node plus one.
  var slots: [UInt64] = [0]
  var nodes: [Node] = []
  /// The suffixes' bytes, one after the other.
  var text: [UInt8] = []

  /// A suffix, or what lies between a suffix and its top-level domain.
  struct Node {
    var offset: UInt32
    var length: UInt16
    var marks: Marks
  }

  /// What is known of a node; the first three bits mirror ``Kind``.
  struct Marks: OptionSet {
    let rawValue: UInt16

    static let anySuffix = Marks(rawValue: 0x007)
    static let sharedHost = Marks(rawValue: 0x008)
    /// The same three kinds, for every name one label below: `*.ck`.
    static let anyWildcard = Marks(rawValue: 0x070)
    static let exception = Marks(rawValue: 0x080)
    static let hasChildren = Marks(rawValue: 0x100)

    static func suffix(_ kind: Kind) -> Marks {
      kind == .sharedHost ? .sharedHost : Marks(rawValue: 1 << UInt16(kind.rawValue))
    }

    static func wildcard(_ kind: Kind) -> Marks { Marks(rawValue: 0x10 << UInt16(kind.rawValue)) }

    /// The kind of the suffix, a registry's first.
    var suffixKind: Kind? {
      if contains(.suffix(.icann)) { return .icann }
      if contains(.suffix(.private)) { return .private }
      return contains(.suffix(.platform)) ? .platform : nil
    }

    /// The marks that a wildcard gives to each child.
    var ofChildren: Marks { Marks(rawValue: intersection(.anyWildcard).rawValue >> 4) }
  }

  /// Finds the referring domain of a host: the longest suffix and one label more.
  ///
  /// - Parameter host: A canonical host, as ``HostName`` writes it.
  /// - Returns: `nil` when there is none: the host is empty, or begins with a dot,
  ///   or has an empty label there.
  package func registrable(_ host: Span<UInt8>) -> Registrable? {
    guard !host.isEmpty, host[0] != UInt8(ascii: ".") else { return nil }
    if Self.isAddress(host) {
      return Registrable(
        start: 0, ownerStart: 0, kind: nil, isSuffix: false, isAddress: true, isListed: false)
    }
    var suffix = host.count
    var icann = host.count
    var kind: Kind?
    var isListed = false
    var hash = Self.seed
    var above = Marks()
    var aboveStart = host.count
    var shared = -1
    var index = host.count
    while true {
      // One label to the left.
      let labelEnd = index
      while index > 0, host[index &- 1] != UInt8(ascii: ".") {
        index &-= 1
        hash = Self.mix(hash, host[index])
      }
      guard index < labelEnd else { return nil }
      if aboveStart == host.count {
        // The implicit rule `*`.
        suffix = index
        icann = index
      }
      let marks = marks(of: host, from: index, hash: hash)
      if let marks, marks.contains(.exception) {
        suffix = aboveStart
        icann = aboveStart
        kind = above.ofChildren.suffixKind
        break
      }
      if aboveStart == host.count, let marks {
        isListed = !marks.isDisjoint(with: [.suffix(.icann), .wildcard(.icann)])
      }
      let here = (marks ?? []).union(above.ofChildren)
      if let found = here.suffixKind {
        suffix = index
        kind = found
        if found == .icann { icann = index }
      }
      if here.contains(.sharedHost) { shared = index }
      guard let marks, index > 0,
        !marks.isDisjoint(with: Marks.hasChildren.union(.anyWildcard))
      else { break }
      above = marks
      aboveStart = index
      index &-= 1
      hash = Self.mix(hash, UInt8(ascii: "."))
    }
    guard let ownerStart = Self.start(ofLabelBefore: icann, in: host) else { return nil }
    // Where names are handed out below a shared host too, only it and its `www.` are shared.
    if shared >= 0,
      suffix > shared || suffix == shared && (shared == 0 || Self.isWWW(host, before: shared))
    {
      return Registrable(
        start: shared, ownerStart: ownerStart, kind: .sharedHost, isSuffix: false,
        isAddress: false, isListed: isListed)
    }
    guard let start = Self.start(ofLabelBefore: suffix, in: host) else { return nil }
    return Registrable(
      start: start, ownerStart: ownerStart, kind: kind, isSuffix: suffix == 0, isAddress: false,
      isListed: isListed)
  }

  /// What the list says of exactly this name; `nil` when it is neither a suffix nor a shared host.
  package func kind(of name: Span<UInt8>) -> Kind? {
    guard let found = registrable(name), found.start == 0 else { return nil }
    return found.isSuffix || found.isSharedHost ? found.kind : nil
  }

  /// Whether suffixes or shared hosts lie below exactly this canonical host.
  package func hasSuffixBelow(_ host: Span<UInt8>) -> Bool {
    var hash = Self.seed
    for index in host.indices.reversed() { hash = Self.mix(hash, host[index]) }
    guard let marks = marks(of: host, from: 0, hash: hash) else { return false }
    return !marks.isDisjoint(with: Marks.hasChildren.union(.anyWildcard))
  }

  static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// One step of the hash over a suffix, taken from its end.
  @inline(__always) static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Spreads the hash over all bits; 0 is no result, so that an empty slot is plain.
  @inline(__always) static func finish(_ hash: UInt64) -> UInt64 {
    let spread = (hash ^ hash &>> 29) &* 0xBF58_476D_1CE4_E5B9
    return spread ^ spread &>> 32
  }

  private func marks(of host: Span<UInt8>, from start: Int, hash: UInt64) -> Marks? {
    let hash = Self.finish(hash)
    let mask = slots.count &- 1
    var position = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[position]
      if slot == 0 { return nil }
      if slot &>> 32 == hash &>> 32 {
        let node = nodes[Int(slot & 0xFFFF_FFFF) &- 1]
        if matches(node, host, from: start) { return node.marks }
      }
      position = (position &+ 1) & mask
    }
  }

  @inline(__always)
  private func matches(_ node: Node, _ host: Span<UInt8>, from start: Int) -> Bool {
    let length = host.count &- start
    guard Int(node.length) == length else { return false }
    let offset = Int(node.offset)
    for index in 0..<length where text[offset &+ index] != host[start &+ index] { return false }
    return true
  }

  /// Where the label begins that ends before `position`; 0 when there is none.
  private static func start(ofLabelBefore position: Int, in host: Span<UInt8>) -> Int? {
    guard position > 0 else { return 0 }
    var start = position &- 1
    while start > 0, host[start &- 1] != UInt8(ascii: ".") { start &-= 1 }
    return start < position &- 1 ? start : nil
  }

  /// Whether `www` and a dot stand before `position`, and nothing else.
  private static func isWWW(_ host: Span<UInt8>, before position: Int) -> Bool {
    position == 4 && host[0] == UInt8(ascii: "w") && host[1] == UInt8(ascii: "w")
      && host[2] == UInt8(ascii: "w")
  }

  /// Whether a canonical host is an IP address: in brackets, or its last label all digits.
  private static func isAddress(_ host: Span<UInt8>) -> Bool {
    var index = host.count &- 1
    if host[index] == UInt8(ascii: "]") { return true }
    while host[index].isASCIIDigit {
      if index == 0 { return true }
      index &-= 1
    }
    return host[index] == UInt8(ascii: ".") && index < host.count &- 1
  }
}
