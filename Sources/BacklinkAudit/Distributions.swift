import CalendarTime
import LinkModel
import LinkProfile
import LinkReports

/// How the referring domains of a site spread over what is said of them, counted as they are judged.
struct Distributions {
  private static let relationNames = [
    "followed", "unknown", "ugc", "sponsored", "nofollow", "lost",
  ]

  private(set) var links = 0
  private(set) var followedDomains = 0
  private(set) var qualifiers = AuditSummary.LinkQualifiers()
  private(set) var anchorKinds: [AnchorKind: Int] = [:]
  /// Domains of which every link is lost, in the order of their names.
  private(set) var lost: [(domain: SiteProfile.DomainIndex, authority: Int64)] = []
  private var relationCounts: [String: Int] = [:]
  private var placementCounts = [Int](repeating: 0, count: Placement.allCases.count)
  private var topLevelCounts: [String: Int] = [:]
  private var languageCounts: [String: Int] = [:]
  /// Domains by the ten points of their authority; the last place: unknown.
  private var authorityCounts = [Int](repeating: 0, count: 11)
  /// Domains by the day on which their first link was first seen.
  private var newByDay: [Day: Int] = [:]

  /// Counts a domain; they come in the order of their names.
  mutating func add(_ facts: DomainFacts, _ domain: SiteProfile.DomainIndex) {
    links += facts.links
    followedDomains += facts.followedLinks > 0 ? 1 : 0
    let lostLinks = Int(facts.number(.lostLinks) ?? 0)
    qualifiers.followed += facts.followedLinks
    qualifiers.nofollow += Int(facts.number(.nofollowLinks) ?? 0)
    qualifiers.lost += lostLinks
    for kind in AnchorKind.allCases {
      let count = facts.links(withAnchor: kind)
      if count > 0 { anchorKinds[kind, default: 0] += count }
    }
    if facts.liveLinks == 0, lostLinks > 0 { lost.append((domain, facts.authority ?? -1)) }
    relationCounts[Distributions.relation(of: facts), default: 0] += 1
    placementCounts[Int(facts.placement.rawValue)] += 1
    topLevelCounts[Distributions.topLevel(of: facts), default: 0] += 1
    for language in facts.languages { languageCounts[language, default: 0] += 1 }
    authorityCounts[facts.authority.map { min(9, Int($0 / 10_000)) } ?? 10] += 1
    if let first = facts.firstSeen { newByDay[first.day, default: 0] += 1 }
  }

  /// What the best link of a domain is.
  static func relation(of facts: DomainFacts) -> String {
    if facts.liveLinks == 0 { return "lost" }
    if facts.followedLinks > 0 { return facts.isRelUnknown ? "unknown" : "followed" }
    return facts.isUGC ? "ugc" : facts.isSponsored ? "sponsored" : "nofollow"
  }

  private static func topLevel(of facts: DomainFacts) -> String {
    let name = facts.text(.tld) ?? ""
    return name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x5D } ? "(address)" : name
  }

  // MARK: As a summary shows them; what nobody has is left out

  var relations: [AuditSummary.NamedCount] {
    Distributions.relationNames.compactMap { name in
      relationCounts[name].map { AuditSummary.NamedCount(name, $0) }
    }
  }

  var placements: [AuditSummary.NamedCount] {
    zip(Placement.names, placementCounts).filter { $1 > 0 }.map { AuditSummary.NamedCount($0, $1) }
  }

  /// The highest first.
  var authorities: [AuditSummary.NamedCount] {
    var counts = (0..<10).reversed().map { step in
      AuditSummary.NamedCount("\(step * 10)-\(step * 10 + 9 + step / 9)", authorityCounts[step])
    }
    counts.append(AuditSummary.NamedCount("unknown", authorityCounts[10]))
    return counts.filter { $0.domains > 0 }
  }

  /// The largest first.
  var topLevels: [AuditSummary.NamedCount] { Distributions.largestFirst(topLevelCounts) }
  var languages: [AuditSummary.NamedCount] { Distributions.largestFirst(languageCounts) }

  /// New domains by month.
  var growth: [(month: String, domains: Int)] {
    var months: [String: Int] = [:]
    for (day, count) in newByDay { months[String(day.description.prefix(7)), default: 0] += count }
    return months.map { (month: $0.key, domains: $0.value) }.sorted { $0.month < $1.month }
  }

  private static func largestFirst(_ counts: [String: Int]) -> [AuditSummary.NamedCount] {
    counts.map { AuditSummary.NamedCount($0.key, $0.value) }
      .sorted { ($1.domains, $0.name) < ($0.domains, $1.name) }
  }
}
