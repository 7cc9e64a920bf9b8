import ByteKeys
import ByteStreams
package import LinkModel
import WebAddress

extension Referrals {
  /// What the logs say of one referring host; does not grow with its pages.
  private struct HostSum {
    var (hits, botHits, originHits, missingHits) = (0, 0, 0, 0)
    var (first, last) = (Int64.max, Int64.min)
    var targets = DistinctSet()
    var sourcePages = 0
    var clients = ClientSample()

    mutating func add(
      _ sum: ReferralSum, _ target: UInt64, _ isOrigin: Bool, _ isNewPage: Bool
    ) {
      hits += sum.hits
      botHits += sum.botHits
      missingHits += sum.missingHits
      if isOrigin { originHits += sum.hits }
      if isNewPage { sourcePages += 1 }
      targets.insert(target)
      for code in sum.clients { clients.insert(code) }
      first = min(first, sum.first)
      last = max(last, sum.last)
    }
  }

  /// What is known of each host that referred to a site, by name; apps and own hosts are left out.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be read.
  package mutating func referrerFacts(site: String) throws -> [ReferrerFacts] {
    visitors.settle()
    let sums = try hostSums(site)
    var hostsOfClient: [UInt32: Int] = [:]
    for (host, sum) in sums where hosts.kind(of: host) == .site {
      for code in sum.clients.kept { hostsOfClient[code, default: 0] += 1 }
    }
    var all: [ReferrerFacts] = []
    for (host, sum) in sums {
      let clients = sum.clients.kept
      var facts = ReferrerFacts(host: hosts.text(host))
      facts[.referrerClass] = Int64(hosts.kind(of: host).rawValue)
      facts[.hits] = Int64(sum.hits)
      facts[.botHits] = Int64(sum.botHits)
      facts[.clients] = Int64(sum.clients.count)
      facts[.loneShare] = share(clients.count { !visitors.contains($0) }, of: clients.count)
      facts[.visitShare] = share(visits, of: lines)
      facts[.targets] = Int64(sum.targets.count)
      facts[.sourcePages] = Int64(sum.sourcePages)
      facts[.originShare] = share(sum.originHits, of: sum.hits)
      facts[.notFoundShare] = share(sum.missingHits, of: sum.hits)
      facts[.otherHosts] = clients.map { Int64((hostsOfClient[$0] ?? 1) - 1) }.max() ?? 0
      if sum.first <= sum.last {
        (facts.firstSeen, facts.lastSeen) = (sum.first * 2 + 1, sum.last * 2 + 1)
      }
      all.append(facts)
    }
    return all.sorted { $0.host.utf8.lexicographicallyPrecedes($1.host.utf8) }
  }

  private mutating func hostSums(_ site: String) throws -> [Int: HostSum] {
    let site = Array(site.utf8)
    let hasher = KeyedHash()
    var sums: [Int: HostSum] = [:]
    /// The source page that was counted last; all rows of a source stand together.
    var counted: [UInt8] = []
    let rows = rows
    try rows.forEachReferral { referral in
      let host = hosts.number(ofURL: referral.source)
      guard !hosts.facts[host].isInternal, !hosts.facts[host].isApp,
        hosts.isTarget(referral.target, of: site.span)
      else { return }
      let isNewPage = !referral.isOrigin && !equal(counted.span, referral.source)
      if isNewPage {
        counted.removeAll(keepingCapacity: true)
        counted.append(referral.source)
      }
      let target = hasher.hash(referral.target)
      sums[host, default: HostSum()].add(referral.sum, target, referral.isOrigin, isNewPage)
    }
    return sums
  }

  private func share(_ part: Int, of whole: Int) -> Int64 {
    whole == 0 ? 0 : Int64(part * 1_000 / whole)
  }
}
