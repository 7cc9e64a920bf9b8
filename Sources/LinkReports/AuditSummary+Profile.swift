public import CalendarTime
public import LinkModel

extension AuditSummary {
  /// A number of domains that share a property.
  public struct NamedCount: Hashable, Sendable {
    /// The property, in a word: `de`.
    public var name: String
    /// How many domains have it.
    public var domains: Int

    /// A number of domains.
    public init(_ name: String, _ domains: Int) {
      self.name = name
      self.domains = domains
    }
  }

  /// A toxic domain and what speaks against it.
  public struct ToxicDomain: Sendable {
    /// The referring domain.
    public var domain: String
    /// 0-100, in thousandths.
    public var score: Int
    /// What to do about it.
    public var verdict: Verdict
    /// Its links.
    public var links: Int
    /// Why, in one sentence.
    public var reason: String

    /// A toxic domain.
    public init(domain: String, score: Int, verdict: Verdict, links: Int, reason: String) {
      self.domain = domain
      self.score = score
      self.verdict = verdict
      self.links = links
      self.reason = reason
    }
  }

  /// Links by their rel, each once.
  public struct LinkQualifiers: Hashable, Sendable {
    /// Live and followed, or rel is not known.
    public var followed = 0
    /// With nofollow, ugc or sponsored.
    public var nofollow = 0
    /// Lost by the word of every exporter that lists them.
    public var lost = 0

    /// No links.
    public init() {}
  }

  /// A month in which far more domains came than usual.
  public struct Burst: Sendable {
    /// The month: `2026-05`.
    public var month: String
    /// Domains whose first link is of that month.
    public var domains: Int
    /// The middle of the twelve months before.
    public var usual: Int
    /// How many of the domains are toxic.
    public var toxic: Int
    /// The title of the rule that most of the toxic ones share; empty without any.
    public var pattern: String

    /// A burst.
    public init(month: String, domains: Int, usual: Int, toxic: Int, pattern: String) {
      self.month = month
      self.domains = domains
      self.usual = usual
      self.toxic = toxic
      self.pattern = pattern
    }
  }

  /// Domains of several owners that share a footprint.
  public struct Network: Sendable {
    /// What they share: `title`, `address pattern`, `anchor` or `network address`.
    public var footprint: String
    /// The footprint of the first member, as text.
    public var example: String
    /// How many owners they have.
    public var owners: Int
    /// How many of the members are toxic.
    public var toxic: Int
    /// The members, by name.
    public var members: [String]

    /// A network.
    public init(
      footprint: String, example: String, owners: Int, toxic: Int, members: [String]
    ) {
      self.footprint = footprint
      self.example = example
      self.owners = owners
      self.toxic = toxic
      self.members = members
    }
  }

  /// A referring domain of which no link is left.
  public struct LostDomain: Sendable {
    /// The referring domain.
    public var domain: String
    /// The highest authority that an exporter gives it, in thousandths; nil when none does.
    public var authority: Int64?
    /// Its lost links.
    public var links: Int
    /// When one of them was last seen; nil when nobody says.
    public var lastSeen: Moment?
    /// One page that had a link.
    public var sourceURL: String

    /// A lost domain.
    public init(
      domain: String, authority: Int64?, links: Int, lastSeen: Moment?, sourceURL: String
    ) {
      self.domain = domain
      self.authority = authority
      self.links = links
      self.lastSeen = lastSeen
      self.sourceURL = sourceURL
    }
  }

  /// A page of the site that links lead to and that answers 404 or 410, by the word of an exporter.
  public struct BrokenTarget: Sendable {
    /// Its address, normalised.
    public var targetURL: String
    /// Links that lead there.
    public var links: Int
    /// Referring domains that link there.
    public var domains: Int
    /// One page that links there.
    public var sourceURL: String

    /// A broken target.
    public init(targetURL: String, links: Int, domains: Int, sourceURL: String) {
      self.targetURL = targetURL
      self.links = links
      self.domains = domains
      self.sourceURL = sourceURL
    }
  }

  /// A line that the disavow file has and the previous one has not, or the other way round.
  public struct Change: Sendable {
    /// The entry.
    public var entry: String
    /// True: new. False: gone.
    public var isAdded: Bool
    /// Why, in a clause.
    public var cause: String

    /// A change.
    public init(entry: String, isAdded: Bool, cause: String) {
      self.entry = entry
      self.isAdded = isAdded
      self.cause = cause
    }
  }
}

extension AnchorKind {
  /// The share of anchors, in percent, that profiles usually have of this kind; nil where nobody
  /// publishes one.
  ///
  /// - Source: thresholds that open audit tools agree on: exact keywords above 15% and brand names
  ///   below 15% are called unusual.
  public var usualShare: ClosedRange<Int>? {
    switch self {
    case .brand: 15...100
    case .exact: 0...15
    default: nil
    }
  }
}
