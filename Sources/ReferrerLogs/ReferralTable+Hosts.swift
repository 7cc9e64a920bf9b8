import ByteKeys
package import LinkModel
import WebAddress

/// A page of ours that was asked for and never there.
package struct BrokenTarget: Hashable, Sendable {
  package let url: String
  /// Visits that came from other sites.
  package var hits = 0
  /// Hosts that they came from.
  package var hosts = 0
  /// The referring page that stands first by its URL.
  package var exampleSource = ""
}

extension ReferralTable {
  /// Statuses of pages that are not there.
  static let notFound: Set<UInt16> = [404, 410]
  /// Statuses of requests that were not understood or not waited for; they say nothing of the page.
  static let mute: Set<UInt16> = [0, 400, 444, 499]

  /// What is known of each host that referred to a site, by name; apps and own hosts are left out.
  package mutating func referrerFacts(site: String) -> [ReferrerFacts] {
    visitors.settle()
    let lines = counts.total
    let (byHost, others) = rowsByHost(of: targets(of: site))
    let notFound = notFoundHits()
    var all: [ReferrerFacts] = []
    for (host, numbers) in byHost {
      var facts = ReferrerFacts(host: hostName(host))
      var targets: Set<UInt32> = []
      var sources: Set<UInt32> = []
      var clients: Set<UInt32> = []
      var (hits, botHits, originHits, missing) = (0, 0, 0, 0)
      var (first, last) = (Int64.max, Int64.min)
      for number in numbers {
        let row = rows.rows[number]
        hits += row.hits
        botHits += row.botHits
        missing += notFound[number] ?? 0
        targets.insert(row.target)
        if sourceIsOrigin[Int(row.source)] {
          originHits += row.hits
        } else {
          sources.insert(row.source)
        }
        clients.formUnion(rows.clients(number))
        first = min(first, row.first)
        last = max(last, row.last)
      }
      facts[.referrerClass] = Int64(hosts.kind(of: host).rawValue)
      facts[.hits] = Int64(hits)
      facts[.botHits] = Int64(botHits)
      facts[.clients] = Int64(clients.count)
      facts[.loneShare] = share(clients.count { !visitors.contains($0) }, of: clients.count)
      facts[.visitShare] = share(visits, of: lines)
      facts[.targets] = Int64(targets.count)
      facts[.sourcePages] = Int64(sources.count)
      facts[.originShare] = share(originHits, of: hits)
      facts[.notFoundShare] = share(missing, of: hits)
      facts[.otherHosts] = clients.map { Int64((others[$0] ?? 1) - 1) }.max() ?? 0
      if first <= last { (facts.firstSeen, facts.lastSeen) = (first * 2 + 1, last * 2 + 1) }
      all.append(facts)
    }
    return all.sorted { $0.host.utf8.lexicographicallyPrecedes($1.host.utf8) }
  }

  /// Pages that links of other sites led to and that were never there, the most visited first.
  ///
  /// - Parameters:
  ///   - site: Whose pages.
  ///   - isLeftOut: Hosts whose visits are no evidence of a link.
  /// - Returns: One entry a page; of equally visited ones the first by its address.
  package mutating func brokenTargets(
    of site: String, isLeftOut: (String) -> Bool
  ) -> [BrokenTarget] {
    let isWanted = targets(of: site)
    var isThere = [Bool](repeating: false, count: targets.count)
    var isMissing = [Bool](repeating: false, count: targets.count)
    for entry in rows.statuses() where rows.rows[entry.row].type == .link {
      let target = Int(rows.rows[entry.row].target)
      if ReferralTable.notFound.contains(entry.status) {
        isMissing[target] = true
      } else if !ReferralTable.mute.contains(entry.status) {
        isThere[target] = true
      }
    }
    var leftOut: [Int: Bool] = [:]
    var found: [UInt32: (hits: Int, hosts: Set<UInt32>, source: String)] = [:]
    for row in rows.rows
    where row.type == .link && row.hits > row.botHits && isWanted[Int(row.target)] {
      let host = Int(sourceHosts[Int(row.source)])
      guard isMissing[Int(row.target)], !isThere[Int(row.target)], !hosts.facts[host].isInternal,
        hosts.kind(of: host) == .site
      else { continue }
      let name = hostName(host)
      if leftOut[host] == nil { leftOut[host] = isLeftOut(name) }
      if leftOut[host] == true { continue }
      let sourceBytes = sources.bytes(Int(row.source))
      let source = String(decoding: Array(sourceBytes), as: UTF8.self)
      var entry = found[row.target] ?? (0, [], source)
      entry.hits += row.hits - row.botHits
      entry.hosts.insert(UInt32(host))
      if source < entry.source { entry.source = source }
      found[row.target] = entry
    }
    var pages: [BrokenTarget] = []
    for (target, entry) in found {
      let url = targets.bytes(Int(target))
      pages.append(
        BrokenTarget(
          url: String(decoding: Array(url), as: UTF8.self), hits: entry.hits,
          hosts: entry.hosts.count, exampleSource: entry.source))
    }
    return pages.sorted { ($1.hits, $0.url) < ($0.hits, $1.url) }
  }

  private func hostName(_ number: Int) -> String {
    let name = hosts.name(number)
    return String(decoding: Array(name), as: UTF8.self)
  }

  /// The rows of each referring host, and of how many hosts of the class site each client came.
  private mutating func rowsByHost(
    of isWanted: [Bool]
  ) -> (byHost: [Int: [Int]], hostsOfClient: [UInt32: Int]) {
    var byHost: [Int: [Int]] = [:]
    var pairs: Set<UInt64> = []
    for (number, row) in rows.rows.enumerated() where isWanted[Int(row.target)] {
      let host = Int(sourceHosts[Int(row.source)])
      guard !hosts.facts[host].isInternal, !hosts.facts[host].isApp else { continue }
      byHost[host, default: []].append(number)
      guard hosts.kind(of: host) == .site else { continue }
      for code in rows.clients(number) { pairs.insert(UInt64(code) << 32 | UInt64(host)) }
    }
    var hostsOfClient: [UInt32: Int] = [:]
    for pair in pairs { hostsOfClient[UInt32(pair >> 32), default: 0] += 1 }
    return (byHost, hostsOfClient)
  }

  /// Whether each target is a page of the site.
  private func targets(of site: String) -> [Bool] {
    let site = Array(site.utf8)
    return targetHosts.map { number in
      let name = hosts.name(Int(number))
      return HostTable.ends(name, with: site.span)
    }
  }

  /// Hits that were answered with 404 or 410, by row.
  private func notFoundHits() -> [Int: Int] {
    var hits: [Int: Int] = [:]
    for entry in rows.statuses() where ReferralTable.notFound.contains(entry.status) {
      hits[entry.row, default: 0] += entry.hits
    }
    return hits
  }

  private func share(_ part: Int, of whole: Int) -> Int64 {
    whole == 0 ? 0 : Int64(part * 1_000 / whole)
  }
}

extension [UInt8] {
  fileprivate init(_ bytes: Span<UInt8>) {
    self = []
    append(bytes)
  }
}
