package import LinkModel

/// A fact about one referring domain of one site.
///
/// Every fact is free of the order of rows, files and threads: counts, sums, extremes and sets.
package enum DomainFact: UInt8, CaseIterable, Sendable {
  case name, tld, hosts
  case links, sourcePages, targetPages, followedLinks, nofollowLinks, liveLinks, lostLinks
  case anchors, topAnchor, topAnchorShare, topAnchorKind
  case brandAnchorShare, urlAnchorShare, titleAnchorShare, genericAnchorShare, imageAnchorShare
  case externalLinks, internalLinks, pageScore, domainScore, domainTraffic, spamScore
  case footerShare, contentShare
  case sameTitleDomains, sameTemplateDomains, sameAnchorDomains, sameIP24Domains
  case nameFamilyDomains, burstDomains
  case networkHasProtected
  case firstSeen, lastSeen, visits, sitesLinked
  case examplePath, brandLikeness

  /// The name in rules: `domain.source_pages`.
  package var name: String { "domain." + DomainFact.table[Int(rawValue)].name }

  /// What values the fact takes; shares and scores are decimals.
  package var kind: FieldKind { DomainFact.table[Int(rawValue)].kind }

  /// One sentence on what the fact means.
  package var meaning: String { DomainFact.table[Int(rawValue)].meaning }

  private struct Row: Sendable {
    let name: String
    let kind: FieldKind
    let meaning: String

    init(_ name: String, _ kind: FieldKind, _ meaning: String) {
      self.name = name
      self.kind = kind
      self.meaning = meaning
    }
  }

  /// One row a fact, in the order of the cases.
  private static let table: [Row] = [
    Row("name", .text, "The referring domain itself: `cheap-links.example`."),
    Row("tld", .text, "Its top-level domain, without a dot."),
    Row("hosts", .integer, "Hosts of the domain that hold links."),
    Row(
      "links", .integer,
      "Links: distinct source page, target page and anchor, or more when an exporter counts more."),
    Row(
      "source_pages", .integer,
      "Distinct pages of the domain that hold links; 1 when no page is known."),
    Row("target_pages", .integer, "Distinct pages of ours that it links to."),
    Row(
      "followed_links", .integer,
      "Live links without nofollow, ugc and sponsored; an unknown rel counts as followed."),
    Row("nofollow_links", .integer, "Links with nofollow, ugc or sponsored."),
    Row(
      "live_links", .integer,
      "Links that no exporter reports as lost, or that another still sees."),
    Row("lost_links", .integer, "Links that an exporter reports as lost and none as live."),
    Row("anchors", .integer, "Distinct anchors, case and outer blanks aside."),
    Row("top_anchor", .text, "The commonest anchor; of equally common ones the first by bytes."),
    Row(
      "top_anchor_share", .decimal,
      "The share of the rows with an anchor that have the commonest, 0-1."),
    Row("top_anchor_kind", .choice(AnchorKind.names), "What the commonest anchor says."),
    Row("brand_anchor_share", .decimal, "The share of anchors that name the site, 0-1."),
    Row("url_anchor_share", .decimal, "The share of anchors that are an address, 0-1."),
    Row(
      "title_anchor_share", .decimal,
      "The share of anchors that are the target's headline, 0-1."),
    Row("generic_anchor_share", .decimal, "The share of anchors that say nothing, 0-1."),
    Row("image_anchor_share", .decimal, "The share of links that are images or have no text, 0-1."),
    Row(
      "external_links", .integer,
      "External links of the domain's middle linking page, rounded down to a step."),
    Row(
      "internal_links", .integer,
      "Internal links of the domain's middle linking page, rounded down to a step."),
    Row("page_score", .decimal, "The highest authority of a linking page, 0-100."),
    Row("domain_score", .decimal, "The authority of the domain, 0-100."),
    Row("domain_traffic", .integer, "Estimated visits a month."),
    Row("spam_score", .decimal, "The exporter's highest spam score of the domain, 0-100."),
    Row(
      "footer_share", .decimal,
      "The share of placed links that stand in header, footer, sidebar or navigation, 0-1."),
    Row("content_share", .decimal, "The share of placed links that stand in the content, 0-1."),
    Row(
      "same_title_domains", .integer,
      "How many owners' domains share the titles of at least half of its pages."),
    Row(
      "same_template_domains", .integer,
      "How many owners' domains share the address pattern of at least half of its pages."),
    Row(
      "same_anchor_domains", .integer,
      "How many owners' domains use at least half of its text anchors; only anchors with a word of "
        + "trade count, and no brand, URL, title and generic ones."),
    Row(
      "same_ip24_domains", .integer,
      "How many owners' domains answer from its network of 256 addresses; networks of content delivery "
        + "and shared publishing are left out."),
    Row(
      "name_family_domains", .integer,
      "How many owners' names are like its own: the same but for figures, one letter or the ending, or "
        + "with the same two words in a row; protected domains are left out."),
    Row(
      "burst_domains", .integer,
      "How many owners began to link on the day or in the week when it did, when that is a burst: far "
        + "more than in the eight weeks before; else 0."),
    Row(
      "network_has_protected", .flag,
      "A protected domain shares its titles or address patterns: syndication rather than a farm."),
    Row("first_seen", .moment, "When the first of its links was first seen."),
    Row("last_seen", .moment, "When one of its links was last seen."),
    Row("visits", .integer, "Visits that came from it, by the server's logs."),
    Row("sites_linked", .integer, "How many of the audited sites it links to."),
    Row("example_path", .text, "Path and query of its linking page that stands first by its URL."),
    Row(
      "brand_likeness", .choice(NameLikeness.names),
      "How its name resembles the site's: the same under another ending, with more words, or but for "
        + "letters that differ or look alike; `none` when it does not."),
  ]

  /// The fact of that name, or nil.
  package init?(named name: String) {
    guard let fact = DomainFact.allCases.first(where: { $0.name == name }) else { return nil }
    self = fact
  }
}
