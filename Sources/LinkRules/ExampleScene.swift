import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import LinkSafety
import WebAddress

/// One record of an example: addresses and the fields given.
struct ExampleLink {
  var from: String
  var to: String
  var fields: [Field: FieldValue]
}

/// What a rule's example puts on the table.
protocol RuleScene {
  /// Whether the only rule of a set fires.
  func fires(_ set: RuleSet) -> Bool
  /// The values that a rule's condition asks for.
  func seen(by rule: Rule) -> String
}

/// The records of an example as the engines see them: a batch, and the facts of its domains.
final class ExampleScene: RuleScene {
  /// Why records cannot be judged.
  struct Problem: Error {
    let message: String
  }

  /// Records that one example may have.
  static let mostLinks = 20_000

  private let hosts: HostTable
  private let batch: RecordBatch
  /// The records with a link to the site, and what they say.
  private let intakes: [(row: Int, intake: SiteProfile.Intake)]
  private var profile: SiteProfile
  private let facts: [DomainFacts]
  private let profileFacts: ProfileFacts
  private let asOf: Day
  /// The sites that each domain links to, by its number in the host table.
  private let sitesLinked: [Int: Int]

  /// The records of an example, its patterns written out.
  static func links(of example: RuleExample) throws(Problem) -> [ExampleLink] {
    var links: [ExampleLink] = []
    for given in example.links {
      let from: AddressPattern
      let to: AddressPattern
      do {
        from = try AddressPattern(parsing: given.from)
        to = try AddressPattern(parsing: given.to)
      } catch {
        throw Problem(message: error.message)
      }
      let count = max(from.count, to.count)
      guard links.count + count <= mostLinks else {
        throw Problem(message: "the example has more than \(mostLinks) records")
      }
      for number in 0..<count {
        links.append(ExampleLink(from: from[number], to: to[number], fields: given.fields))
      }
    }
    return links
  }

  /// Puts records on the table. The site is the host of the first record's target; records with a link to
  /// another domain only tell that the source links to a second site of the same audit.
  init(
    _ links: [ExampleLink], settings: ProfileFacts = RuleExample.noSettings, hosts: HostTable,
    vocabulary: SiteVocabulary = SiteVocabulary()
  ) throws(Problem) {
    var batch = RecordBatch(layout: .all)
    let source = AddressColumns.source(of: batch.layout)
    let target = AddressColumns.target(of: batch.layout)
    var scratch: [UInt8] = []
    for (row, link) in links.enumerated() {
      batch.appendRow()
      batch.setNumber(Int64(RecordKind.link.rawValue), .kind)
      batch.setText(link.from, .sourceURL)
      batch.setText(link.to, .targetURL)
      for (column, text) in [(source, link.from), (target, link.to)] {
        guard let url = column.url, column.resolve(row, from: url, in: &batch, hosts, &scratch)
        else { throw Problem(message: "'\(text)' is no web address") }
      }
      for (field, value) in link.fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        switch value {
        case .text(let text): batch.setText(text, field)
        case .number(let number): batch.setNumber(number, field)
        }
      }
    }
    let site = links.isEmpty ? "" : batch.text(0, .targetHost) ?? ""
    var profile = SiteProfile(
      site: site, hosts: hosts, layout: batch.layout, brands: settings[texts: .brand] ?? [],
      vocabulary: vocabulary)
    var intakes: [(row: Int, intake: SiteProfile.Intake)] = []
    var sites: [Int: Set<Int?>] = [:]
    func domainLinked(by row: Int) -> Int? {
      batch[hosts: row].target.map { hosts.host($0).domain }
    }
    for row in 0..<batch.count {
      if let source = batch[hosts: row].sourceDomain {
        sites[source, default: []].insert(domainLinked(by: row))
      }
      if domainLinked(by: row) == domainLinked(by: 0) {
        intakes.append((row, profile.add(batch, row: row, tool: 0)))
      }
    }
    sitesLinked = sites.mapValues(\.count)
    facts = ExampleScene.facts(of: &profile, sitesLinked)
    var profileFacts = settings
    profileFacts.add(site: site, ProfileSums(facts))
    profile.addFacts(to: &profileFacts)
    self.profileFacts = profileFacts
    asOf = profile.newestDay == .min ? Day(rawValue: 0) : Moment(rawValue: profile.newestDay).day
    self.profile = profile
    self.hosts = hosts
    self.batch = batch
    self.intakes = intakes
  }

  private static func facts(
    of profile: inout SiteProfile, _ sitesLinked: [Int: Int]
  ) -> [DomainFacts] {
    profile.settle()
    let hosts = profile.hosts
    let guards = LinkGuards(
      ownSites: [], allowed: [], brands: [], suffixes: hosts.suffixes, lists: hosts.lists)
    return profile.finishedFacts(
      isProtected: { domain in
        guards.protection(
          listed: domain.lists, authority: domain.authority, traffic: domain.traffic,
          visits: domain.visits) != nil
      },
      sitesLinked: { sitesLinked[$0] ?? 1 })
  }

  /// The facts of the domains after the link rules of a set have judged every record; call it once.
  func facts(applying set: RuleSet, options: RuleOptions) -> [DomainFacts] {
    let engine = LinkRuleEngine(set, options: options, hosts: hosts)
    engine.bind(to: batch.layout)
    var fired: [Int] = []
    for (row, intake) in intakes {
      engine.judge(
        batch, row: row, anchorKind: intake.anchorKind, isFollowed: intake.isFollowed,
        into: &fired)
      let roles = fired.map { set.rules[$0].role }
      for rule in fired { profile.noteFinding(rule: rule, on: intake) }
      if roles.contains(where: { $0 == .decisive || $0 == .evidence }) {
        profile.noteBad(intake, isDecisive: roles.contains(.decisive))
      }
    }
    return ExampleScene.facts(of: &profile, sitesLinked)
  }

  /// Whether the only rule of a set fires: on a record, or on a domain.
  func fires(_ set: RuleSet) -> Bool {
    var options = RuleOptions()
    options.statuses = Set(Rule.Status.allCases)
    options.asOf = asOf
    options.profile = profileFacts
    var fired: [Int] = []
    if set.rules[0].scope == .profile {
      return !ProfileRuleEngine.fired(set, options: options, hosts: hosts).isEmpty
    }
    if set.rules[0].scope == .domain {
      let engine = DomainRuleEngine(set, options: options, hosts: hosts)
      return facts.contains { fact in
        engine.judge(fact, into: &fired)
        return !fired.isEmpty
      }
    }
    let engine = LinkRuleEngine(set, options: options, hosts: hosts)
    engine.bind(to: batch.layout)
    return intakes.contains { row, intake in
      engine.judge(
        batch, row: row, anchorKind: intake.anchorKind, isFollowed: intake.isFollowed,
        into: &fired)
      return !fired.isEmpty
    }
  }

  /// The values that a rule's condition asks for, of the first record or of each of three domains.
  func seen(by rule: Rule) -> String {
    var subjects: [Subject] = []
    for subject in rule.condition.subjects where !subjects.contains(subject) {
      subjects.append(subject)
    }
    if rule.scope == .profile {
      return subjects.map { "\($0.name) \(value(of: $0))" }.joined(separator: ", ")
    }
    if rule.scope == .domain {
      return facts.prefix(3).map { facts in
        subjects.map { "\($0.name) \(value(of: $0, facts))" }.joined(separator: ", ")
      }.joined(separator: "; ")
    }
    guard batch.count > 0 else { return "no record" }
    return subjects.map { "\($0.name) \(value(of: $0))" }.joined(separator: ", ")
  }

  private func value(of subject: Subject, _ facts: DomainFacts) -> String {
    guard case .domain(let fact) = subject else { return value(of: subject) }
    if let text = facts.text(fact) { return "'\(text)'" }
    return facts.number(fact).map(subject.word(for:)) ?? "unknown"
  }

  private func value(of subject: Subject) -> String {
    switch subject {
    case .link(let field) where field.isText:
      batch.text(0, field).map { "'\($0)'" } ?? "unknown"
    case .link(let field): batch.number(0, field).map(subject.word(for:)) ?? "unknown"
    case .anchorKind: intakes[0].intake.anchorKind.name
    case .followed: "\(intakes[0].intake.isFollowed)"
    case .profile(let fact):
      profileFacts[texts: fact].map { "[\($0.joined(separator: ", "))]" }
        ?? profileFacts[fact].map(subject.word(for:)) ?? "unknown"
    case .domain, .referrer: "?"
    }
  }
}

extension Field {
  /// True for addresses and what is derived from them.
  var isAddress: Bool {
    switch self {
    case .sourceURL, .sourceHost, .sourceDomain, .sourcePath, .targetURL, .targetHost,
      .targetDomain, .targetPath, .ip:
      true
    default: false
    }
  }
}
