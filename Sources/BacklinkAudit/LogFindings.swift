import LinkModel
import LinkReports
import LinkRules
import ReferrerLogs

/// What logs tell of one site beside visits: referrers that only robots send, and pages that are missing.
struct LogFindings {
  /// Hosts on which a rule of scope `referrer` fired, by name.
  private(set) var ghosts: [AuditSummary.GhostReferrer] = []
  /// Pages that links lead to and that are not there, the most visited first.
  private(set) var missing: [AuditSummary.MissingPage] = []
  /// Visits from hosts on which no rule fired; nil without logs.
  private(set) var referrals: AuditSummary.Referrals?
  private var ghostHosts: Set<String> = []

  /// Nothing is told without logs.
  init() {}

  /// Judges the referrers of a site.
  init(
    _ reading: LogReading, site: String, engine: ReferrerRuleEngine, rules: RuleSet,
    suppressions: RuleSuppression.Table
  ) throws {
    var fired: [Int] = []
    var visits = AuditSummary.Referrals(hits: 0, hosts: 0, strongest: [])
    for facts in try reading.referrerFacts(site: site) {
      engine.judge(facts, into: &fired)
      fired.removeAll { suppressions.suppression(of: $0, domain: facts.host) != nil }
      guard let heaviest = fired.max(by: { rules.rules[$0].weight < rules.rules[$1].weight }) else {
        visits.add(facts)
        continue
      }
      ghosts.append(
        AuditSummary.GhostReferrer(
          host: facts.host, hits: facts[.hits] ?? 0, rules: fired.map { rules.rules[$0].id },
          reason: rules.rules[heaviest].message.rendered { LinkValues.text($0, facts) }))
      ghostHosts.insert(facts.host)
    }
    referrals = visits
  }

  /// Finds the missing pages that links lead to, when the verdicts are known.
  ///
  /// - Parameters:
  ///   - reading: The logs.
  ///   - site: Whose pages.
  ///   - isToxic: Hosts whose links are better lost.
  /// - Throws: ``StreamError`` when a temporary file cannot be written or read.
  mutating func findMissing(
    in reading: LogReading, site: String, isToxic: (String) -> Bool
  ) throws {
    missing = try reading.brokenTargets(of: site) { isGhost($0) || isToxic($0) }.map { page in
      AuditSummary.MissingPage(
        targetURL: page.url, hits: page.hits, hosts: page.hosts, sourceURL: page.exampleSource)
    }
  }

  /// Whether a rule fired on a referring host.
  func isGhost(_ host: String) -> Bool { ghostHosts.contains(host) }
}

extension AuditSummary.Referrals {
  private static let mostStrongest = 10

  /// Counts the visits from a host; hosts come by name.
  fileprivate mutating func add(_ facts: ReferrerFacts) {
    let count = Int(facts[.hits] ?? 0)
    hits += count
    hosts += 1
    let place = strongest.firstIndex { $0.hits < count } ?? strongest.count
    guard place < Self.mostStrongest else { return }
    let kind = facts[.referrerClass].flatMap { ReferrerClass(rawValue: UInt8($0)) }?.name ?? ""
    strongest.insert(
      AuditSummary.ReferringHost(host: facts.host, kind: kind, hits: count), at: place)
    if strongest.count > Self.mostStrongest { strongest.removeLast() }
  }
}
