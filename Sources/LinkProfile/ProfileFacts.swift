package import LinkModel

/// What is known of one site as a whole: its settings, and sums over its referring domains.
package struct ProfileFacts: Sendable {
  private var numbers = [Int64?](repeating: nil, count: ProfileFact.allCases.count)
  private var lists: [ProfileFact: [String]] = [:]

  /// Nothing is known.
  package init() {}

  /// The settings of a site.
  package init(site: String?, brands: [String], topics: [String], policy: Policy) {
    if let site { lists[.site] = [site] }
    lists[.brand] = brands
    lists[.topics] = topics
    self[.policy] = Int64(policy.rawValue)
  }

  /// The number of a fact that is no text, shares in thousandths; nil when it is not known.
  package subscript(fact: ProfileFact) -> Int64? {
    get { numbers[Int(fact.rawValue)] }
    set { numbers[Int(fact.rawValue)] = newValue }
  }

  /// The texts of a fact, perhaps none; nil when they are not known.
  package subscript(texts fact: ProfileFact) -> [String]? {
    get { lists[fact] }
    set { lists[fact] = newValue }
  }
}

extension ProfileFacts {
  /// Adds what the finished facts of all referring domains come to.
  package mutating func add(_ domains: [DomainFacts]) {
    func sum(_ fact: DomainFact) -> Int64 {
      domains.reduce(0) { $0 + ($1.number(fact) ?? 0) }
    }
    let followed = domains.count { $0.followedLinks > 0 }
    let live = domains.count { $0.liveLinks > 0 }
    self[.referringDomains] = Int64(domains.count)
    self[.followedDomains] = Int64(followed)
    self[.liveDomains] = Int64(live)
    if live > 0 { self[.followedShare] = Int64(followed * 1_000 / live) }
    self[.links] = sum(.links)
    self[.followedLinks] = sum(.followedLinks)
    self[.lostLinks] = sum(.lostLinks)
  }
}
