import ByteKeys
import HostLists

/// What the facts of one referring domain take from all the others, when reading has ended.
package struct DomainContext {
  /// The domains in the order of their names.
  package let byName: [SiteProfile.DomainIndex]

  let titles, templates, addresses: Networks
  let anchors: SharedAnchors
  let names: NameFamilies
  /// How the name of each domain resembles one of the site.
  let likenesses: [NameLikeness]
  /// The pages that link rules cover, by domain and then by rule.
  let covered: [SiteProfile.DomainIndex: [(rule: Int, pages: Int)]]
  /// The numbers of the linking hosts, by domain and then by name, and where those of each domain begin.
  private let hostOrder: [UInt32]
  private let firstHost: [UInt32]
  /// In thousandths; -1: no authority, no rank.
  private let ranks: [Int16]

  init(
    byName: [SiteProfile.DomainIndex], titles: Networks, templates: Networks, addresses: Networks,
    anchors: SharedAnchors, names: NameFamilies, likenesses: [NameLikeness],
    covered: [SiteProfile.DomainIndex: [(rule: Int, pages: Int)]],
    hosts: (order: [UInt32], first: [UInt32]), ranks: [Int16]
  ) {
    self.byName = byName
    self.titles = titles
    self.templates = templates
    self.addresses = addresses
    self.anchors = anchors
    self.names = names
    self.likenesses = likenesses
    self.covered = covered
    (hostOrder, firstHost) = hosts
    self.ranks = ranks
  }

  /// The hosts of a domain that hold links, as numbers of the profile, by name.
  func hosts(of domain: SiteProfile.DomainIndex) -> [Int] {
    hostOrder[Int(firstHost[domain])..<Int(firstHost[domain + 1])].map { Int($0) }
  }

  /// The share of an exporter's domains with a lower authority, in thousandths; the highest of all exporters.
  func rank(of domain: SiteProfile.DomainIndex) -> Int64? {
    ranks[domain] < 0 ? nil : Int64(ranks[domain])
  }
}

extension SiteProfile {
  /// What the facts of each domain take from all others; call it when ``settle()`` was.
  ///
  /// - Parameter isProtected: Whether a domain is protected.
  /// - Returns: The context for ``facts(of:in:sitesLinked:)``.
  package func context(isProtected: (DomainStanding) -> Bool) -> DomainContext {
    guard let anchors = sharedAnchors else { preconditionFailure("a profile is settled first") }
    let protected = tallies.indices.map { isProtected(standing($0)) }
    func networks(_ footprints: (Int, (UInt64) -> Void) -> Void) -> Networks {
      Networks(
        tallies.indices, footprints: footprints, owner: { owner($0) },
        isProtected: { protected[$0] })
    }
    var covered: [DomainIndex: [(rule: Int, pages: Int)]] = [:]
    for (key, pages) in firedPages {
      covered[Int(key >> 24), default: []].append((Int(key & 0xFF_FFFF), pages.count))
    }
    return DomainContext(
      byName: tallies.indices.sorted {
        hosts.isDomain(domainNumbers[$0], before: domainNumbers[$1])
      },
      titles: networks { domain, body in
        for entry in tallies.span[domain].titles { body(entry.hash) }
      },
      templates: networks { domain, body in
        for entry in tallies.span[domain].templates { body(entry.hash) }
      },
      addresses: networks { domain, body in
        for entry in ownAddresses(domain) { body(entry.hash) }
      },
      anchors: anchors, names: nameFamilies(without: protected),
      likenesses: domainNumbers.map { names.likeness(of: hosts.domainName($0)) },
      covered: covered.mapValues { $0.sorted { $0.rule < $1.rule } },
      hosts: hostsByDomain(), ranks: authorityRanks())
  }

  /// The linking hosts by domain, those of one domain by name: their numbers depend on the order of the
  /// inputs. A row about a whole domain names no host that holds a link, unless nothing else does.
  private func hostsByDomain() -> (order: [UInt32], first: [UInt32]) {
    var hostsOf: [(domain: UInt32, host: UInt32)] = []
    hostsOf.reserveCapacity(hostRows.count)
    for (place, number) in linkingHosts.keys.enumerated() {
      guard let domain = index(ofDomain: hosts.host(number).domain),
        hostRows[place].rows > 0 || tallies.span[domain].pages.count == 0
      else { continue }
      hostsOf.append((UInt32(domain), UInt32(place)))
    }
    hostsOf.sort { left, right in
      if left.domain != right.domain { return left.domain < right.domain }
      return hosts.isHost(
        linkingHosts.keys[Int(left.host)], before: linkingHosts.keys[Int(right.host)])
    }
    var first: [UInt32] = []
    first.reserveCapacity(tallies.count + 1)
    for (place, entry) in hostsOf.enumerated() {
      while first.count <= Int(entry.domain) { first.append(UInt32(place)) }
    }
    while first.count <= tallies.count { first.append(UInt32(hostsOf.count)) }
    return (hostsOf.map(\.host), first)
  }

  private func authorityRanks() -> [Int16] {
    var ranks = [Int16](repeating: -1, count: tallies.count)
    for scores in authorities {
      let order = scores.indices.filter { scores[$0] >= 0 }.sorted { scores[$0] < scores[$1] }
      var start = 0
      while start < order.count {
        var end = start
        while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
        let rank = Int16(start * 1_000 / order.count)
        for domain in order[start..<end] { ranks[domain] = max(ranks[domain], rank) }
        start = end
      }
    }
    return ranks
  }
}
