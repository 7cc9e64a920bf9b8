import ByteKeys
import LinkModel
import LinkProfile
import LinkReports
import WebAddress

/// Counts the links to pages of one site that answer 404 or 410, by the word of exporters.
///
/// Memory grows with such pages, to a limit: beyond it those of the smallest hashes are kept, with exact counts.
struct BrokenTargets {
  private static let limit = 16_384
  private static let shownCount = 100

  private struct Target {
    var url: [UInt8]
    var links = DistinctSet()
    var domains = DistinctSet()
    /// The page that stands first by its bytes.
    var source: [UInt8]
  }

  private let hasher = KeyedHash()
  private let status: Int?
  private let targetURL: Int?
  private let sourceURL: Int?
  private var targets: [UInt64: Target] = [:]
  /// Pages whose hash is as large or larger are not counted.
  private var bound = UInt64.max

  init(_ layout: RecordLayout) {
    status = layout.slot(.targetHTTP)
    targetURL = layout.slot(.targetURL)
    sourceURL = layout.slot(.sourceURL)
  }

  /// Takes a row in; most rows say nothing of the kind.
  mutating func add(_ batch: RecordBatch, row: Int, _ intake: SiteProfile.Intake) {
    guard let code = batch.number(row, slot: status), code == 404 || code == 410,
      let target = batch.text(row, slot: targetURL), intake.isLive
    else { return }
    let text = Array(batch.bytes[target].prefix(2_048))
    let url = URLParts.key(of: text.span) ?? text
    let key = hasher.hash(url.span)
    guard key < bound else { return }
    let source = batch.text(row, slot: sourceURL).map { Array(batch.bytes[$0].prefix(2_048)) } ?? []
    var known = targets[key] ?? Target(url: url, source: source)
    known.links.insert(intake.link)
    let domain = Array((batch.text(row, .sourceDomain) ?? "").utf8)
    known.domains.insert(hasher.hash(domain.span))
    if known.source.isEmpty || (!source.isEmpty && source.lexicographicallyPrecedes(known.source)) {
      known.source = source
    }
    targets[key] = known
    if targets.count >= BrokenTargets.limit * 2 { prune() }
  }

  private mutating func prune() {
    let smallest = targets.keys.sorted().prefix(BrokenTargets.limit)
    bound = (smallest.last ?? 0) + 1
    targets = targets.filter { $0.key < bound }
  }

  /// The pages that most domains link to.
  var largest: [AuditSummary.BrokenTarget] {
    targets.values
      .map { target in
        AuditSummary.BrokenTarget(
          targetURL: String(decoding: target.url, as: UTF8.self), links: target.links.count,
          domains: target.domains.count,
          sourceURL: String(decoding: target.source, as: UTF8.self))
      }
      .sorted { left, right in
        let (a, b) = ((left.domains, left.links), (right.domains, right.links))
        return a != b ? a > b : left.targetURL < right.targetURL
      }
      .prefix(BrokenTargets.shownCount).map { $0 }
  }
}
