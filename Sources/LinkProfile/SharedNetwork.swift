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
  /// Their numbers in the host table, in no order.
  package let members: [Int]
}

extension SiteProfile {
  /// Fewer owners are a coincidence.
  private static let fewestOwners = 5

  /// The groups of domains of which at least half of the rows have one footprint, from at least five owners;
  /// the largest first. A group whose members are all in a larger one is left out.
  package func networks() -> [SharedNetwork] {
    var found: [(network: SharedNetwork, order: [Int])] = []
    for footprint in SharedNetwork.Footprint.allCases {
      var pairs: [(hash: UInt64, domain: Int)] = []
      for domain in tallies.indices {
        let (entries, total) = footprints(footprint, of: tallies.span[domain])
        for entry in entries where entry.count * 2 >= total { pairs.append((entry.hash, domain)) }
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
          footprint: footprint, owners: owners, members: domains.map { domainNumbers[$0] })
        found.append((network, domains))
      }
    }
    return withoutParts(found)
  }

  /// The footprints of a domain that may make a network, and how many rows have any.
  private func footprints(
    _ footprint: SharedNetwork.Footprint, of tally: borrowing DomainTally
  ) -> (entries: [HashCounts.Entry], total: Int) {
    switch footprint {
    case .title: return (tally.titles.entries, tally.titles.total)
    case .template: return (tally.templates.entries, tally.templates.total)
    case .anchor:
      // Natural words repeat as well: only words of trade make a network.
      let entries = tally.anchorCounts.entries.filter {
        sharedAnchors?.commercial[$0.tag >> 4] != nil
      }
      return (entries, tally.anchorRows)
    case .address: return (ownAddresses(tally), tally.addresses.total)
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
