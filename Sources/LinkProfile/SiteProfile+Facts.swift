import ByteKeys
import CalendarTime
import HostLists
import LinkModel
import WebAddress

extension SiteProfile {
  /// The facts of all referring domains, in the order of their names; call it when ``settle()`` was.
  ///
  /// - Parameters:
  ///   - isProtected: Whether a domain is protected.
  ///   - sitesLinked: How many audited sites a domain links to, by its number in the host table.
  /// - Returns: One a referring domain.
  package func finishedFacts(
    isProtected: (DomainStanding) -> Bool, sitesLinked: (Int) -> Int
  ) -> [DomainFacts] {
    let context = context(isProtected: isProtected)
    return context.byName.map { domain in
      facts(of: domain, in: context, sitesLinked: sitesLinked(domainNumbers[domain]))
    }
  }

  /// The facts of one referring domain.
  ///
  /// - Parameters:
  ///   - domain: The domain.
  ///   - context: What ``context(isProtected:)`` gave.
  ///   - sitesLinked: How many audited sites it links to.
  /// - Returns: The facts.
  package func facts(
    of domain: DomainIndex, in context: DomainContext, sitesLinked: Int
  ) -> DomainFacts {
    facts(of: domain, tallies.span[domain], context, sitesLinked: sitesLinked)
  }

  private func facts(
    of domain: DomainIndex, _ tally: borrowing DomainTally, _ shared: DomainContext,
    sitesLinked: Int
  ) -> DomainFacts {
    let hostCounts = shared.hosts(of: domain).map { host in
      (host: linkingHosts.keys[host], isBad: hostRows[host].bad > 0)
    }
    typealias Flag = DomainTally.Flag
    let flags = tally.linkFlags
    let name = hosts.domainName(domainNumbers[domain])
    func isLive(_ flags: UInt32) -> Bool { flags & Flag.live != 0 }
    func isFollowed(_ flags: UInt32) -> Bool { isLive(flags) && flags & Flag.nofollow == 0 }
    let links = flags.count { _ in true }
    let live = flags.count(where: isLive)
    let followed = flags.count(where: isFollowed)
    let bad = flags.count { $0 & Flag.isBad != 0 }
    let cleanLive = flags.count { isLive($0) && $0 & Flag.isBad == 0 }
    let saysRel = flags.count { $0 & Flag.saysRel != 0 }
    let allLinks = max(links, mostCounted(in: domain))
    let deadTargets = flags.count {
      $0 & Flag.targetDead != 0 && $0 & Flag.targetAlive == 0
    }
    // Every target is known, logs never saw one of them there, and no exporter did.
    let areTargetsMissing =
      tally.targets.count > 0 && !tally.hasUnknownTarget
      && tally.targets.isSubset(of: missingTargets)
      && flags.count { $0 & Flag.targetAlive != 0 } == 0
    let top = tally.topAnchor(anchorTexts, names: shared.anchors.names)
    let topAnchor = top.map { anchorTexts.text($0.anchor) }
    let titles = shared.titles.sharing(of: tally.titles)
    let templates = shared.templates.sharing(of: tally.templates)
    let authority = Int64(max(tally.domainScore, tally.pageScore))

    var numbers = [Int64?](repeating: nil, count: DomainFact.allCases.count)
    func set(_ fact: DomainFact, _ value: Int64?) { numbers[Int(fact.rawValue)] = value }
    func known(_ value: Int64) -> Int64? { value < 0 ? nil : value }
    set(.hosts, Int64(hostCounts.count))
    set(.links, Int64(allLinks))
    set(.sourcePages, Int64(tally.pageCount))
    set(.targetPages, Int64(tally.targets.count))
    set(.followedLinks, Int64(followed))
    set(.nofollowLinks, Int64(flags.count { $0 & Flag.nofollow != 0 }))
    set(.liveLinks, Int64(live))
    set(.lostLinks, Int64(links - live))
    let kinds = anchorKinds(flags, tally, shared.anchors)
    let withAnchor = kinds.reduce(0, +)
    if withAnchor > 0 {
      func share(_ kind: AnchorKind) -> Int { kinds[Int(kind.rawValue)] * 1_000 / withAnchor }
      set(.anchors, Int64(manyAnchors[domain]?.count ?? top?.distinct ?? 0))
      set(.topAnchorShare, top.map { Int64($0.count) * 1_000 / max(1, Int64(tally.anchorRows)) })
      set(.topAnchorKind, top.map { Int64($0.kind.rawValue) })
      for (fact, kinds) in DomainTally.shares {
        set(fact, Int64(kinds.reduce(0) { $0 + share($1) }))
      }
    }
    set(.externalLinks, tally.externalLinks.median)
    set(.internalLinks, tally.internalLinks.median)
    set(.pageScore, known(Int64(tally.pageScore)))
    set(.domainScore, known(Int64(tally.domainScore)))
    set(.domainTraffic, known(tally.domainTraffic))
    set(.spamScore, known(Int64(tally.spamScore)))
    let placed = Int64(tally.edgeRows) + Int64(tally.contentRows)
    if placed > 0 {
      set(.footerShare, Int64(tally.edgeRows) * 1_000 / placed)
      set(.contentShare, Int64(tally.contentRows) * 1_000 / placed)
    }
    set(.sameTitleDomains, Int64(titles.owners))
    set(.sameTemplateDomains, Int64(templates.owners))
    set(.sameAnchorDomains, Int64(shared.anchors.owners(tally.anchorCounts)))
    set(.sameIP24Domains, Int64(shared.addresses.sharing(of: ownAddresses(domain)).owners))
    set(.nameFamilyDomains, Int64(shared.names.size(of: owner(domain))))
    set(.burstDomains, arrival(domain).map { Int64(bursts.owners(with: $0)) })
    set(.networkHasProtected, titles.hasProtected || templates.hasProtected ? 1 : 0)
    let first = tally.firstSeen == .max ? nil : Moment(rawValue: tally.firstSeen)
    let last = tally.lastSeen == .min ? nil : Moment(rawValue: tally.lastSeen)
    set(.firstSeen, first?.rawValue)
    set(.lastSeen, last?.rawValue)
    set(.visits, tally.visits)
    set(.sitesLinked, Int64(sitesLinked))
    set(.brandLikeness, Int64(shared.likenesses[domain].rawValue))

    return DomainFacts(
      number: domainNumbers[domain], name: name, lists: hosts.domain(domainNumbers[domain]).lists,
      links: allLinks, sourcePages: tally.pageCount,
      followedLinks: followed, liveLinks: live, cleanLiveLinks: cleanLive, badLinks: bad,
      decisiveLinks: flags.count { isFollowed($0) && $0 & Flag.isDecisive != 0 },
      decisiveLiveLinks: flags.count { isLive($0) && $0 & Flag.isDecisive != 0 },
      coveredPages: shared.covered[domain] ?? [],
      topAnchor: topAnchor, targetPages: tally.targets.count, firstSeen: first, lastSeen: last,
      visits: tally.visits,
      value: tally.value(rank: shared.rank(of: domain) ?? 500, live: live, followed: followed),
      isRelUnknown: saysRel == 0,
      areTargetsDead: links > 0 && (deadTargets == links || areTargetsMissing),
      badHosts: hostCounts.filter(\.isBad).map(\.host), linkingHosts: hostCounts.map(\.host),
      authority: known(authority), traffic: known(tally.domainTraffic),
      isUGC: tally.marks & DomainTally.Mark.ugc != 0,
      isSponsored: tally.marks & DomainTally.Mark.sponsored != 0,
      placement: tally.placement, languages: tally.languageNames,
      example: tally.example, anchorKinds: withAnchor > 0 ? kinds : [], numbers: numbers)
  }
}

extension DomainTally {
  /// Which kinds of anchor each share counts.
  static let shares: [(DomainFact, [AnchorKind])] = [
    (.brandAnchorShare, [.brand]), (.urlAnchorShare, [.url]), (.titleAnchorShare, [.title]),
    (.genericAnchorShare, [.generic]), (.imageAnchorShare, [.image, .empty]),
  ]

  /// What is known of the anchors of a domain.
  struct TopAnchor {
    /// The number of its text.
    let anchor: Int
    let kind: AnchorKind
    /// How many rows have it.
    let count: Int
    /// How many distinct anchors are kept.
    let distinct: Int
  }

  /// The commonest anchor among those kept, of equally common ones the first by bytes; and what it says
  /// on most of its rows, of equally frequent kinds the first.
  func topAnchor(_ texts: borrowing ByteInterner, names: Set<Int>) -> TopAnchor? {
    func kind(_ entry: HashCounts.Entry) -> AnchorKind {
      names.contains(entry.anchor) && entry.kind == .other ? .brand : entry.kind ?? .other
    }
    // Most domains have one anchor.
    if anchorCounts.count == 1, let only = anchorCounts.first {
      return TopAnchor(anchor: only.anchor, kind: kind(only), count: only.count, distinct: 1)
    }
    let entries = anchorCounts.sorted { $0.anchor < $1.anchor }
    var best: (anchor: Int, rows: Range<Int>, count: Int)?
    var distinct = 0
    var start = 0
    while start < entries.count {
      let anchor = entries[start].anchor
      var end = start
      var count = 0
      while end < entries.count, entries[end].anchor == anchor {
        count += entries[end].count
        end += 1
      }
      let isBetter = best.map { best in
        count != best.count ? count > best.count : texts.precedes(anchor, best.anchor)
      }
      if isBetter ?? true { best = (anchor, start..<end, count) }
      distinct += 1
      start = end
    }
    return best.map { best in
      var counts = [Int](repeating: 0, count: AnchorKind.allCases.count)
      for entry in entries[best.rows] { counts[Int(kind(entry).rawValue)] += entry.count }
      let most = counts.max()
      let kind = AnchorKind.allCases.first { counts[Int($0.rawValue)] == most }
      return TopAnchor(
        anchor: best.anchor, kind: kind ?? .other, count: best.count, distinct: distinct)
    }
  }

  /// Authority rank × followed × live × placement × visits, in thousandths (design of link value).
  func value(rank: Int64, live: Int, followed: Int) -> Int64 {
    guard live > 0 else { return 0 }
    let rel: Int64 = followed > 0 ? 1_000 : 200
    let placed = Int(edgeRows) + Int(contentRows)
    let place: Int64 =
      placed == 0 ? 800 : (Int64(contentRows) * 1_000 + Int64(edgeRows) * 300) / Int64(placed)
    // 1 + log2(1 + visits), whole steps.
    let visitFactor = Int64(64 - UInt64(1 + max(0, visits)).leadingZeroBitCount)
    return rank * rel / 1_000 * place / 1_000 * visitFactor
  }
}
