public import CalendarTime
public import LinkModel

extension AuditSummary {
  /// One input file.
  public struct Input: Sendable {
    /// What the input is.
    public enum Kind: String, Sendable {
      /// A backlink export.
      case export
      /// A server log.
      case log
    }
    /// The name as the user gave it.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// The exporter's report or the log format: `Semrush, Backlinks`.
    public var title: String
    /// Where its rows ended.
    public var counts: InputCounts
    /// The newest day in it, or nil.
    public var newestDay: Day?
    /// The number of rows at which the exporter cuts its exports, when this one has as many; else
    /// nil.
    ///
    /// Counts of a capped export are lower bounds.
    public var cap: Int?
    /// The bytes were damaged; what could be read was used.
    public var isDamaged = false

    /// An input that is whole and not capped.
    public init(name: String, kind: Kind, title: String, counts: InputCounts) {
      self.name = name
      self.kind = kind
      self.title = title
      self.counts = counts
    }
  }

  /// What one exporter saw of the site, and what it alone saw.
  public struct Coverage: Sendable {
    /// The exporter: `semrush`.
    public var exporter: String
    /// Referring domains that it names.
    public var domains = 0
    /// Those that no other exporter names.
    public var onlyDomains = 0
    /// Linking pages that it lists.
    public var pages = 0
    /// Those that no other exporter lists.
    public var onlyPages = 0
    /// Links that it lists; of an exporter that names no targets, its pages.
    public var links = 0
    /// Those that no other exporter lists.
    public var onlyLinks = 0

    /// An exporter that saw nothing yet.
    public init(exporter: String) {
      self.exporter = exporter
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

    /// A group of domains, by name.
    public init(pattern: String, domains: [String], example: String) {
      self.pattern = pattern
      self.domains = domains
      self.example = example
    }
  }

  /// A number of domains and why.
  public struct ReasonCount: Sendable {
    /// Why, in a word or a clause that can follow a number: `nofollow`.
    public var reason: String
    /// How many domains.
    public var domains: Int
    /// The first of them by name, at most three.
    public var examples: [String]

    /// A number of domains and why.
    public init(reason: String, domains: Int, examples: [String]) {
      self.reason = reason
      self.domains = domains
      self.examples = examples
    }
  }

  /// Findings of one family.
  public struct FamilyCount: Sendable {
    /// The id of the family.
    public var family: String
    /// Its title.
    public var title: String
    /// How many domains have such a finding.
    public var domains: Int
    /// The first of them by name, at most three.
    public var examples: [String]

    /// A number of domains with findings of a family.
    public init(family: String, title: String, domains: Int, examples: [String]) {
      self.family = family
      self.title = title
      self.domains = domains
      self.examples = examples
    }
  }

  /// One of the site's best referring domains.
  public struct StrongDomain: Sendable {
    /// The referring domain.
    public var domain: String
    /// Link value in thousandths.
    public var value: Int64
    /// What to do about it.
    public var verdict: Verdict
    /// Its best page that links.
    public var sourceURL: String

    /// A referring domain and its worth.
    public init(domain: String, value: Int64, verdict: Verdict, sourceURL: String) {
      self.domain = domain
      self.value = value
      self.verdict = verdict
      self.sourceURL = sourceURL
    }
  }

  /// A referring host of the logs that sends robots.
  public struct GhostReferrer: Sendable {
    /// The host.
    public var host: String
    /// Requests that named it.
    public var hits: Int64
    /// The ids of the rules that fired.
    public var rules: [String]
    /// What was found, in a clause.
    public var reason: String

    /// A host and what was found.
    public init(host: String, hits: Int64, rules: [String], reason: String) {
      self.host = host
      self.hits = hits
      self.rules = rules
      self.reason = reason
    }
  }

  /// Visits from other sites that logs tell of, referrer spam left out.
  public struct Referrals: Sendable {
    /// Requests that name a page of another site.
    public var hits: Int
    /// Hosts that they name.
    public var hosts: Int
    /// The hosts with most visits, of equal ones the first by name, at most ten.
    public var strongest: [ReferringHost]

    /// Visits of which some hosts are known.
    public init(hits: Int, hosts: Int, strongest: [ReferringHost]) {
      self.hits = hits
      self.hosts = hosts
      self.strongest = strongest
    }
  }

  /// A host that visitors came from.
  public struct ReferringHost: Sendable {
    /// Its name.
    public var host: String
    /// What kind of site it is, by the lists: `site`, `search`, `social`.
    public var kind: String
    /// Visits from it.
    public var hits: Int

    /// A host, and how many came from it.
    public init(host: String, kind: String, hits: Int) {
      self.host = host
      self.kind = kind
      self.hits = hits
    }
  }

  /// A page of the site that visitors from other sites asked for in vain.
  public struct MissingPage: Sendable {
    /// Its address.
    public var targetURL: String
    /// Visits that ended there.
    public var hits: Int
    /// Hosts that the visitors came from.
    public var hosts: Int
    /// One page that they came from.
    public var sourceURL: String

    /// A page, and who asked for it.
    public init(targetURL: String, hits: Int, hosts: Int, sourceURL: String) {
      self.targetURL = targetURL
      self.hits = hits
      self.hosts = hosts
      self.sourceURL = sourceURL
    }
  }

  /// What the disavow file does.
  public struct DisavowImpact: Sendable {
    /// Lines that are entries.
    public var entries = 0
    /// Entries that the previous file did not have; nil without a previous file.
    public var added: Int?
    /// Entries of the previous file that are gone; nil without a previous file.
    public var removed: Int?
    /// The day of the previous file, or nil when there is none or its day is not known.
    public var previousDay: Day?
    /// Entries of the previous file that the user wrote, kept as they were.
    public var keptFromUser = 0
    /// Entries that an earlier audit wrote and this one does not find any more; kept.
    public var unseen = 0
    /// The share of all link value that it discounts, in thousandths (1,000 is all).
    public var valueShare = 0
    /// The most valuable domain that it discounts; nil when it discounts none of any value.
    public var best: (domain: String, value: Int64)?
    /// Which of the strongest domains it discounts, the strongest first.
    public var strongestHit: [String] = []
    /// Why the file was written as disavow.held.txt: a clause that can follow "because". Nil: it
    /// was not.
    public var heldBecause: String?
    /// Entries that a guard kept out, with the reason.
    public var vetoes: [(entry: String, reason: String)] = []
    /// Entries past the limits of the format.
    public var overflow = 0

    /// A file without entries.
    public init() {}
  }

  /// Something about the site itself that a person should know of.
  public struct Alert: Sendable {
    /// How grave it is.
    public var severity: Severity
    /// What was found and what to do, in a sentence.
    public var message: String

    /// An alert.
    public init(_ severity: Severity, _ message: String) {
      self.severity = severity
      self.message = message
    }
  }
}
