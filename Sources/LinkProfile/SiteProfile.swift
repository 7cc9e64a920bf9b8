import ByteKeys
import CalendarTime
package import HostLists
package import LinkModel
import WebAddress

/// The facts of one site: of each referring domain, from every input.
///
/// Memory grows with referring domains, and with at most some thousand pages of each, never with rows.
package struct SiteProfile: ~Copyable {
  /// The number of a referring domain in this profile, from 0.
  package typealias DomainIndex = Int

  /// What happened on one row.
  package struct Intake: Sendable {
    package let domain: DomainIndex
    /// The number of the source's host.
    package let sourceHost: Int
    /// The source page, as a hash that does not know the exporter.
    package let page: UInt64
    /// The row names a page, not only a domain.
    package let namesPage: Bool
    /// The link: page, target and anchor.
    package let link: UInt64
    package let anchorKind: AnchorKind
    package let isFollowed: Bool
    package let isLive: Bool
  }

  /// The site, as the user or the data named it.
  package let site: String
  /// All hosts, shared with the readers.
  package let hosts: HostTable
  private let slots: ProfileSlots
  private let hasher = KeyedHash()
  let vocabulary: SiteVocabulary
  let names: SiteNames
  private var classifier: AnchorClassifier
  private(set) var ownTargets: OwnTargets
  /// The domains here, by their numbers in the host table.
  private var domains = NumberMap()
  private(set) var tallies: [DomainTally] = []
  /// The networks of 256 addresses that each domain answers from; shorter than ``tallies``, or empty, when
  /// exporters say nothing of the last ones.
  private(set) var addresses: [HashCounts] = []
  /// The anchors of domains that have more than their tally counts.
  private(set) var manyAnchors: [DomainIndex: DistinctSet] = [:]
  private(set) var anchorTexts = ByteInterner()
  /// The hosts that hold links, by their numbers in the host table.
  private(set) var linkingHosts = NumberMap()
  /// How many rows each of them has, and how many of these are bad.
  private(set) var hostRows: [(rows: UInt32, bad: UInt32)] = []
  /// The highest authority of each domain, by exporter; -1: none.
  private(set) var authorities: [[Int64]] = []
  /// The links behind rows that stand for several, without the first, by (domain, tool).
  private(set) var grouped: [UInt64: CountedSet] = [:]
  /// What exporters list that have no flag of their own, by (domain, group).
  private(set) var laterTools: [UInt64: LaterTools] = [:]
  /// One more than the highest number of an exporter.
  private(set) var toolCount = 0
  /// The pages on which a link rule fired, by (domain, rule).
  private(set) var firedPages: [UInt64: DistinctSet] = [:]
  /// What anchors of several owners say, when reading has ended.
  private(set) var sharedAnchors: SharedAnchors?
  /// Bursts of new domains, when reading has ended.
  private(set) var bursts = Bursts([])
  /// The oldest link of each exporter, as a moment's raw value.
  private(set) var oldestByTool: [Int64] = []
  /// The oldest visit of the logs.
  private(set) var oldestVisit = Int64.max
  private var pattern: [UInt8] = []
  /// Pages of the site that logs only ever saw missing, as ``DistinctSet`` keeps them.
  private(set) var missingTargets: Set<UInt32> = []
  /// The newest day in the data.
  package private(set) var newestDay = Int64.min
  /// The oldest day in the data.
  package private(set) var oldestDay = Int64.max

  /// A profile without rows.
  ///
  /// - Parameters:
  ///   - site: The site's host.
  ///   - hosts: Where all hosts are numbered.
  ///   - layout: The layout of the batches that will come.
  ///   - brands: Names of the site beside its host's label.
  ///   - keywords: What the site wants to be found for.
  ///   - own: Further hosts of the user.
  ///   - vocabulary: Words and networks.
  package init(
    site: String, hosts: HostTable, layout: RecordLayout, brands: [String] = [],
    keywords: [String] = [], own: [String] = [], vocabulary: SiteVocabulary
  ) {
    self.site = site
    self.hosts = hosts
    slots = ProfileSlots(layout)
    let host = Array(site.utf8)
    let found = hosts.suffixes.registrable(host.span)
    let domain = String(decoding: host[(found?.start ?? 0)...], as: UTF8.self)
    self.vocabulary = vocabulary
    let names = brands + [String(domain.prefix { $0 != "." })]
    self.names = SiteNames(names)
    classifier = AnchorClassifier(
      brands: names, keywords: keywords,
      genericAnchors: vocabulary.genericAnchors, commercialWords: vocabulary.commercialWords)
    ownTargets = OwnTargets(own: own + [domain], vocabulary)
  }

  /// How many referring domains there are.
  package var domainCount: Int { tallies.count }

  /// The number here of a referring domain of the host table, or nil.
  package func index(ofDomain number: Int) -> DomainIndex? { domains.number(of: number) }

  /// The number in the host table of a domain here.
  package func domainNumber(_ domain: DomainIndex) -> Int { domains.keys[domain] }

  /// The number in the host table of each domain here.
  package var domainNumbers: [Int] { domains.keys }

  /// Takes a row in.
  ///
  /// - Parameters:
  ///   - batch: The rows.
  ///   - row: The number of the row.
  ///   - tool: A number for the exporter, below 65,536, from 0 without gaps.
  /// - Returns: What the row says, for the rules and for notes on it.
  package mutating func add(
    _ batch: RecordBatch, row: Int, tool: Int
  ) -> Intake {
    let bytes = batch.bytes.span
    guard let sourceHost = batch[hosts: row].source, let number = batch[hosts: row].sourceDomain
    else { preconditionFailure("a row without a source was not rejected") }
    let domain = index(addingDomain: number)

    let path = batch.text(row, slot: slots.sourcePath) ?? 0..<0
    let pathHash = path.count <= 1 ? 1 : hasher.hash(bytes.extracting(path))
    // Not the number of the host: which pages are a sample must not depend on the order of the inputs.
    let hostName = batch.text(row, slot: slots.sourceHost) ?? 0..<0
    let page = hasher.combine(hasher.hash(bytes.extracting(hostName)), pathHash)
    let targetPath = batch.text(row, slot: slots.targetPath) ?? 0..<0
    let targetHost = batch.text(row, slot: slots.targetHost) ?? 0..<0
    let target =
      targetHost.isEmpty
      ? 0 : hash(targetHost: bytes.extracting(targetHost), path: bytes.extracting(targetPath))
    let anchor = batch.text(row, slot: slots.anchor)
    var anchorHash: UInt64 = 0
    if let anchor {
      classifier.read(bytes.extracting(anchor))
      anchorHash = SiteProfile.anchorHash(classifier.anchor.span, hasher)
    }
    let link = hasher.combine(hasher.combine(page, target), anchorHash)
    if targetPath.count > 1, let url = batch.text(row, slot: slots.targetURL) {
      ownTargets.take(
        path: bytes.extracting(targetPath), url: bytes.extracting(url), target: target, link: link)
    }
    let namesPage = batch.text(row, slot: slots.sourceURL) != nil

    let types = LinkTypes(
      rawValue: UInt16(truncatingIfNeeded: batch.number(row, slot: slots.linkTypes) ?? 0))
    var kind = AnchorKind.other
    if anchor != nil {
      let isImage = types.contains(.image)
      kind = classifier.kind(
        key: hasher.combine(anchorHash &+ (isImage ? 2 : 0), target),
        isImage: isImage, targetHost: bytes.extracting(targetHost),
        targetPath: bytes.extracting(targetPath))
    }

    let isNofollow = [slots.nofollow, slots.ugc, slots.sponsored].contains {
      batch.number(row, slot: $0) == 1
    }
    let isLost = batch.number(row, slot: slots.status) == Int64(LinkStatus.lost.rawValue)
    var flags = DomainTally.Flag.tool(tool)
    flags |= isLost ? DomainTally.Flag.lost : DomainTally.Flag.live
    if isNofollow { flags |= DomainTally.Flag.nofollow }
    if batch.number(row, slot: slots.nofollow) != nil { flags |= DomainTally.Flag.saysRel }
    if let status = batch.number(row, slot: slots.targetHTTP), status > 0 {
      let isDead = status == 404 || status == 410
      flags |= isDead ? DomainTally.Flag.targetDead : DomainTally.Flag.targetAlive
    }

    if anchor != nil {
      flags |= DomainTally.Flag.kind(kind)
      if target != 0 { flags |= DomainTally.Flag.isWhole }
    }
    tallies[domain].take(
      batch, row, slots, flags: flags, page: page, link: link, target: target, hasher, &pattern)
    if namesPage, let count = batch.number(row, slot: slots.linkCount), count > 1 {
      grouped[SiteProfile.key(domain, tool), default: CountedSet()].note(link, count - 1)
    }
    toolCount = max(toolCount, tool + 1)
    if let (group, flag) = LaterTools.place(ofTool: tool) {
      laterTools[SiteProfile.key(domain, group), default: LaterTools()]
        .note(flag, page: namesPage ? page : nil, link: link)
    }
    if anchor != nil, !classifier.anchor.isEmpty {
      tallies[domain].anchorRows += 1
      noteAnchor(anchorHash, of: domain)
      // One anchor may be a headline of one target and just words to another.
      let kindHash = hasher.combine(anchorHash, UInt64(kind.rawValue) &+ 1)
      tallies[domain].anchorCounts.add(kindHash, limit: DomainTally.anchorLimit) {
        let text = classifier.anchor
        return HashCounts.Entry.tag(anchor: anchorTexts.intern(text.span), kind)
      }
    }
    if let text = batch.text(row, slot: slots.ip),
      let address = AddressRanges.address(bytes.extracting(text))
    {
      noteAddress(address, of: domain)
    }
    let linkingHost = linkingHosts.add(sourceHost)
    if linkingHost == hostRows.count { hostRows.append((0, 0)) }
    hostRows[linkingHost].rows += namesPage ? 1 : 0
    if let score = batch.number(row, slot: slots.domainScore)
      ?? batch.number(row, slot: slots.pageScore)
    {
      noteAuthority(score, of: domain, tool: tool)
    }
    if let first = batch.number(row, slot: slots.firstSeen) {
      while oldestByTool.count <= tool { oldestByTool.append(.max) }
      oldestByTool[tool] = min(oldestByTool[tool], first)
    }
    for moment in [
      batch.number(row, slot: slots.firstSeen), batch.number(row, slot: slots.lastSeen),
    ] {
      guard let moment else { continue }
      newestDay = max(newestDay, moment)
      oldestDay = min(oldestDay, moment)
    }
    return Intake(
      domain: domain, sourceHost: sourceHost, page: page, namesPage: namesPage, link: link,
      anchorKind: kind,
      isFollowed: !isNofollow,
      isLive: !isLost)
  }

  private func hash(targetHost: Span<UInt8>, path: Span<UInt8>) -> UInt64 {
    hasher.combine(hasher.hash(targetHost), path.count <= 1 ? 1 : hasher.hash(path))
  }

  /// Notes a page of the site that was never there, by its canonical host, path and query.
  package mutating func noteMissing(targetHost: Span<UInt8>, path: Span<UInt8>) {
    missingTargets.insert(DistinctSet.member(hash(targetHost: targetHost, path: path)))
  }

  /// Whether a page of the site was noted as never there.
  package func isMissing(targetHost: Span<UInt8>, path: Span<UInt8>) -> Bool {
    !missingTargets.isEmpty
      && missingTargets.contains(DistinctSet.member(hash(targetHost: targetHost, path: path)))
  }

  /// A key of a domain and the number of an exporter or a group of them.
  static func key(_ domain: DomainIndex, _ tool: Int) -> UInt64 {
    UInt64(domain) << 16 | UInt64(tool)
  }

  /// Notes that a link rule fired on a row.
  package mutating func noteFinding(rule: Int, on intake: Intake) {
    firedPages[UInt64(intake.domain) << 24 | UInt64(rule), default: DistinctSet()]
      .insert(intake.page)
  }

  /// Notes that a row holds evidence against its link; once a row.
  package mutating func noteBad(_ intake: Intake, isDecisive: Bool) {
    let flags = DomainTally.Flag.isBad | (isDecisive ? DomainTally.Flag.isDecisive : 0)
    if intake.namesPage {
      tallies[intake.domain].pages.insert(intake.page, flags: flags)
      tallies[intake.domain].links.insert(intake.link, flags: flags)
    } else {
      tallies[intake.domain].reported |= flags
    }
    if let host = linkingHosts.number(of: intake.sourceHost) { hostRows[host].bad += 1 }
  }

  /// Prepares for the facts, when reading has ended.
  package mutating func settle() {
    bursts = Bursts(tallies.indices.compactMap { arrival($0) })
    sharedAnchors = SharedAnchors(
      tallies, anchorTexts, vocabulary, owner: { self.hosts.domain(self.domainNumbers[$0]).owner })
  }

  /// The owner of a domain: who registered it, or the platform that it is on.
  func owner(_ domain: DomainIndex) -> Int { hosts.domain(domainNumbers[domain]).owner }

  /// Adds visits from a log to a referring domain that an export knows.
  ///
  /// - Parameters:
  ///   - visits: How many.
  ///   - number: The referring domain.
  ///   - first: When the first came, as a moment's raw value: the link was there.
  ///   - last: When the last came.
  package mutating func addVisits(
    _ visits: Int64, fromDomain number: Int, first: Int64? = nil, last: Int64? = nil
  ) {
    guard let index = index(ofDomain: number) else { return }
    tallies[index].visits += visits
    if let first {
      tallies[index].firstSeen = min(tallies[index].firstSeen, first)
      oldestVisit = min(oldestVisit, first)
    }
    if let last {
      tallies[index].lastSeen = max(tallies[index].lastSeen, last)
      newestDay = max(newestDay, last)
    }
  }

  /// Counts an anchor that the tally of a domain may have no room for.
  private mutating func noteAnchor(_ hash: UInt64, of domain: DomainIndex) {
    guard tallies[domain].anchorCounts.count == DomainTally.anchorLimit else { return }
    if manyAnchors[domain] == nil {
      var anchors = DistinctSet()
      for entry in tallies[domain].anchorCounts {
        anchors.insert(SiteProfile.anchorHash(anchorTexts.bytes(entry.anchor), hasher))
      }
      manyAnchors[domain] = anchors
    }
    manyAnchors[domain]?.insert(hash)
  }

  private static func anchorHash(_ folded: Span<UInt8>, _ hasher: KeyedHash) -> UInt64 {
    hasher.hash(folded) | 1
  }

  /// The networks of 256 addresses that a domain answers from.
  func addresses(of domain: DomainIndex) -> HashCounts {
    domain < addresses.count ? addresses[domain] : HashCounts()
  }

  private mutating func noteAddress(_ address: UInt32, of domain: DomainIndex) {
    let missing = tallies.count - addresses.count
    if domain >= addresses.count {
      addresses.append(contentsOf: repeatElement(HashCounts(), count: missing))
    }
    addresses[domain].add(UInt64(address >> 8), limit: DomainTally.addressLimit)
  }

  private mutating func noteAuthority(_ score: Int64, of domain: DomainIndex, tool: Int) {
    while authorities.count <= tool { authorities.append([]) }
    let missing = tallies.count - authorities[tool].count
    if missing > 0 { authorities[tool].append(contentsOf: repeatElement(-1, count: missing)) }
    if score > authorities[tool][domain] { authorities[tool][domain] = score }
  }

  private mutating func index(addingDomain number: Int) -> DomainIndex {
    let index = domains.add(number)
    if index == tallies.count { tallies.append(DomainTally()) }
    return index
  }
}
