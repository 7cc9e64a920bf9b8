import ByteStreams
import LinkModel
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

extension Referrals {
  /// Pages that links of other sites led to and that were never there, the most visited first.
  ///
  /// - Parameters:
  ///   - site: Whose pages.
  ///   - isLeftOut: Hosts whose visits are no evidence of a link.
  /// - Returns: One entry a page; of equally visited ones the first by its address.
  /// - Throws: ``StreamError`` when a temporary file cannot be written or read.
  package mutating func brokenTargets(
    of site: String, isLeftOut: (String) -> Bool
  ) throws -> [BrokenTarget] {
    var pages: [BrokenTarget] = []
    try forEachTarget(of: site, isLeftOut: isLeftOut) { page in
      if let broken = page.broken { pages.append(broken) }
    }
    return pages.sorted { ($1.hits, $0.url) < ($0.hits, $1.url) }
  }

  /// Hands out the addresses of all pages of a site that were never there, whoever asked for them.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written or read.
  package mutating func forEachMissingTarget(
    of site: String, _ body: ([UInt8]) -> Void
  ) throws {
    try forEachTarget(of: site, isLeftOut: { _ in true }) { page in
      if page.isNeverThere { body(page.url) }
    }
  }

  private mutating func forEachTarget(
    of site: String, isLeftOut: (String) -> Bool, _ body: (TargetAnswers) -> Void
  ) throws {
    let byTarget = RecordSorter(memoryLimit: rows.memoryLimit)
    try addLinks(to: site, isLeftOut, sorter: byTarget)
    var page = TargetAnswers()
    try byTarget.forEach { target, link in
      if !equal(page.url.span, target) {
        body(page)
        page = TargetAnswers(target)
      }
      page.add(link)
    }
    body(page)
  }

  /// Sorts what is known of links to a site by their target.
  private mutating func addLinks(
    to site: String, _ isLeftOut: (String) -> Bool, sorter: RecordSorter
  ) throws {
    let site = Array(site.utf8)
    var leftOut: [Int: Bool] = [:]
    var link: [UInt8] = []
    let rows = rows
    try rows.forEachReferral { referral in
      guard referral.type == .link, hosts.isTarget(referral.target, of: site.span) else { return }
      let sum = referral.sum
      let host = hosts.number(ofURL: referral.source)
      var isEvidence = sum.hits > sum.botHits && !hosts.facts[host].isInternal
      isEvidence = isEvidence && hosts.kind(of: host) == .site
      if isEvidence {
        let known = leftOut[host] ?? isLeftOut(hosts.text(host))
        leftOut[host] = known
        isEvidence = !known
      }
      link.removeAll(keepingCapacity: true)
      link.append((sum.isThere ? 1 : 0) | (sum.isMissing ? 2 : 0))
      // A page that is there once needs no evidence.
      if isEvidence, !sum.isThere {
        ReferralSum.append(UInt64(sum.hits - sum.botHits), to: &link)
        ReferralSum.append(UInt64(host), to: &link)
        link.append(referral.source)
      }
      try sorter.add(key: referral.target, payload: link.span)
    }
  }
}

/// How a page answered those who came by links.
private struct TargetAnswers {
  private(set) var url: [UInt8] = []
  private var isThere = false
  private var isMissing = false
  private var hits = 0
  private var hosts: Set<UInt64> = []
  private var source: [UInt8] = []

  init() {}

  init(_ target: Span<UInt8>) { url.append(target) }

  mutating func add(_ link: Span<UInt8>) {
    isThere = isThere || link[0] & 1 != 0
    isMissing = isMissing || link[0] & 2 != 0
    if link.count == 1 { return }
    var position = 1
    hits += Int(ReferralSum.number(in: link, at: &position))
    hosts.insert(ReferralSum.number(in: link, at: &position))
    let from = link.extracting(position..<link.count)
    var text: [UInt8] = []
    text.append(from)
    if source.isEmpty || text.lexicographicallyPrecedes(source) { source = text }
  }

  /// All answers were 404 or 410, those aside that say nothing of the page.
  var isNeverThere: Bool { isMissing && !isThere }

  /// The page, when it never was there and links lead to it.
  var broken: BrokenTarget? {
    guard isNeverThere, !hosts.isEmpty else { return nil }
    return BrokenTarget(
      url: String(decoding: url, as: UTF8.self), hits: hits, hosts: hosts.count,
      exampleSource: String(decoding: source, as: UTF8.self))
  }
}
