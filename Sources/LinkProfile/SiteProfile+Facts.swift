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
    guard let anchors = sharedAnchors else { preconditionFailure("a profile is settled first") }
    let protected = tallies.indices.map { isProtected(standing($0)) }
    func networks(_ entries: (borrowing DomainTally) -> [HashCounts.Entry]) -> Networks {
      Networks(
        tallies.indices.map { ($0, entries(tallies.span[$0]).map(\.hash)) },
        owner: { owner($0) }, isProtected: { protected[$0] })
    }
    let shared = SharedFootprints(
      titles: networks { $0.titles.entries }, templates: networks { $0.templates.entries },
      anchors: anchors, addresses: networks { ownAddresses($0) },
      names: nameFamilies(without: protected))
    var hostsOf: [[(host: Int, rows: Int, bad: Int)]] = Array(repeating: [], count: tallies.count)
    // A row about a whole domain names no host that holds a link, unless nothing else does.
    for (host, count) in zip(linkingHosts.keys, hostRows) {
      guard let domain = index(ofDomain: hosts.host(host).domain),
        count.rows > 0 || tallies[domain].pages.count == 0
      else { continue }
      hostsOf[domain].append((host, count.rows, count.bad))
    }
    var covered: [[(rule: Int, pages: Int)]] = Array(repeating: [], count: tallies.count)
    for (key, pages) in firedPages {
      covered[Int(key >> 24)].append((Int(key & 0xFF_FFFF), pages.count))
    }
    let ranks = authorityRanks()
    return tallies.indices
      .map { domain in
        facts(
          of: domain, tallies.span[domain], hosts: byName(hostsOf[domain]),
          covered: covered[domain].sorted { $0.rule < $1.rule }, shared: shared,
          rank: ranks[domain], sitesLinked: sitesLinked(domainNumbers[domain]))
      }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Hosts in the order of their names: their numbers depend on the order of the inputs.
  private func byName(
    _ counts: [(host: Int, rows: Int, bad: Int)]
  ) -> [(host: Int, rows: Int, bad: Int)] {
    guard counts.count > 1 else { return counts }
    return counts.sorted { hosts.hostName($0.host) < hosts.hostName($1.host) }
  }

  struct SharedFootprints {
    let titles, templates: Networks
    let anchors: SharedAnchors
    let addresses: Networks
    let names: NameFamilies
  }

  private func facts(
    of domain: Int, _ tally: borrowing DomainTally,
    hosts hostCounts: [(host: Int, rows: Int, bad: Int)],
    covered: [(rule: Int, pages: Int)],
    shared: SharedFootprints, rank: Int64?, sitesLinked: Int
  ) -> DomainFacts {
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
    let titles = shared.titles.sharing(of: tally.titles.entries)
    let templates = shared.templates.sharing(of: tally.templates.entries)
    let authority = max(tally.domainScore, tally.pageScore)

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
      set(.anchors, Int64(tally.anchors.count))
      set(.topAnchorShare, top.map { Int64($0.count) * 1_000 / max(1, $0.total) })
      set(.topAnchorKind, top.map { Int64($0.kind.rawValue) })
      for (fact, kinds) in DomainTally.shares {
        set(fact, Int64(kinds.reduce(0) { $0 + share($1) }))
      }
    }
    set(.externalLinks, tally.externalLinks.median)
    set(.internalLinks, tally.internalLinks.median)
    set(.pageScore, known(tally.pageScore))
    set(.domainScore, known(tally.domainScore))
    set(.domainTraffic, known(tally.domainTraffic))
    set(.spamScore, known(tally.spamScore))
    let placed = Int64(tally.edgeRows + tally.contentRows)
    if placed > 0 {
      set(.footerShare, Int64(tally.edgeRows) * 1_000 / placed)
      set(.contentShare, Int64(tally.contentRows) * 1_000 / placed)
    }
    set(.sameTitleDomains, Int64(titles.owners))
    set(.sameTemplateDomains, Int64(templates.owners))
    set(.sameAnchorDomains, Int64(shared.anchors.owners(tally.anchorCounts)))
    set(.sameIP24Domains, Int64(shared.addresses.sharing(of: ownAddresses(tally)).owners))
    set(.nameFamilyDomains, Int64(shared.names.size(of: owner(domain))))
    set(.burstDomains, arrival(domain).map { Int64(bursts.owners(with: $0)) })
    set(.networkHasProtected, titles.hasProtected || templates.hasProtected ? 1 : 0)
    let first = tally.firstSeen == .max ? nil : Moment(rawValue: tally.firstSeen)
    let last = tally.lastSeen == .min ? nil : Moment(rawValue: tally.lastSeen)
    set(.firstSeen, first?.rawValue)
    set(.lastSeen, last?.rawValue)
    set(.visits, tally.visits)
    set(.sitesLinked, Int64(sitesLinked))
    set(.brandLikeness, Int64(names.likeness(of: name).rawValue))

    var texts: [DomainFact: String] = [.name: name]
    texts[.tld] = String(
      name[
        (name.utf8.lastIndex(of: UInt8(ascii: ".")).map(name.utf8.index(after:)) ?? name.startIndex)...
      ])
    texts[.topAnchor] = top?.text
    texts[.examplePath] = tally.example.flatMap { SiteProfile.path(of: $0.sourceURL) }
    func text(_ part: KeyPath<DomainTally.Example, [UInt8]>) -> String {
      tally.example.map { String(decoding: $0[keyPath: part], as: UTF8.self) } ?? ""
    }
    return DomainFacts(
      number: domainNumbers[domain], name: name, lists: hosts.domain(domainNumbers[domain]).lists,
      links: allLinks, sourcePages: tally.pageCount,
      followedLinks: followed, liveLinks: live, cleanLiveLinks: cleanLive, badLinks: bad,
      decisiveLinks: flags.count { isFollowed($0) && $0 & Flag.isDecisive != 0 },
      decisiveLiveLinks: flags.count { isLive($0) && $0 & Flag.isDecisive != 0 },
      coveredPages: covered,
      topAnchor: top?.text, targetPages: tally.targets.count, firstSeen: first, lastSeen: last,
      visits: tally.visits,
      value: tally.value(rank: rank ?? 500, live: live, followed: followed),
      isRelUnknown: saysRel == 0,
      areTargetsDead: links > 0 && (deadTargets == links || areTargetsMissing),
      badHosts: hostCounts.filter { $0.bad > 0 }.map(\.host), linkingHosts: hostCounts.map(\.host),
      authority: known(authority), traffic: known(tally.domainTraffic),
      isUGC: tally.marks & DomainTally.Mark.ugc != 0,
      isSponsored: tally.marks & DomainTally.Mark.sponsored != 0,
      placement: tally.placement, languages: tally.languageNames,
      exampleSource: text(\.sourceURL), exampleTarget: text(\.targetURL),
      exampleAnchor: text(\.anchor), exampleTitle: text(\.title),
      anchorKinds: withAnchor > 0 ? kinds : [], numbers: numbers, texts: texts)
  }

  /// Path and query of an address, nil when it is no web address or only a domain.
  private static func path(of address: [UInt8]) -> String? {
    guard let parts = try? URLParts(scanning: address.span) else { return nil }
    return String(decoding: address[parts.pathAndQuery], as: UTF8.self)
  }

  /// The share of a tool's domains with a lower authority, in thousandths: no authority, no rank.
  private func authorityRanks() -> [Int64?] {
    var ranks = [Int64?](repeating: nil, count: tallies.count)
    for scores in authorities {
      let sorted = scores.enumerated().filter { $0.element >= 0 }
        .map { (domain: $0.offset, score: $0.element) }.sorted { $0.score < $1.score }
      var start = 0
      while start < sorted.count {
        var end = start
        while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
        let rank = Int64(start * 1_000 / sorted.count)
        for entry in sorted[start..<end] {
          ranks[entry.domain] = max(ranks[entry.domain] ?? 0, rank)
        }
        start = end
      }
    }
    return ranks
  }
}

extension DomainTally {
  /// Which kinds of anchor each share counts.
  static let shares: [(DomainFact, [AnchorKind])] = [
    (.brandAnchorShare, [.brand]), (.urlAnchorShare, [.url]), (.titleAnchorShare, [.title]),
    (.genericAnchorShare, [.generic]), (.imageAnchorShare, [.image, .empty]),
  ]

  /// The commonest anchor among those kept, of equally common ones the first by bytes; and what it says
  /// on most of its rows, of equally frequent kinds the first.
  func topAnchor(
    _ texts: borrowing ByteInterner, names: Set<Int>
  ) -> (text: String, kind: AnchorKind, count: Int, total: Int64)? {
    var rows: [Int: [Int]] = [:]
    for entry in anchorCounts.entries {
      let kind = names.contains(entry.anchor) && entry.kind == .other ? .brand : entry.kind
      rows[entry.anchor, default: Array(repeating: 0, count: AnchorKind.allCases.count)][
        Int((kind ?? .other).rawValue)] += entry.count
    }
    let most = rows.values.map { $0.reduce(0, +) }.max() ?? 0
    var best: (text: String, kind: AnchorKind)?
    for (number, counts) in rows where counts.reduce(0, +) == most {
      let text = texts.text(number)
      if best.map({ text.utf8.lexicographicallyPrecedes($0.text.utf8) }) ?? true {
        let kind = AnchorKind.allCases.first { counts[Int($0.rawValue)] == counts.max() }
        best = (text, kind ?? .other)
      }
    }
    return best.map { ($0.text, $0.kind, most, Int64(anchorRows)) }
  }

  /// Authority rank × followed × live × placement × visits, in thousandths (design of link value).
  func value(rank: Int64, live: Int, followed: Int) -> Int64 {
    guard live > 0 else { return 0 }
    let rel: Int64 = followed > 0 ? 1_000 : 200
    let placed = edgeRows + contentRows
    let place: Int64 =
      placed == 0 ? 800 : (Int64(contentRows) * 1_000 + Int64(edgeRows) * 300) / Int64(placed)
    // 1 + log2(1 + visits), whole steps.
    let visitFactor = Int64(64 - UInt64(1 + max(0, visits)).leadingZeroBitCount)
    return rank * rel / 1_000 * place / 1_000 * visitFactor
  }
}
