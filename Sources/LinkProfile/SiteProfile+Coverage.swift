import ByteKeys
import LinkModel

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
  /// What the exporter with a number saw.
  package func coverage(tool: Int) -> ToolCoverage {
    func isSeen(_ flags: UInt32) -> Bool { flags & ToolView.own != 0 }
    func isOnly(_ flags: UInt32) -> Bool { isSeen(flags) && flags & ToolView.other == 0 }
    var coverage = ToolCoverage()
    for domain in tallies.indices where isNamed(domain, byTool: tool) {
      let view = view(of: tool, in: domain)
      coverage.domains += 1
      coverage.onlyDomains += isOnly(view.domain) ? 1 : 0
      let (links, pages) = (view.links, view.pages)
      coverage.pages += pages.count(where: isSeen)
      coverage.onlyPages += pages.count(where: isOnly)
      coverage.links += links.count(where: isSeen)
      if pages.count(where: { _ in true }) > 0 {
        coverage.onlyLinks += tallies[domain].linkFlags(links: links, pages: pages)
          .count(where: isOnly)
      }
    }
    return coverage
  }

  /// Whether an exporter names a domain.
  func isNamed(_ domain: DomainIndex, byTool tool: Int) -> Bool {
    guard tallies[domain].tools & DomainTally.Flag.tool(tool) != 0 else { return false }
    guard let place = LaterTools.place(ofTool: tool) else { return true }
    let later = laterTools[SiteProfile.key(domain, place.group)]
    return (later?.domain ?? 0) & place.flag != 0
  }

  private func view(of tool: Int, in domain: Int) -> ToolView {
    let groups = 0..<LaterTools.groupCount(ofTools: toolCount)
    return ToolView(
      of: tool, tallies.span[domain],
      groups.map { laterTools[SiteProfile.key(domain, $0)] ?? LaterTools() })
  }

  /// The most links of a domain that one exporter counts: a row may stand for many links, and what
  /// several exporters count may be the same links.
  func mostCounted(in domain: Int) -> Int {
    var most = tallies[domain].reportedLinks
    for tool in 0..<toolCount {
      guard let group = grouped[SiteProfile.key(domain, tool)] else { continue }
      let listed = view(of: tool, in: domain).links.count { $0 & ToolView.own != 0 }
      most = max(most, Int64(listed) + group.sum)
    }
    return Int(most)
  }
}
