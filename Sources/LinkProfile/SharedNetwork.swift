import ByteKeys

/// Domains of several owners that share a footprint.
package struct SharedNetwork: Sendable {
  /// What they share.
  package enum Footprint: String, CaseIterable, Sendable {
    case title
    case template = "address pattern"
    case anchor
    case address = "network address"
  }

  package let footprint: Footprint
  /// How many owners the members have.
  package let owners: Int
  /// Their numbers in the profile, in no order.
  package let members: [SiteProfile.DomainIndex]
}

extension SiteProfile {
  /// Fewer owners are a coincidence.
  private static let fewestOwners = 5

  /// The groups of domains of which at least half of the rows have one footprint, from at least five owners;
  /// the largest first. A group whose members are all in a larger one is left out.
  package func networks() -> [SharedNetwork] {
    var found: [(network: SharedNetwork, order: [Int])] = []
    for footprint in SharedNetwork.Footprint.allCases {
      func forEachFootprint(_ body: (UInt64, DomainIndex) -> Void) {
        for domain in tallies.indices {
          let (entries, total) = footprints(footprint, of: domain)
          for entry in entries where entry.count * 2 >= total { body(entry.hash, domain) }
        }
      }
      var repeated = RepeatedKeys(expecting: tallies.count)
      forEachFootprint { hash, _ in repeated.note(hash) }
      var pairs: [(hash: UInt64, domain: Int)] = []
      forEachFootprint { hash, domain in
        if repeated.mayRepeat(hash) { pairs.append((hash, domain)) }
      }
      pairs.sort { ($0.hash, $0.domain) < ($1.hash, $1.domain) }
      var start = 0
      while start < pairs.count {
        var end = start
        while end < pairs.count, pairs[end].hash == pairs[start].hash { end += 1 }
        let domains = pairs[start..<end].map(\.domain)
        start = end
        guard domains.count >= SiteProfile.fewestOwners else { continue }
        let owners = Set(domains.map { owner($0) }).count
        guard owners >= SiteProfile.fewestOwners else { continue }
        let network = SharedNetwork(
          footprint: footprint, owners: owners, members: domains)
        found.append((network, domains))
      }
    }
    return withoutParts(found)
  }

  /// The footprints of a domain that may make a network, and how many rows have any.
  private func footprints(
    _ footprint: SharedNetwork.Footprint, of domain: DomainIndex
  ) -> (entries: [HashCounts.Entry], total: Int) {
    let tallies = tallies.span
    switch footprint {
    case .title: return (Array(tallies[domain].titles), tallies[domain].titles.total)
    case .template: return (Array(tallies[domain].templates), tallies[domain].templates.total)
    case .anchor:
      // Natural words repeat as well: only words of trade make a network.
      let entries = tallies[domain].anchorCounts.filter {
        sharedAnchors?.commercial[$0.anchor] != nil
      }
      return (entries, Int(tallies[domain].anchorRows))
    case .address: return (ownAddresses(domain), addresses(of: domain).total)
    }
  }

  /// Leaves out what is part of something larger; equal groups count once, by the first footprint.
  private func withoutParts(
    _ found: [(network: SharedNetwork, order: [Int])]
  ) -> [SharedNetwork] {
    var networksOf: [Int: [Int]] = [:]
    var kept: [SharedNetwork] = []
    let order = found.indices.sorted { left, right in
      let (a, b) = (found[left].order.count, found[right].order.count)
      return a != b ? a > b : left < right
    }
    for index in order {
      let domains = found[index].order
      var shared: [Int: Int] = [:]
      for domain in domains {
        for network in networksOf[domain] ?? [] { shared[network, default: 0] += 1 }
      }
      if shared.values.contains(domains.count) { continue }
      for domain in domains { networksOf[domain, default: []].append(kept.count) }
      kept.append(found[index].network)
    }
    return kept
  }
}
