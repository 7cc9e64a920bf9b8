import ByteKeys
package import WebAddress

/// Every host that was met, numbered, with what is known of it.
///
/// The referring domain, its owner and the lists a host is on are worked out once a distinct host.
package final class HostTable {
  /// What is known of one host.
  package struct Host: Sendable {
    private let domainNumber: UInt32
    private let start: UInt32
    /// The lists it is on, as a mask of ``HostLists``.
    package let lists: UInt64

    fileprivate init(domain: Int, domainStart: Int, lists: UInt64) {
      domainNumber = UInt32(domain)
      start = UInt32(domainStart)
      self.lists = lists
    }

    /// The number of its referring domain.
    package var domain: Int { Int(domainNumber) }
    /// Where the referring domain begins in the host.
    package var domainStart: Int { Int(start) }
  }

  /// What is known of one referring domain.
  package struct Domain: Sendable {
    /// The number of the registry domain above it: who owns the house.
    package var owner: Int { Int(ownerNumber) }
    /// The lists it is on.
    package let lists: UInt64
    private let ownerNumber: UInt32
    /// Unrelated people share its one host: only URLs can be disavowed.
    package let isSharedHost: Bool
    /// It is a public suffix or a platform as a whole.
    package let isSuffix: Bool
    /// It is an IP address.
    package let isAddress: Bool

    fileprivate init(owner: Int, lists: UInt64, _ found: SuffixList.Registrable?) {
      ownerNumber = UInt32(owner)
      self.lists = lists
      isSharedHost = found?.isSharedHost ?? false
      isSuffix = found?.isSuffix ?? false
      isAddress = found?.isAddress ?? false
    }
  }

  /// The suffixes that decide where a referring domain begins.
  package let suffixes: SuffixList
  /// The lists that hosts are looked up in.
  package let lists: HostLists
  private var known = KnownHosts()
  /// Referring domains and their owners: most are their own.
  private var domainNames = ByteInterner()
  /// By the number of the name; nil: only an owner so far.
  private var domains: [Domain?] = []

  /// A table that knows no host yet.
  package init(suffixes: SuffixList, lists: HostLists) {
    self.suffixes = suffixes
    self.lists = lists
  }

  /// The number of a canonical host, which is added when it is new.
  package func number(of host: Span<UInt8>) -> Int { add(host).number }

  /// The number of a canonical host, which is added when it is new, and what is known of it.
  package func add(_ host: Span<UInt8>) -> (number: Int, host: Host) {
    // One access for the host that was met before: rows ask by the million.
    if let found = known.find(host) { return found }
    return known.add(host, describe(host))
  }

  /// The number of the referring domain of a canonical host.
  package func domain(of host: Span<UInt8>) -> Int {
    add(host).host.domain
  }

  /// What is known of a host by its number.
  package func host(_ number: Int) -> Host { known.hosts[number] }

  /// What is known of a referring domain by its number.
  package func domain(_ number: Int) -> Domain {
    guard let domain = domains[number] else { preconditionFailure("an owner is no domain") }
    return domain
  }

  /// The name of a host.
  package func hostName(_ number: Int) -> String { known.names.text(number) }

  /// The name of a referring domain.
  package func domainName(_ number: Int) -> String { domainNames.text(number) }

  /// Whether one host's name stands before another's by bytes.
  package func isHost(_ left: Int, before right: Int) -> Bool { known.names.precedes(left, right) }

  /// Whether one referring domain's name stands before another's by bytes.
  package func isDomain(_ left: Int, before right: Int) -> Bool {
    domainNames.precedes(left, right)
  }

  /// The name of an owner.
  package func ownerName(_ number: Int) -> String { domainNames.text(number) }

  private func describe(_ host: Span<UInt8>) -> Host {
    let found = suffixes.registrable(host)
    let start = found?.start ?? 0
    let name = host.extracting(start...)
    let domain = domainNames.intern(name)
    if domain == domains.count { domains.append(nil) }
    if domains[domain] == nil {
      let ownerStart = found?.ownerStart ?? 0
      let owner =
        ownerStart == start ? domain : domainNames.intern(host.extracting(ownerStart...))
      if owner == domains.count { domains.append(nil) }
      domains[domain] = Domain(owner: owner, lists: lists.mask(of: name), found)
    }
    return Host(domain: domain, domainStart: start, lists: lists.mask(of: host))
  }
}

/// Hosts that were met, with what is known of them.
private struct KnownHosts: ~Copyable {
  var names = ByteInterner()
  var hosts: [HostTable.Host] = []

  func find(_ host: Span<UInt8>) -> (number: Int, host: HostTable.Host)? {
    guard let number = names.number(of: host) else { return nil }
    return (number, hosts[number])
  }

  mutating func add(
    _ host: Span<UInt8>, _ description: HostTable.Host
  ) -> (number: Int, host: HostTable.Host) {
    hosts.append(description)
    return (names.intern(host), description)
  }
}
