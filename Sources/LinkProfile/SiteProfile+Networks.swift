import ByteKeys
import CalendarTime
import HostLists
import LinkModel

/// What may protect a domain from being called part of a farm.
package struct DomainStanding: Sendable {
  /// The number of the domain in the host table.
  package let number: Int
  /// The lists that it is on.
  package let lists: UInt64
  /// The highest authority that an exporter gives it, in thousandths.
  package let authority: Int64?
  /// Its estimated visits a month.
  package let traffic: Int64?
  /// Real visits that came from it, by the logs.
  package let visits: Int64
}

extension SiteProfile {
  /// What may protect a domain.
  func standing(_ domain: DomainIndex) -> DomainStanding {
    let tallies = tallies.span
    let authority = Int64(max(tallies[domain].domainScore, tallies[domain].pageScore))
    let traffic = tallies[domain].domainTraffic
    let number = domainNumbers[domain]
    return DomainStanding(
      number: number, lists: hosts.domain(number).lists, authority: authority < 0 ? nil : authority,
      traffic: traffic < 0 ? nil : traffic, visits: tallies[domain].visits)
  }

  /// The networks of 256 addresses that a domain answers from and that do not belong to the whole world.
  func ownAddresses(_ domain: DomainIndex) -> [HashCounts.Entry] {
    addresses(of: domain).filter {
      !vocabulary.deliveryNetworks.contains(network24: UInt32(truncatingIfNeeded: $0.hash))
    }
  }

  /// The families of the owners' names; well-known names are imitated, not members.
  func nameFamilies(without protected: [Bool]) -> NameFamilies {
    var owners: Set<Int> = []
    for domain in tallies.indices where !protected[domain] {
      if !hosts.domain(domainNumbers[domain]).isAddress { owners.insert(owner(domain)) }
    }
    return NameFamilies(owners.sorted(), name: hosts.ownerName)
  }

  /// When a domain was first seen; nil when no exporter says.
  func arrival(_ domain: DomainIndex) -> Bursts.Arrival? {
    let firstSeen = tallies.span[domain].firstSeen
    guard firstSeen != .max else { return nil }
    func day(_ moment: Int64) -> Int { Int(Moment(rawValue: moment).day.rawValue) }
    let first = day(firstSeen)
    func isNew(to start: Int64) -> Bool {
      start != .max && first < day(start) + Bursts.firstLookDays
    }
    let tools = oldestByTool.indices.filter { isNamed(domain, byTool: $0) }
    return Bursts.Arrival(
      day: first, owner: owner(domain),
      isFirstLook: tools.contains { isNew(to: oldestByTool[$0]) }
        || tallies.span[domain].visits > 0 && isNew(to: oldestVisit))
  }

  /// How many links of a domain have anchors of each kind, names learned from anchors among the brands.
  func anchorKinds(
    _ links: LinkFlags, _ tally: borrowing DomainTally, _ anchors: SharedAnchors
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: AnchorKind.allCases.count)
    links.count(into: &counts) { DomainTally.Flag.kind(in: $0).map { Int($0.rawValue) } }
    let named = anchors.named(tally.anchorCounts)
    let moved = counts[Int(AnchorKind.other.rawValue)] * named.rows / named.of
    counts[Int(AnchorKind.other.rawValue)] -= moved
    counts[Int(AnchorKind.brand.rawValue)] += moved
    return counts
  }
}
