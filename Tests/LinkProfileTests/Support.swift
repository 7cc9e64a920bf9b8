import CalendarTime
import HostLists
import LinkModel
import WebAddress

@testable import LinkProfile

/// A link as the tests write it; nil is what the exporter did not say.
struct Row: Sendable {
  /// A page, or a domain alone.
  var from: String
  var to = "https://www.lantern.example/tea"
  var anchor: String? = "green tea"
  var title: String?
  var nofollow: Int64?
  var status: LinkStatus?
  var placement: Placement?
  var targetHTTP: Int64?
  var externalLinks: Int64?
  var domainScore: Int64?
  var firstSeen: String?
  var ip: String?
  var types: LinkTypes?
  var count: Int64?
  var tool = 0

  var namesPage: Bool { from.contains("/") }

  var backlink: Backlink {
    var link = Backlink()
    link[namesPage ? .sourceURL : .sourceDomain] = .text(from)
    if !to.isEmpty { link[.targetURL] = .text(to) }
    link[.linkTypes] = types.map { .number(Int64($0.rawValue)) }
    link[.linkCount] = count.map(FieldValue.number)
    link[.anchor] = anchor.map(FieldValue.text)
    link[.sourceTitle] = title.map(FieldValue.text)
    link[.nofollow] = nofollow.map(FieldValue.number)
    link[.status] = status.map { .number(Int64($0.rawValue)) }
    link[.placement] = placement.map { .number(Int64($0.rawValue)) }
    link[.targetHTTP] = targetHTTP.map(FieldValue.number)
    link[.externalLinks] = externalLinks.map(FieldValue.number)
    link[.domainScore] = domainScore.map(FieldValue.number)
    link[.ip] = ip.map(FieldValue.text)
    if let firstSeen {
      let bytes = Array(firstSeen.utf8)
      link[.firstSeen] = Moment(parsing: bytes.span).map { .number($0.rawValue) }
    }
    return link
  }
}

/// The profile of a shop, fed with rows in batches of a given size.
func profile(_ rows: [Row], batchSize: Int = .max) throws -> SiteProfile {
  let suffixes = Array("[icann]\nexample\ntest\n[platform]\nblogs.test\n".utf8)
  let hosts = HostTable(
    suffixes: try SuffixList.parse(suffixes.span), lists: HostLists([("known", ["good.test"])]))
  var profile = SiteProfile(
    site: "www.lantern.example", hosts: hosts, layout: .all, brands: ["Lantern House"],
    keywords: ["green lamps"], vocabulary: SiteVocabulary.test)
  let source = AddressColumns.source(of: .all)
  let target = AddressColumns.target(of: .all)
  var scratch: [UInt8] = []
  var start = 0
  while start < rows.count {
    let end = start + min(batchSize, rows.count - start)
    var batch = RecordBatch(layout: .all)
    for row in rows[start..<end] {
      row.backlink.append(to: &batch)
      let last = batch.count - 1
      let given = (row.namesPage ? source.url : source.domain) ?? 0
      _ = source.resolve(last, from: given, in: &batch, hosts, &scratch)
      if !row.to.isEmpty {
        _ = target.resolve(last, from: target.url ?? 0, in: &batch, hosts, &scratch)
      }
    }
    for row in 0..<batch.count {
      _ = profile.add(batch, row: row, tool: rows[start + row].tool)
    }
    start = end
  }
  profile.settle()
  return profile
}

extension SiteVocabulary {
  /// A few words of each list.
  static let test = SiteVocabulary(
    words: [
      "generic-anchors": [("", ["here", "read more"])],
      "commercial-words": [("", ["cheap", "buy", "best price"])],
      "spam-words": [("casino", ["slot gacor"]), ("pharma", ["buy viagra"])],
      "origin-parameters": [("", ["ref", "utm_source"])],
    ], deliveryNetworks: AddressRanges(["203.0.113.0/24"]), topics: ["pharma"])
}

/// The facts of every domain; `good.test` is protected.
func facts(of rows: [Row], batchSize: Int = .max) throws -> [DomainFacts] {
  let profile = try profile(rows, batchSize: batchSize)
  return profile.finishedFacts(
    isProtected: { $0.lists != 0 || $0.authority ?? 0 >= 60_000 }, sitesLinked: { _ in 1 })
}

extension DomainFacts {
  /// Every fact that it knows, as `name: value`; numbers of the host table are left out.
  var lines: [String] {
    DomainFact.allCases.compactMap { fact in
      if let text = text(fact) { return "\(fact.name): \(text)" }
      return number(fact).map { "\(fact.name): \($0)" }
    } + [
      "value: \(value)", "clean: \(cleanLiveLinks)", "dead: \(areTargetsDead)",
      "rel unknown: \(isRelUnknown)",
      "example: \(exampleSource) \(exampleTarget) \(exampleAnchor) \(exampleTitle)",
    ]
  }
}

/// The facts of the site that are known, as `name: value`.
func profileLines(of rows: [Row], batchSize: Int = .max) throws -> [String] {
  let profile = try profile(rows, batchSize: batchSize)
  var found = ProfileFacts(brands: [], topics: ["pharma"], policy: .clean)
  found.add(
    site: "lantern.example", ProfileSums(try facts(of: rows, batchSize: batchSize)))
  profile.addFacts(to: &found)
  return ProfileFact.allCases.compactMap { fact in
    if let texts = found[texts: fact] { return "\(fact.name): \(texts.joined(separator: ", "))" }
    return found[fact].map { "\(fact.name): \($0)" }
  }
}
