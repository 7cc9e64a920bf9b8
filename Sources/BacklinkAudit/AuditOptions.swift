package import CalendarTime
package import DisavowFile
package import LinkModel
import LinkProfile
package import LinkRules

/// What an audit is told beside its inputs.
package struct AuditOptions: Sendable {
  /// The sites to audit, canonical hosts; empty: each input's commonest target domain.
  package var sites: [String] = []
  /// Further names of the site.
  package var brands: [String] = []
  /// What the site wants to be found for; anchors are held against it.
  package var keywords: [String] = []
  /// What the site is about.
  package var topics: Set<String> = []
  /// Hosts never disavowed.
  package var allowed: [String] = []
  /// Further hosts of the user: other sites, campaign domains.
  package var own: [String] = []
  package var policy = Policy.clean
  /// What happens to spam whose links are nofollow.
  package var nofollow = Verdict.ignore
  /// The day that counting goes back from; nil: the newest date in the data.
  package var asOf: Day?
  /// Which rules run.
  package var statuses: Set<Rule.Status> = [.stable]
  /// Rules that do not count, those of today.
  package var suppressions: [RuleSuppression] = []
  /// links.csv holds every link, not only those with a finding.
  package var allLinks = false
  /// A referring domain of which every link is kept, and of the others none.
  package var explained: String?
  /// Writes the disavow file however much it costs.
  package var force = false

  /// What the user decided, by subject.
  package var decisions: [String: Decision] = [:]
  /// What became of requests to remove links, by subject.
  package var requests: [String: Decision] = [:]
  /// Rules that counted against a domain in an earlier audit by the same rules: by site and domain.
  package var keptRules: [String: [String: [String]]] = [:]

  /// A disavow file whose effect on the links is counted.
  package var discounting: CoverageIndex?

  package init() {}

  /// What rules of every scope may know before the first row is read.
  var ruleOptions: RuleOptions {
    var rules = RuleOptions()
    rules.statuses = statuses
    rules.profile = ProfileFacts(brands: brands, topics: topics.sorted(), policy: policy)
    return rules
  }
}
