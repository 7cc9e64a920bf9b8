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
  package mutating func add(site: String, _ sums: ProfileSums) {
    self[texts: .site] = [site]
    sums.set(&self)
  }
}

/// What the finished facts of all referring domains of a site come to.
package struct ProfileSums {
  private var domains: Int64 = 0
  private var followedDomains: Int64 = 0
  private var liveDomains: Int64 = 0
  private var links: Int64 = 0
  private var followedLinks: Int64 = 0
  private var lostLinks: Int64 = 0
  private var lookalikes: Int64 = 0
  private var firstLookalike: String?
  /// How many domains have known anchors, and the sums of their shares of each kind, in millionths: each
  /// domain counts once.
  private var anchoredDomains: Int64 = 0
  private var anchorShares = [Int64](repeating: 0, count: AnchorKind.allCases.count)

  /// The sums of these domains, in the order of their names.
  package init(_ domains: [DomainFacts] = []) {
    for domain in domains { add(domain) }
  }

  /// Adds a domain; they come in the order of their names.
  package mutating func add(_ domain: DomainFacts) {
    domains += 1
    followedDomains += domain.followedLinks > 0 ? 1 : 0
    liveDomains += domain.liveLinks > 0 ? 1 : 0
    links += domain.number(.links) ?? 0
    followedLinks += domain.number(.followedLinks) ?? 0
    lostLinks += domain.number(.lostLinks) ?? 0
    if domain.number(.brandLikeness) == Int64(NameLikeness.letters.rawValue) {
      lookalikes += 1
      firstLookalike = firstLookalike ?? domain.name
    }
    guard !domain.anchorKinds.isEmpty else { return }
    anchoredDomains += 1
    let anchored = domain.anchorKinds.reduce(0, +)
    for kind in anchorShares.indices {
      anchorShares[kind] += Int64(domain.anchorKinds[kind]) * 1_000_000 / Int64(anchored)
    }
  }

  /// Sets the facts of the site that these sums are.
  func set(_ facts: inout ProfileFacts) {
    facts[.referringDomains] = domains
    facts[.followedDomains] = followedDomains
    facts[.liveDomains] = liveDomains
    if liveDomains > 0 { facts[.followedShare] = followedDomains * 1_000 / liveDomains }
    facts[.links] = links
    facts[.followedLinks] = followedLinks
    facts[.lostLinks] = lostLinks
    facts[.lookalikeDomains] = lookalikes
    facts[texts: .lookalikeExample] = firstLookalike.map { [$0] }
    guard anchoredDomains > 0 else { return }
    for kind in AnchorKind.allCases {
      facts[ProfileSums.share(of: kind)] =
        anchorShares[Int(kind.rawValue)] / anchoredDomains / 1_000
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
