import CalendarTime
import HostLists
import LinkModel
import WebAddress

@testable import LinkProfile

/// A link as the tests write it; nil is what the exporter did not say.
struct Row: Sendable {
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

  var backlink: Backlink {
    var link = Backlink()
    link[.sourceURL] = .text(from)
    link[.targetURL] = .text(to)
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
    genericAnchors: ["here", "read more"])
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
      _ = source.resolve(last, from: source.url ?? 0, in: &batch, hosts, &scratch)
      _ = target.resolve(last, from: target.url ?? 0, in: &batch, hosts, &scratch)
    }
    for row in 0..<batch.count {
      let host = batch[row, .sourceHost].range
      let number = hosts.number(of: batch.bytes.span.extracting(host))
      _ = profile.add(batch, row: row, sourceHost: number, tool: 0)
    }
    start = end
  }
  return profile
}

/// The facts of every domain; `good.test` is protected.
func facts(of rows: [Row], batchSize: Int = .max) throws -> [DomainFacts] {
  let profile = try profile(rows, batchSize: batchSize)
  let hosts = profile.hosts
  return profile.finishedFacts(
    isProtected: { hosts.domain($0).lists != 0 }, sitesLinked: { _ in 1 })
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
