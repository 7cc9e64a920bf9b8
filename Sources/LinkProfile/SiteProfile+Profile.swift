import ByteKeys
import CalendarTime
import LinkModel

extension SiteProfile {
  /// Adds to the facts of the site what no sum over its domains tells; call it when ``settle()`` was.
  package func addFacts(to facts: inout ProfileFacts) {
    guard let anchors = sharedAnchors else { preconditionFailure("a profile is settled first") }
    facts[texts: .names] = anchors.names.map { anchorTexts.text($0) }.sorted(
      by: SiteProfile.precedes)
    facts[.owners] = Int64(Set(tallies.indices.map { owner($0) }).count)
    let most = anchors.commercial.values.max() ?? 0
    let commonest = anchors.commercial.filter { $0.value == most }.map { anchorTexts.text($0.key) }
    facts[.commercialAnchorDomains] = Int64(most)
    facts[texts: .commercialAnchor] = commonest.min(by: SiteProfile.precedes).map { [$0] }
    if let largest = bursts.largest {
      facts[.burstDomains] = Int64(largest.owners)
      facts[.burstDay] = Moment(Day(rawValue: Int32(clamping: largest.day))).rawValue
    } else {
      facts[.burstDomains] = 0
    }
    facts[.ownRedirectLinks] = Int64(ownTargets.redirectLinks)
    facts[texts: .ownRedirectExample] = ownTargets.firstRedirect.map { [$0] }
    facts[.ownSpamLinks] = Int64(ownTargets.spamLinks)
    facts[texts: .ownSpamExample] = ownTargets.firstSpam.map { [$0] }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
