import ByteKeys
import ByteStreams
package import LinkModel
import WebAddress

/// What logs know of the links that exports name: visits from a page to a page.
///
/// Addresses count as equal whatever their scheme and with or without `www.`. A visit whose referrer names
/// no page, only its site, counts for every link of that host to the target.
package struct ReferralVisits: Sendable {
  /// The visits by one link.
  package struct Visits: Hashable, Sendable {
    package var hits = 0
    package var botHits = 0
    package var clients = 0
    /// Raw values of moments; nil when the log has no times.
    package var firstSeen: Int64?
    package var lastSeen: Int64?
    /// The target was never there: all answers were 404 or 410.
    package var isMissing = true
    package var granularity = Granularity.page
  }

  private var byLink: [UInt64: Visits] = [:]
  private let hasher = KeyedHash()

  /// True when no log was read.
  package var isEmpty: Bool { byLink.isEmpty }

  /// The visits of all logs.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be read.
  package init(_ referrals: borrowing Referrals) throws {
    let rows = referrals.rows
    try rows.forEachReferral { referral in
      let sum = referral.sum
      guard referral.type == .link, !referrals.isInternal(referral),
        let key = key(referral.source, referral.target)
      else { return }
      var visits = byLink[key] ?? Visits()
      visits.hits += sum.hits
      visits.botHits += sum.botHits
      visits.clients += sum.clients.count
      visits.isMissing = visits.isMissing && sum.isMissing && !sum.isThere
      if sum.first <= sum.last {
        let (first, last) = (sum.first * 2 + 1, sum.last * 2 + 1)
        visits.firstSeen = min(visits.firstSeen ?? first, first)
        visits.lastSeen = max(visits.lastSeen ?? last, last)
      }
      if referral.isOrigin { visits.granularity = .origin }
      byLink[key] = visits
    }
  }

  /// The visits by a link, or by its host to the same target; nil when the logs know none.
  package func visits(from source: Span<UInt8>, to target: Span<UInt8>) -> Visits? {
    if let key = key(source, target), let visits = byLink[key] { return visits }
    guard let parts = try? URLParts(scanning: source) else { return nil }
    return key(source.extracting(0..<parts.host.upperBound), target).flatMap { byLink[$0] }
  }

  /// The key of a pair of addresses; nil when one is none.
  private func key(_ source: Span<UInt8>, _ target: Span<UInt8>) -> UInt64? {
    guard let source = hash(source), let target = hash(target) else { return nil }
    return hasher.combine(source, target)
  }

  /// The hash of an address without scheme and `www.`.
  private func hash(_ address: Span<UInt8>) -> UInt64? {
    var key: [UInt8] = []
    guard let parts = try? URLParts(scanning: address),
      parts.appendKey(of: address, to: &key) != nil
    else { return nil }
    let span = key.span
    var start = 0
    while span[start] != UInt8(ascii: "/") { start += 1 }
    start += 2
    if span.extracting(start..<span.count).begins(with: "www.") { start += 4 }
    return hasher.hash(span.extracting(start..<span.count))
  }
}
