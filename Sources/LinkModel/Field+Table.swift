extension Field {
  struct Row: Sendable {
    let name: String
    let kind: FieldKind
    let meaning: String
  }

  /// One row a field, in the order of the cases.
  static let table: [Row] = [
    Row(
      name: "kind", kind: .choice(RecordKind.names),
      meaning:
        "What the record is: one link, a referring domain with its counts, or visits from a log."),
    Row(
      name: "tool", kind: .text,
      meaning: "The exporter, or the log formats: `semrush`, `caddy,combined`."),
    Row(name: "report", kind: .text, meaning: "The exporter's report: `backlinks`."),
    Row(name: "file", kind: .text, meaning: "The name of the input the record came from."),
    Row(
      name: "line", kind: .integer,
      meaning: "The physical line of the input on which the record begins, from 1."),
    Row(name: "source_url", kind: .text, meaning: "The page that holds the link, as exported."),
    Row(
      name: "source_host", kind: .text,
      meaning: "The host of the source page: lower case, A-labels."),
    Row(name: "source_domain", kind: .text, meaning: "The referring domain of the source page."),
    Row(
      name: "source_path", kind: .text,
      meaning: "Path and query of the source URL, as exported, from the first `/`."),
    Row(name: "target_url", kind: .text, meaning: "The page of ours that is linked, as exported."),
    Row(
      name: "target_host", kind: .text,
      meaning: "The host of the target page: lower case, A-labels."),
    Row(name: "target_domain", kind: .text, meaning: "The registrable domain of the target page."),
    Row(
      name: "target_path", kind: .text,
      meaning: "Path and query of the target URL, as exported, from the first `/`."),
    Row(
      name: "anchor", kind: .text,
      meaning: "The visible text of the link; empty for an image without text."),
    Row(name: "alt_text", kind: .text, meaning: "The alternative text of a linked image."),
    Row(name: "context_before", kind: .text, meaning: "Text that stands before the link."),
    Row(name: "context_after", kind: .text, meaning: "Text that stands after the link."),
    Row(name: "source_title", kind: .text, meaning: "The title of the source page."),
    Row(
      name: "link_types", kind: .choices(LinkTypes.names),
      meaning: "What kind of link it is; several may apply."),
    Row(name: "nofollow", kind: .flag, meaning: "The link carries rel=nofollow."),
    Row(name: "ugc", kind: .flag, meaning: "The link carries rel=ugc."),
    Row(name: "sponsored", kind: .flag, meaning: "The link carries rel=sponsored."),
    Row(
      name: "placement", kind: .choice(Placement.names),
      meaning: "Where on the source page the link stands."),
    Row(
      name: "in_content", kind: .flag,
      meaning: "The exporter says that the link stands in the main content."),
    Row(
      name: "sitewide", kind: .flag,
      meaning: "The exporter says that the link stands on all pages of the source."),
    Row(
      name: "link_count", kind: .integer,
      meaning: "How many links the record stands for; 1 when absent."),
    Row(
      name: "first_seen", kind: .moment,
      meaning: "When the exporter first saw the link, or the log the visit."),
    Row(name: "last_seen", kind: .moment, meaning: "When the link was last seen alive."),
    Row(
      name: "lost_at", kind: .moment, meaning: "When the exporter noticed that the link was gone."),
    Row(
      name: "crawled_at", kind: .moment, meaning: "When the exporter last fetched the source page."),
    Row(
      name: "status", kind: .choice(LinkStatus.names),
      meaning: "Whether the link is there; a link reported both new and lost is lost."),
    Row(
      name: "source_http", kind: .integer,
      meaning: "The HTTP status of the source page; 0: no answer."),
    Row(
      name: "target_http", kind: .integer,
      meaning: "The HTTP status of the target page; 0: no answer."),
    Row(
      name: "external_links", kind: .integer, meaning: "Links from the source page to other sites."),
    Row(
      name: "internal_links", kind: .integer, meaning: "Links from the source page to its own site."
    ),
    Row(name: "linked_domains", kind: .integer, meaning: "Domains that the source page links to."),
    Row(
      name: "page_score", kind: .decimal,
      meaning: "The exporter's authority of the source page, 0-100."),
    Row(
      name: "domain_score", kind: .decimal,
      meaning: "The exporter's authority of the referring domain, 0-100."),
    Row(name: "trust", kind: .decimal, meaning: "Majestic's Trust Flow of the source, 0-100."),
    Row(
      name: "citation", kind: .decimal, meaning: "Majestic's Citation Flow of the source, 0-100."),
    Row(
      name: "spam_score", kind: .decimal,
      meaning: "The exporter's spam score, 0-100; more is worse."),
    Row(
      name: "toxicity", kind: .decimal,
      meaning: "The exporter's toxicity on its own scale; more is worse."),
    Row(name: "tool_spam_flag", kind: .flag, meaning: "The exporter calls the source spam."),
    Row(
      name: "page_traffic", kind: .integer, meaning: "Estimated visits a month to the source page."),
    Row(
      name: "domain_traffic", kind: .integer,
      meaning: "Estimated visits a month to the referring domain."),
    Row(name: "ip", kind: .text, meaning: "The IP address of the source's server."),
    Row(name: "country", kind: .text, meaning: "The country of the source, as exported."),
    Row(name: "languages", kind: .list, meaning: "The languages of the source page, as exported."),
    Row(name: "platforms", kind: .list, meaning: "What software the source runs, as exported."),
    Row(name: "hits", kind: .integer, meaning: "Requests that named the source as their referrer."),
    Row(
      name: "bot_hits", kind: .integer, meaning: "Those of `hits` that came from known crawlers."),
    Row(name: "clients", kind: .integer, meaning: "Distinct clients among `hits`."),
    Row(
      name: "hit_type", kind: .choice(HitType.names),
      meaning: "What was fetched: a page (link), an asset (embed), or a form was sent."),
    Row(
      name: "granularity", kind: .choice(Granularity.names),
      meaning: "Whether the referrer names a page or only its site."),
    Row(
      name: "referrer_class", kind: .choice(ReferrerClass.names),
      meaning: "What kind of site the referrer is."),
    Row(
      name: "status_counts", kind: .text,
      meaning: "How many requests ended with which HTTP status: `200:14,404:2`."),
    Row(
      name: "metrics", kind: .text,
      meaning: "The exporter's own numbers by name: `{\"ahrefs.keywords\":12}`."),
    Row(
      name: "extra", kind: .text,
      meaning:
        "The other columns of the export by their names, as text: `{\"Author\":\"A. Writer\"}`."
    ),
  ]
}
