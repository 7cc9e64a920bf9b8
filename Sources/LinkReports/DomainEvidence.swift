public import CalendarTime

/// What speaks for and against a domain, beside its line of domains.csv.
public struct DomainEvidence: Sendable {
  /// One link of the domain.
  public struct Sample: Sendable {
    /// The page that holds the link.
    public var sourceURL: String
    /// The page of ours.
    public var targetURL: String
    /// The visible text; empty for none, or when it is not known.
    public var anchor: String
    /// The title of the page; empty when it is not known.
    public var title = ""
    /// When it was first seen.
    public var firstSeen: Moment?
    /// Followed and live; nil when it is not known.
    public var isFollowed: Bool?

    /// A link.
    public init(sourceURL: String, targetURL: String, anchor: String) {
      self.sourceURL = sourceURL
      self.targetURL = targetURL
      self.anchor = anchor
    }
  }

  /// The heaviest finding of each family, the heaviest first.
  public var families: [(family: String, weight: Int)] = []
  /// Its entries of the disavow file.
  public var entries: [String] = []
  /// The title of the review group; nil when there is nothing to review.
  public var group: String?
  /// Why the verdict is softer than the class.
  public var softenedBy: String?
  /// Why it is protected, whether it mattered or not.
  public var protection: String?
  /// Why no line may ever name it.
  public var guardReason: String?
  /// The single finding without which the verdict would be another.
  public var turn: String?
  /// Some of its links, those with findings first.
  public var samples: [Sample] = []

  /// Nothing is known.
  public init() {}
}
