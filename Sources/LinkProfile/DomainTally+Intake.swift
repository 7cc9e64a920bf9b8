import ByteKeys
import LinkModel

extension DomainTally {
  /// Titles shorter than this are anybody's.
  private static let shortestTitle = 12

  /// Counts one row.
  mutating func take(
    _ batch: RecordBatch, _ row: Int, _ slots: ProfileSlots, flags: UInt32, page: UInt64,
    link: UInt64, target: UInt64, _ hasher: KeyedHash, _ pattern: inout [UInt8]
  ) {
    let bytes = batch.bytes.span
    tools |= flags & Flag.tools
    if batch.text(row, slot: slots.sourceURL) == nil {
      reported |= flags
      reportedLinks = max(reportedLinks, batch.number(row, slot: slots.linkCount) ?? 1)
    } else {
      pages.insert(page, flags: flags)
      links.insert(link, flags: flags)
      if target != 0 { targets.insert(target) } else { hasUnknownTarget = true }
    }
    if let count = batch.number(row, slot: slots.externalLinks) { externalLinks.add(count) }
    if let count = batch.number(row, slot: slots.internalLinks) { internalLinks.add(count) }
    pageScore = max(pageScore, Int32(clamping: batch.number(row, slot: slots.pageScore) ?? -1))
    domainScore = max(
      domainScore, Int32(clamping: batch.number(row, slot: slots.domainScore) ?? -1))
    spamScore = max(spamScore, Int32(clamping: batch.number(row, slot: slots.spamScore) ?? -1))
    domainTraffic = max(domainTraffic, batch.number(row, slot: slots.domainTraffic) ?? -1)
    if let moment = batch.number(row, slot: slots.firstSeen) {
      firstSeen = min(firstSeen, moment)
      lastSeen = max(lastSeen, moment)
    }
    if let moment = batch.number(row, slot: slots.lastSeen) { lastSeen = max(lastSeen, moment) }
    if let place = batch.number(row, slot: slots.placement) {
      switch Placement(rawValue: UInt8(truncatingIfNeeded: place)) {
      case .navigation, .header, .footer, .sidebar: edgeRows += 1
      case .content: contentRows += 1
      default: break
      }
    } else if let inContent = batch.number(row, slot: slots.inContent) {
      if inContent == 1 { contentRows += 1 }
    }
    if let title = batch.text(row, slot: slots.sourceTitle),
      title.count >= DomainTally.shortestTitle
    {
      titles.add(hasher.hash(bytes.extracting(title)), limit: DomainTally.footprintLimit)
    }
    if let path = batch.text(row, slot: slots.sourcePath),
      let template = PathTemplate.hash(bytes.extracting(path), hasher, &pattern)
    {
      templates.add(template, limit: DomainTally.footprintLimit)
    }
    mark(batch, row, slots)
    keepExample(batch, row, slots)
  }

  /// Keeps the row as the example when it stands before the one kept, by the bytes of its parts.
  private mutating func keepExample(_ batch: RecordBatch, _ row: Int, _ slots: ProfileSlots) {
    guard let source = batch.text(row, slot: slots.sourceURL) else { return }
    // Most rows are decided here, without a copy.
    if let example, example.hasSource(before: batch.bytes.span.extracting(source)) { return }
    let new = ExampleLink(batch, row, slots)
    if let example, !new.precedes(example) { return }
    example = new
  }
}
