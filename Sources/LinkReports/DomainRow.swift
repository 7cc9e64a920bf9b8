public import CalendarTime
public import LinkModel

/// One line of domains.csv.
public struct DomainRow: Sendable {
  /// The referring domain.
  public var domain: String
  /// What to do about it.
  public var verdict: Verdict
  /// What the evidence says of it.
  public var linkClass: LinkClass
  /// 0-100, in thousandths.
  public var score: Int
  /// Link value in thousandths.
  public var value: Int64
  /// The line of the disavow file, or of a proposal; empty for none.
  public var entry: String
  /// Distinct links.
  public var links: Int
  /// Distinct pages that link.
  public var sourcePages: Int
  /// Distinct pages of ours that are linked.
  public var targetPages: Int
  /// Links that are followed.
  public var followedLinks: Int
  /// The commonest anchor; empty when none is known.
  public var topAnchor: String
  /// When its first link was first seen.
  public var firstSeen: Moment?
  /// When its last link was last seen.
  public var lastSeen: Moment?
  /// Ids of the rules that count.
  public var rules: [String]
  /// Why, in one sentence.
  public var reason: String
  /// The highest authority that an exporter gives it, in thousandths; nil when none does.
  public var authority: Int64?
  /// Its languages as exporters write them, in two letters, by name.
  public var languages: [String]
  /// What its best link is: followed, nofollow, ugc, sponsored, lost or unknown.
  public var relation: String
  /// Where its best link stands.
  public var placement: Placement
  /// Links that are lost.
  public var lostLinks: Int
  /// What the report page shows when it is asked.
  public var evidence: DomainEvidence
  /// What became of a request to remove its links.
  public var request: Decision?

  /// A row without entry, links and findings.
  public init(domain: String, verdict: Verdict, linkClass: LinkClass, score: Int, value: Int64) {
    self.domain = domain
    self.verdict = verdict
    self.linkClass = linkClass
    self.score = score
    self.value = value
    entry = ""
    links = 0
    sourcePages = 0
    targetPages = 0
    followedLinks = 0
    topAnchor = ""
    rules = []
    reason = ""
    languages = []
    relation = "unknown"
    placement = .unknown
    lostLinks = 0
    evidence = DomainEvidence()
  }
}
