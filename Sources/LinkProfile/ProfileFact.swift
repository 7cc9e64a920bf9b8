package import LinkModel

/// A fact about one site and all its referring domains together.
///
/// Settings are known before the first row is read; the others when the last one is. Like the facts of
/// domains they are free of the order of rows, files and threads.
package enum ProfileFact: UInt8, CaseIterable, Sendable {
  case site, brand, topics, policy
  case names
  case referringDomains, owners, followedDomains, liveDomains, followedShare
  case links, followedLinks, lostLinks
  case brandAnchorShare, urlAnchorShare, titleAnchorShare, exactAnchorShare, partialAnchorShare
  case genericAnchorShare, imageAnchorShare, emptyAnchorShare, otherAnchorShare
  case commercialAnchor, commercialAnchorDomains
  case burstDomains, burstDay
  case ownRedirectLinks, ownRedirectExample, ownSpamLinks, ownSpamExample
  case lookalikeDomains, lookalikeExample

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
    (
      "names", .list,
      "Names of the site learned from anchors: not commercial, at most six words, used by four "
        + "owners and one in a hundred at least."
    ),
    ("referring_domains", .integer, "Domains that link to it."),
    ("owners", .integer, "Owners of those: users of one platform count once."),
    ("followed_domains", .integer, "Domains with a live followed link."),
    ("live_domains", .integer, "Domains with a live link."),
    (
      "followed_share", .decimal,
      "The share of the domains with a live link that have a followed one, 0-1."
    ),
    ("links", .integer, "Links of all domains."),
    ("followed_links", .integer, "Live followed links of all domains."),
    ("lost_links", .integer, "Links of all domains that an exporter reports as lost."),
    ("brand_anchor_share", .decimal, share("name the site")),
    ("url_anchor_share", .decimal, share("are an address")),
    ("title_anchor_share", .decimal, share("are the target's headline")),
    ("exact_anchor_share", .decimal, share("are a keyword that the user named")),
    ("partial_anchor_share", .decimal, share("hold a keyword that the user named")),
    ("generic_anchor_share", .decimal, share("say nothing")),
    ("image_anchor_share", .decimal, share("are images without text")),
    ("empty_anchor_share", .decimal, share("have no text")),
    ("other_anchor_share", .decimal, share("say anything else")),
    (
      "commercial_anchor", .text,
      "The anchor with a word of trade that most owners use; of equally common ones the first by bytes."
    ),
    ("commercial_anchor_domains", .integer, "How many owners' domains use it; 1 is not counted."),
    ("burst_domains", .integer, "Owners of the largest burst of new domains; 0: there is none."),
    ("burst_day", .moment, "The first day of that burst; of equally large ones the latest."),
    (
      "own_redirect_links", .integer,
      "Links to addresses of ours that carry the address of another site, as open redirectors do."
    ),
    ("own_redirect_example", .text, "Of those addresses the first by bytes."),
    (
      "own_spam_links", .integer,
      "Links to addresses of ours with a phrase of a spam trade that is no topic of the site."
    ),
    ("own_spam_example", .text, "Of those addresses the first by bytes."),
    (
      "lookalike_domains", .integer,
      "Referring domains whose name is the site's but for letters that differ or look alike."
    ),
    ("lookalike_example", .text, "Of those domains the first by bytes."),
  ]

  private static func share(_ what: String) -> String {
    "The share of anchors that \(what), 0-1; each domain counts once, however many links it has."
  }

  /// The fact of that name, or nil.
  package init?(named name: String) {
    guard let fact = ProfileFact.allCases.first(where: { $0.name == name }) else { return nil }
    self = fact
  }
}
