public import CalendarTime
public import LinkModel

/// What an audit of one site came to: the one model behind every report.
///
/// All lists are in a fixed order, so that the same input gives the same bytes.
public struct AuditSummary: Sendable {
  /// The host whose backlinks these are.
  public var site: String
  /// Days count back from here.
  public var asOf: Day
  /// The inputs, in the order the user gave them.
  public var inputs: [Input] = []
  /// What each exporter saw, by its name.
  public var coverage: [Coverage] = []
  /// Links in all inputs: those listed, each once, or more when an exporter counts more.
  public var links = 0
  /// Referring domains in all inputs.
  public var domains = 0
  /// Domains with a live followed link.
  public var followedDomains = 0
  /// How many domains each verdict has.
  public var verdicts: [Verdict: Int] = [:]
  /// How many domains each class has.
  public var classes: [LinkClass: Int] = [:]
  /// What the disavow file does.
  public var disavow = DisavowImpact()
  /// What the disavow file changes against the previous one, new entries first; empty without one.
  public var changes: [Change] = []
  /// Domains to review, the largest group first.
  public var reviewGroups: [ReviewGroup] = []
  /// Spam without effect, by reason.
  public var ignored: [ReasonCount] = []
  /// Domains that look like spam and were kept because they are protected.
  public var protected: [ReasonCount] = []
  /// Why domains are kept, by reason.
  public var kept: [ReasonCount] = []
  /// The toxic domains, the highest score first, at most 100.
  public var toxic: [ToxicDomain] = []
  /// The titles of the rules that fired, by id.
  public var ruleTitles: [String: String] = [:]
  /// The titles of their families, by id.
  public var familyTitles: [String: String] = [:]
  /// Findings by family.
  public var families: [FamilyCount] = []
  /// Links by what their anchors say.
  public var anchorKinds: [AnchorKind: Int] = [:]
  /// Links by their rel.
  public var qualifiers = LinkQualifiers()
  /// Domains by what their links are worth to search engines: followed, nofollow, ugc, sponsored, lost,
  /// unknown; each domain once, by its best link.
  public var relations: [NamedCount] = []
  /// Domains by where their links stand, each once, by its best link.
  public var placements: [NamedCount] = []
  /// Domains by top-level domain, the largest first.
  public var topLevels: [NamedCount] = []
  /// Domains by the language of their pages, the largest first; a domain may have several.
  public var languages: [NamedCount] = []
  /// Domains by authority in steps of ten, and `unknown`.
  public var authorities: [NamedCount] = []
  /// The most valuable referring domains, at most 100.
  public var strongest: [StrongDomain] = []
  /// New referring domains by month of their first link: `2026-05`.
  public var growth: [(month: String, domains: Int)] = []
  /// Months in which far more domains came than usual, the newest first.
  public var bursts: [Burst] = []
  /// Domains of several owners that share a footprint, the largest first, at most 50.
  public var networks: [Network] = []
  /// Links that are lost.
  public var lostLinks = 0
  /// Domains of which no link is left.
  public var lostDomains = 0
  /// The first of them by authority, at most 50.
  public var strongestLost: [LostDomain] = []
  /// Pages of the site that links of exports lead to and that are not there, most domains first, at
  /// most 100.
  public var brokenTargets: [BrokenTarget] = []
  /// Visits from other sites; nil without logs.
  public var referrals: Referrals?
  /// Referring hosts of the logs that send robots, not visitors, by name; they hold no links to disavow.
  public var ghostReferrers: [GhostReferrer] = []
  /// Pages of the site that links of other sites lead to and that are not there, the most visited first.
  public var reclamation: [MissingPage] = []
  /// What the site itself should attend to, the gravest first.
  public var alerts: [Alert] = []
  /// The date of the public suffix list in use.
  public var suffixListDate: String?
  /// Problems that a reader should know of.
  public var diagnostics: [Diagnostic] = []

  /// A summary of a site of which nothing is known yet.
  public init(site: String, asOf: Day) {
    self.site = site
    self.asOf = asOf
  }
}
