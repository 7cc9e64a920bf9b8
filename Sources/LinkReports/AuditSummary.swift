public import CalendarTime
public import LinkModel

/// What an audit of one site came to: the one model behind every report.
///
/// All lists are in a fixed order, so that the same input gives the same bytes.
public struct AuditSummary: Sendable {
  /// One input file.
  public struct Input: Sendable {
    /// What the input is.
    public enum Kind: String, Sendable {
      case export, log
    }
    /// The name as the user gave it.
    public var name: String
    public var kind: Kind
    /// The exporter's report or the log format: `Semrush, Backlinks`.
    public var title: String
    public var counts: InputCounts
    /// The newest day in it, or nil.
    public var newestDay: Day?
    /// The exporter cuts its exports at this number of rows, and this one has as many: counts are lower
    /// bounds. Nil when it has fewer.
    public var cap: Int?
    /// The bytes were damaged; what could be read was used.
    public var isDamaged = false

    public init(name: String, kind: Kind, title: String, counts: InputCounts) {
      self.name = name
      self.kind = kind
      self.title = title
      self.counts = counts
    }
  }

  /// Domains to review that share a pattern.
  public struct ReviewGroup: Sendable {
    /// The title of the rule that they have in common.
    public var pattern: String
    /// All domains of the group, by name.
    public var domains: [String]
    /// What the first of them does, in a sentence.
    public var example: String

    public init(pattern: String, domains: [String], example: String) {
      self.pattern = pattern
      self.domains = domains
      self.example = example
    }
  }

  /// A number of domains and why.
  public struct ReasonCount: Sendable {
    public var reason: String
    public var domains: Int
    /// The first of them by name, at most three.
    public var examples: [String]

    public init(reason: String, domains: Int, examples: [String]) {
      self.reason = reason
      self.domains = domains
      self.examples = examples
    }
  }

  /// Findings of one family.
  public struct FamilyCount: Sendable {
    public var family: String
    public var title: String
    public var domains: Int
    public var examples: [String]

    public init(family: String, title: String, domains: Int, examples: [String]) {
      self.family = family
      self.title = title
      self.domains = domains
      self.examples = examples
    }
  }

  /// One of the site's best referring domains.
  public struct StrongDomain: Sendable {
    public var domain: String
    /// Link value in thousandths.
    public var value: Int64
    public var verdict: Verdict
    public var sourceURL: String

    public init(domain: String, value: Int64, verdict: Verdict, sourceURL: String) {
      self.domain = domain
      self.value = value
      self.verdict = verdict
      self.sourceURL = sourceURL
    }
  }

  /// What the disavow file does.
  public struct DisavowImpact: Sendable {
    /// Lines that are entries.
    public var entries = 0
    /// Entries that the previous file did not have; nil without a previous file.
    public var added: Int?
    /// Entries of the previous file that the user wrote, kept as they were.
    public var keptFromUser = 0
    /// Entries that an earlier audit wrote and this one does not find any more; kept.
    public var unseen = 0
    /// The share of all link value that it discounts, in thousandths (1,000 is all).
    public var valueShare = 0
    /// Which of the hundred strongest domains it discounts, the strongest first.
    public var strongestHit: [String] = []
    /// The file was written as disavow.held.txt because it would cost too much; the reason.
    public var heldBecause: String?
    /// Entries that a guard kept out, with the reason.
    public var vetoes: [(entry: String, reason: String)] = []
    /// Entries past the limits of the format.
    public var overflow = 0

    public init() {}
  }

  public var site: String
  /// Days count back from here.
  public var asOf: Day
  public var inputs: [Input] = []
  /// Distinct links, and referring domains, in all inputs.
  public var links = 0
  public var domains = 0
  /// Domains with a live followed link.
  public var followedDomains = 0
  /// How many domains each verdict has.
  public var verdicts: [Verdict: Int] = [:]
  /// How many domains each class has.
  public var classes: [LinkClass: Int] = [:]
  public var disavow = DisavowImpact()
  public var reviewGroups: [ReviewGroup] = []
  /// Spam without effect, by reason.
  public var ignored: [ReasonCount] = []
  /// Domains that look like spam and were kept because they are protected.
  public var protected: [ReasonCount] = []
  public var families: [FamilyCount] = []
  /// Links by what their anchors say.
  public var anchorKinds: [AnchorKind: Int] = [:]
  /// The most valuable referring domains, at most 100.
  public var strongest: [StrongDomain] = []
  /// New referring domains by month of their first link: `2026-05`.
  public var growth: [(month: String, domains: Int)] = []
  /// The date of the public suffix list in use.
  public var suffixListDate: String?
  /// Problems that a reader should know of.
  public var diagnostics: [Diagnostic] = []

  public init(site: String, asOf: Day) {
    self.site = site
    self.asOf = asOf
  }
}
