import ByteKeys
import DisavowFile
import LinkProfile
import WebAddress

/// What a disavow file discounts of the links to one site.
package struct DisavowImpact: Sendable {
  /// A number of links and what they are worth.
  package struct Sum: Sendable {
    package var domains = 0
    package var links = 0
    /// Live followed links.
    package var followedLinks = 0
    /// Link value in thousandths.
    package var value: Int64 = 0
    /// Visits from logs.
    package var visits: Int64 = 0
    /// Visits a month that exporters estimate for the domains.
    package var traffic: Int64 = 0
  }

  /// What one referring domain loses.
  package struct DomainLoss: Sendable {
    package let domain: String
    /// The line and entry that cover its links, the first in the file when several do.
    package let line: Int
    package let entry: String
    package let lost: Sum
    /// All its links.
    package let links: Int
    /// The highest authority that an exporter gives it, in thousandths of 0-100.
    package let authority: Int64?
  }

  /// What one target loses.
  package struct TargetLoss: Sendable {
    package let target: String
    package let links: Int
    package let domains: Int
  }

  /// How many losses are listed.
  package static let listed = 20

  package let site: String
  /// Everything that links to the site.
  package private(set) var total = Sum()
  /// What the file discounts.
  package private(set) var lost = Sum()
  /// The most valuable losses first, at most twenty.
  package private(set) var domains: [DomainLoss] = []
  /// The targets that lose most links first, at most twenty.
  package private(set) var targets: [TargetLoss] = []
  /// Entries of the file that match no link of the inputs.
  package let unmatchedEntries: Int
  /// The date of the public suffix list in use.
  package let suffixListDate: String?

  init(
    site: String, facts: [DomainFacts], index: (Int) -> Int?, _ tally: DiscountTally,
    _ coverage: CoverageIndex, suffixListDate: String?
  ) {
    self.site = site
    self.suffixListDate = suffixListDate
    unmatchedEntries = coverage.count - tally.matched.count
    var losses: [DomainLoss] = []
    for facts in facts {
      total.add(facts, value: facts.value)
      guard let number = index(facts.number), let loss = tally.losses[number] else { continue }
      var sum = Sum()
      sum.add(facts, value: DisavowImpact.value(facts, loss))
      sum.links = min(loss.links.count, facts.links)
      sum.followedLinks = min(loss.followed.count, facts.followedLinks)
      if sum.links < facts.links { (sum.visits, sum.traffic) = (0, 0) }
      lost.add(sum)
      losses.append(
        DomainLoss(
          domain: facts.name, line: coverage.line(loss.entry),
          entry: coverage.entry(loss.entry).text, lost: sum, links: facts.links,
          authority: facts.authority))
    }
    domains = Array(
      losses
        .sorted {
          ($1.lost.value, $1.lost.links, $0.domain) < ($0.lost.value, $0.lost.links, $1.domain)
        }
        .prefix(DisavowImpact.listed))
    targets = Array(
      tally.targets.values
        .map {
          TargetLoss(
            target: String(decoding: $0.url, as: UTF8.self), links: $0.links.count,
            domains: $0.domains.count)
        }
        .sorted { ($1.links, $1.domains, $0.target) < ($0.links, $0.domains, $1.target) }
        .prefix(DisavowImpact.listed))
  }

  /// The part of a domain's value that goes with its covered links, followed ones before all.
  private static func value(_ facts: DomainFacts, _ loss: DiscountTally.Loss) -> Int64 {
    let isByFollowed = facts.followedLinks > 0
    let all = isByFollowed ? facts.followedLinks : facts.links
    let covered = min(isByFollowed ? loss.followed.count : loss.links.count, all)
    return facts.value * Int64(covered) / Int64(max(1, all))
  }
}

extension DisavowImpact.Sum {
  fileprivate mutating func add(_ facts: DomainFacts, value: Int64) {
    domains += 1
    links += facts.links
    followedLinks += facts.followedLinks
    self.value += value
    visits += facts.visits
    traffic += facts.traffic ?? 0
  }

  fileprivate mutating func add(_ other: DisavowImpact.Sum) {
    domains += other.domains
    links += other.links
    followedLinks += other.followedLinks
    value += other.value
    visits += other.visits
    traffic += other.traffic
  }
}

extension Audit {
  /// What the file that was given with ``AuditOptions/discounting`` does to a site; nil when the site
  /// has no inputs.
  package func disavowImpact(on site: String) -> DisavowImpact? {
    guard let run = run(site), let tally = run.discounts, let coverage = options.discounting else {
      return nil
    }
    run.profile.settle()
    let facts = run.profile.finishedFacts(isProtected: { _ in false }, sitesLinked: { _ in 1 })
    return DisavowImpact(
      site: site, facts: facts, index: { run.profile.index(ofDomain: $0) }, tally, coverage,
      suffixListDate: pack.suffixes.date)
  }
}
