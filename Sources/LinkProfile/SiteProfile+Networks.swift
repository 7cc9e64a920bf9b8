import ByteKeys
import HostLists

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
    let footprints: [(SharedNetwork.Footprint, KeyPath<DomainTally, HashCounts>)] = [
      (.title, \.titles), (.template, \.templates), (.anchor, \.textAnchors),
      (.address, \.addresses),
    ]
    var found: [(network: SharedNetwork, order: [Int])] = []
    for (footprint, counts) in footprints {
      var pairs: [(hash: UInt64, domain: Int)] = []
      for domain in tallies.indices {
        let shared = tallies[domain][keyPath: counts]
        let total = shared.total
        for entry in shared.entries where entry.count * 2 >= total {
          pairs.append((entry.hash, domain))
        }
      }
      pairs.sort { ($0.hash, $0.domain) < ($1.hash, $1.domain) }
      var start = 0
      while start < pairs.count {
        var end = start
        while end < pairs.count, pairs[end].hash == pairs[start].hash { end += 1 }
        let domains = pairs[start..<end].map(\.domain)
        start = end
        guard domains.count >= SiteProfile.fewestOwners else { continue }
        let owners = Set(domains.map { hosts.domain(domainNumbers[$0]).owner }).count
        guard owners >= SiteProfile.fewestOwners else { continue }
        let network = SharedNetwork(
          footprint: footprint, owners: owners, members: domains.map { domainNumbers[$0] })
        found.append((network, domains))
      }
    }
    return withoutParts(found)
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
      for domain in domains { for network in networksOf[domain] ?? [] { shared[network, default: 0] += 1 } }
      if shared.values.contains(domains.count) { continue }
      for domain in domains { networksOf[domain, default: []].append(kept.count) }
      kept.append(found[index].network)
    }
    return kept
  }
}
