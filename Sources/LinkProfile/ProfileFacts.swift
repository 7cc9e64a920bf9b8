package import LinkModel

/// What is known of one site as a whole: its settings, and sums over its referring domains.
package struct ProfileFacts: Sendable {
  private var numbers = [Int64?](repeating: nil, count: ProfileFact.allCases.count)
  private var lists: [ProfileFact: [String]] = [:]

  /// Nothing is known.
  package init() {}

  /// The settings of a site.
  package init(brands: [String], topics: [String], policy: Policy) {
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
  /// Adds the site's host and what the finished facts of all its referring domains come to.
  package mutating func add(site: String, _ domains: [DomainFacts]) {
    self[texts: .site] = [site]
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
    let lookalikes = domains.filter {
      $0.number(.brandLikeness) == Int64(NameLikeness.letters.rawValue)
    }
    self[.lookalikeDomains] = Int64(lookalikes.count)
    self[texts: .lookalikeExample] = lookalikes.first.map { [$0.name] }
    addAnchorShares(domains)
  }

  /// The shares of the kinds of anchors: each domain counts once, its kinds by their shares of its links.
  private mutating func addAnchorShares(_ domains: [DomainFacts]) {
    var sums = [Int64](repeating: 0, count: AnchorKind.allCases.count)
    var count: Int64 = 0
    for domain in domains where !domain.anchorKinds.isEmpty {
      let links = domain.anchorKinds.reduce(0, +)
      count += 1
      for kind in sums.indices {
        sums[kind] += Int64(domain.anchorKinds[kind]) * 1_000_000 / Int64(links)
      }
    }
    guard count > 0 else { return }
    for kind in AnchorKind.allCases {
      self[ProfileFacts.share(of: kind)] = sums[Int(kind.rawValue)] / count / 1_000
    }
  }

  private static func share(of kind: AnchorKind) -> ProfileFact {
    switch kind {
    case .brand: .brandAnchorShare
    case .url: .urlAnchorShare
    case .title: .titleAnchorShare
    case .exact: .exactAnchorShare
    case .partial: .partialAnchorShare
    case .generic: .genericAnchorShare
    case .image: .imageAnchorShare
    case .empty: .emptyAnchorShare
    case .other: .otherAnchorShare
    }
  }
}
