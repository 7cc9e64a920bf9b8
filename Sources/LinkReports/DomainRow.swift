public import CalendarTime
public import LinkModel

/// One line of domains.csv.
public struct DomainRow: Sendable {
  public var domain: String
  public var verdict: Verdict
  public var linkClass: LinkClass
  /// 0-100, in thousandths.
  public var score: Int
  /// Link value in thousandths.
  public var value: Int64
  /// The line of the disavow file, or of a proposal; empty for none.
  public var entry: String
  public var links: Int
  public var sourcePages: Int
  public var targetPages: Int
  public var followedLinks: Int
  public var topAnchor: String
  public var firstSeen: Moment?
  public var lastSeen: Moment?
  /// Ids of the rules that count.
  public var rules: [String]
  /// Why, in one sentence.
  public var reason: String

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
  }
}
