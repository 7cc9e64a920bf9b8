/// Why an entry is not written, or only proposed.
package struct Veto: Hashable, Sendable {
  /// The stable word: `own-site`.
  package enum Reason: String, Sendable {
    // Hard: never written.
    case ownSite = "own-site"
    case allowed = "allow-list"
    case topLevelDomain = "top-level-domain"
    case suffix = "public-suffix"
    case platform
    case sharedHost = "shared-host"
    // Soft: at most proposed.
    case wellKnown = "well-known"
    case government
    case searchEngine = "search-engine"
    case cdn
    case authority
    case traffic
    case visits
    case brand
  }

  package let reason: Reason
  /// One clause for people, with the source of the knowledge.
  package let explanation: String

  package init(_ reason: Reason, _ explanation: String) {
    self.reason = reason
    self.explanation = explanation
  }
}
