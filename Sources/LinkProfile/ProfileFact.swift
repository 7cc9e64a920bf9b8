package import LinkModel

/// A fact about one site and all its referring domains together.
///
/// Settings are known before the first row is read; the others when the last one is.
package enum ProfileFact: UInt8, CaseIterable, Sendable {
  case site, brand, topics, policy
  case referringDomains, followedDomains, liveDomains
  case links, followedLinks, lostLinks

  /// The name in rules: `profile.referring_domains`.
  package var name: String { "profile." + shortName }

  /// The name in the examples of rules: `topics`.
  package var shortName: String { ProfileFact.table[Int(rawValue)].name }

  /// What values the fact takes; shares are decimals.
  package var kind: FieldKind { ProfileFact.table[Int(rawValue)].kind }

  /// One sentence on what the fact means.
  package var meaning: String { ProfileFact.table[Int(rawValue)].meaning }

  /// Whether the user sets it, so that rules of every scope may ask for it.
  package var isSetting: Bool { ProfileFact.settings.contains(self) }

  private static let settings: Set<ProfileFact> = [.brand, .topics, .policy]

  /// One row a fact, in the order of the cases.
  private static let table: [(name: String, kind: FieldKind, meaning: String)] = [
    ("site", .text, "The host of the site."),
    ("brand", .list, "Its names, as the configuration gives them."),
    ("topics", .list, "What it is about, as the configuration says."),
    ("policy", .choice(Policy.names), "How readily the user wants to disavow."),
    ("referring_domains", .integer, "Domains that link to it."),
    ("followed_domains", .integer, "Domains with a live followed link."),
    ("live_domains", .integer, "Domains with a live link."),
    ("links", .integer, "Links of all domains."),
    ("followed_links", .integer, "Live followed links of all domains."),
    ("lost_links", .integer, "Links of all domains that an exporter reports as lost."),
  ]
}
