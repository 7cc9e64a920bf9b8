import ByteKeys
import DisavowFile
import LinkModel
import LinkProfile
import WebAddress

/// Counts the links of one site that a disavow file discounts.
///
/// Memory grows with the referring domains and targets that lose links, not with rows.
final class DiscountTally {
  /// What one referring domain loses.
  struct Loss {
    var links = DistinctSet()
    var followed = DistinctSet()
    /// The number of the first entry of the file that matched.
    var entry: Int
  }

  /// What one target loses.
  struct TargetLoss {
    var links = DistinctSet()
    var domains = DistinctSet()
    /// Its address, normalised.
    var url: [UInt8]
  }

  private let coverage: CoverageIndex
  private let hasher = KeyedHash()
  /// By host number: -2 unknown, -1 not covered, else the number of the entry.
  private var hostEntries: [Int32] = []
  /// By the number of a domain in the profile.
  private(set) var losses: [Int: Loss] = [:]
  private(set) var targets: [UInt64: TargetLoss] = [:]
  /// The entries that match a link.
  private(set) var matched: Set<Int> = []

  init(_ coverage: CoverageIndex) {
    self.coverage = coverage
  }

  /// Takes a row in.
  func add(_ batch: RecordBatch, row: Int, _ intake: SiteProfile.Intake) {
    guard let entry = entry(batch, row) else { return }
    matched.insert(entry)
    add(intake, to: &losses[intake.domain, default: Loss(entry: entry)], entry)
    guard let target = batch.text(row, .targetURL) else { return }
    let text = Array(target.utf8)
    let url = URLParts.key(of: text.span) ?? text
    let key = hasher.hash(url.span)
    let domain = Array((batch.text(row, .sourceDomain) ?? "").utf8)
    add(intake, to: &targets[key, default: TargetLoss(url: url)], hasher.hash(domain.span))
  }

  private func add(_ intake: SiteProfile.Intake, to loss: inout Loss, _ entry: Int) {
    loss.links.insert(intake.link)
    if intake.isFollowed && intake.isLive { loss.followed.insert(intake.link) }
    loss.entry = min(loss.entry, entry)
  }

  private func add(_ intake: SiteProfile.Intake, to loss: inout TargetLoss, _ domain: UInt64) {
    loss.links.insert(intake.link)
    loss.domains.insert(domain)
  }

  /// The entry that covers a row's source.
  private func entry(_ batch: RecordBatch, _ row: Int) -> Int? {
    guard let host = batch[hosts: row].source else { return nil }
    if host >= hostEntries.count {
      let count = max(host + 1, hostEntries.count * 2)
      hostEntries += repeatElement(-2, count: count - hostEntries.count)
    }
    if hostEntries[host] == -2 {
      // The table of hosts belongs to the reader, which may be on another thread.
      let name = Array((batch.text(row, .sourceHost) ?? "").utf8)
      hostEntries[host] = coverage.number(overHost: name.span).map { Int32($0) } ?? -1
    }
    if hostEntries[host] >= 0 { return Int(hostEntries[host]) }
    guard coverage.hasPages, let url = batch.text(row, .sourceURL) else { return nil }
    let bytes = Array(url.utf8)
    return coverage.number(overPage: bytes.span)
  }
}
