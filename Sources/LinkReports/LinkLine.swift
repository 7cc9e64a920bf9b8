public import CalendarTime
public import LinkModel

/// One line of links.csv.
public struct LinkLine: Sendable {
  /// The page that holds the link, as exported.
  public var sourceURL: String
  /// The page of ours that is linked, as exported.
  public var targetURL: String
  /// The visible text; empty for none, or when it is not known.
  public var anchor = ""
  /// What to do about the link.
  public var verdict: Verdict
  /// 0-100, in thousandths.
  public var score = 0
  /// Ids of the rules that fired on the link.
  public var rules: [String] = []
  /// What each of those rules found, in a sentence.
  public var messages: [String] = []
  /// Why, in one sentence.
  public var reason = ""
  /// The referring domain of the source.
  public var sourceDomain: String
  /// When the link was first seen.
  public var firstSeen: Moment?
  /// When the link was last seen.
  public var lastSeen: Moment?
  /// The exporters that list it, by name.
  public var exporters: [String] = []

  /// A link without findings.
  public init(sourceURL: String, targetURL: String, verdict: Verdict, sourceDomain: String) {
    self.sourceURL = sourceURL
    self.targetURL = targetURL
    self.verdict = verdict
    self.sourceDomain = sourceDomain
  }
}
