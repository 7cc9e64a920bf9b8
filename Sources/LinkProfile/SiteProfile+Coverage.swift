import ByteKeys
package import LinkModel

/// What one exporter saw of a site, and what it alone saw.
package struct ToolCoverage: Hashable, Sendable {
  /// Referring domains that it names, and those that no other exporter names.
  package var domains = 0
  package var onlyDomains = 0
  /// Linking pages that it lists.
  package var pages = 0
  package var onlyPages = 0
  /// Links that it lists; of an exporter that names no targets, its pages.
  package var links = 0
  package var onlyLinks = 0
}

extension SiteProfile {
  /// From this number on exporters are not told apart: the last stands for all of them.
  package static let toolLimit = 11

  /// What the exporter with a number saw.
  package func coverage(tool: Int) -> ToolCoverage {
    typealias Flag = DomainTally.Flag
    let flag = Flag.tool(tool)
    func isSeen(_ flags: UInt32) -> Bool { flags & flag != 0 }
    func isOnly(_ flags: UInt32) -> Bool { flags & Flag.tools == flag }
    var coverage = ToolCoverage()
    for domain in tallies.indices where isSeen(tallies[domain].tools) {
      coverage.domains += 1
      coverage.onlyDomains += isOnly(tallies[domain].tools) ? 1 : 0
      let pages = tallies[domain].pages.flags
      coverage.pages += pages.count(where: isSeen)
      coverage.onlyPages += pages.count(where: isOnly)
      coverage.links += tallies[domain].links.count(where: isSeen)
      if pages.count(where: { _ in true }) > 0 {
        coverage.onlyLinks += tallies[domain].count(where: isOnly)
      }
    }
    return coverage
  }

  /// How many links have anchors of each kind; call it when ``settle()`` was.
  package func anchorKindCounts() -> [AnchorKind: Int] {
    guard let anchors = sharedAnchors else { preconditionFailure("a profile is settled first") }
    var counts: [AnchorKind: Int] = [:]
    for domain in tallies.indices {
      let found = anchorKinds(tallies[domain].linkFlags, tallies[domain], anchors)
      for kind in AnchorKind.allCases where found[Int(kind.rawValue)] > 0 {
        counts[kind, default: 0] += found[Int(kind.rawValue)]
      }
    }
    return counts
  }

  /// The most links of a domain that one exporter counts: a row may stand for many links, and what
  /// several exporters count may be the same links.
  func mostCounted(in domain: Int) -> Int {
    let tally = tallies[domain]
    var most = tally.reportedLinks
    for tool in 0..<SiteProfile.toolLimit {
      guard let group = grouped[UInt64(domain) << 16 | UInt64(tool)] else { continue }
      let listed = tally.links.count { $0 & DomainTally.Flag.tool(tool) != 0 }
      most = max(most, Int64(listed) + group.sum)
    }
    return Int(most)
  }
}
