import CalendarTime
import Foundation
import LinkModel
import SeededRandom
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// Exports into a ledger: in any order, any number of times.
@Suite struct ExportIngestTests {
  private static let header =
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
    + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"

  private static func row(
    _ source: String, day: Int, anchor: String = "lamps", nofollow: Bool = false,
    isLost: Bool = false,
    first: String = "2026-01-02", target: String = "https://shop.example/"
  ) -> String {
    "5,A title,\(source),\(target),\(anchor),3,4,\(nofollow),false,false,true,false,false,false,false,"
      + "\(first),2026-09-\(day),false,\(isLost)\n"
  }

  /// Everything that the ledger knows of links, in words, whatever the numbers of names.
  private func links(_ folder: LedgerFolder) throws -> [String] {
    let ledger = try Ledger(path: folder.ledger, .reading)
    var lines: [String] = []
    for site in try ledger.sites() {
      guard let history = try LinkHistory(ledger, site: site) else { continue }
      try history.forEachLink { link in
        var batch = RecordBatch(layout: .all)
        for seen in link.observations {
          history.append(link, seen, to: &batch)
          let stand = seen.stand.map { ($0.isThere ? "+" : "-") + "\($0.day)" } ?? ""
          lines.append("\(Backlink(batch, row: batch.count - 1).description(seen.day)) \(stand)")
        }
      }
    }
    return lines.sorted()
  }

  private static let deliveries: [(name: String, text: String)] = [
    ("a-2026-09-03.csv", header + (0..<9).map { row("https://s\($0).example/p", day: 2) }.joined()),
    ("b-2026-09-10.csv", header + (1..<9).map { row("https://s\($0).example/p", day: 9) }.joined()),
    (
      "c-2026-09-17.csv",
      header
        + (0..<8).map {
          row("https://s\($0).example/p", day: 15, anchor: "Lamps", nofollow: $0 == 3)
        }
        .joined()
        + row("https://s9.example/p", day: 15, isLost: true)
    ),
    (
      "d-2026-09-17.csv",
      header
        + (0..<9).map { row("https://s\($0).example/p", day: 15, first: "2025-12-31") }.joined()
    ),
  ]

  @Test(arguments: 0..<24)
  func `deliveries in any order, also twice, give the same links`(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let orderly = try LedgerFolder()
    for delivery in Self.deliveries {
      try orderly.write(delivery.name, delivery.text)
      try orderly.ingest([delivery.name])
    }
    let folder = try LedgerFolder()
    let twice = Self.deliveries + [random.pick(Self.deliveries)]
    for (number, delivery) in twice.shuffled(using: &random).enumerated() {
      // The name tells the day; a number in front makes it another file.
      let name = "\(number)-\(delivery.name)"
      try folder.write(name, delivery.text)
      try folder.ingest([name])
    }
    #expect(try links(folder) == links(orderly))
    #expect(try links(orderly).count == 10)
  }

  @Test func `the newest observation wins, and days on which a link was not there are remembered`()
    throws
  {
    let folder = try LedgerFolder()
    for delivery in Self.deliveries {
      try folder.write(delivery.name, delivery.text)
      try folder.ingest([delivery.name])
    }
    let all = try links(folder)
    let first = try #require(all.first { $0.contains("//s0.example/") })
    // In the first, not in the second, back in the third, where it was last seen on the 15th.
    #expect(first.hasSuffix(" +20711"), "\(first)")
    let ledger = try Ledger(path: folder.ledger, .reading)
    let days = [20_699, 20_706, 20_713].map { LedgerPoint.day($0) }
    let snapshots = try #require(try LinkSnapshots(ledger, site: "shop.example", points: days))
    let lost = LinkChanges(snapshots, from: 0, to: 1)
    let back = LinkChanges(snapshots, from: 1, to: 2)
    #expect(lost.domains.map(\.kind) == [.lost] && lost.domains.map(\.day) == [20_706])
    #expect(back.domains.map(\.kind) == [.regained])
    #expect(first.contains("first 2025-12-31"))
    #expect(all.first { $0.contains("//s3.example/") }?.contains("nofollow 1") == true)
    #expect(all.first { $0.contains("//s9.example/") }?.hasSuffix(" -20711") == true)
  }

  @Test func `an export that was read is known again by its bytes, whatever it is called`() throws {
    let folder = try LedgerFolder()
    try folder.write("a.csv", Self.deliveries[0].text)
    #expect(try folder.ingest(["a.csv"]).inputs.map(\.state) == [.new])
    let rows = try folder.rows()
    try folder.copy("a.csv", "b.csv")
    #expect(try folder.ingest(["a.csv", "b.csv"]).inputs.map(\.state) == [.known, .known])
    #expect(try folder.rows() == rows)
    // One byte more.
    try folder.append("b.csv", Self.row("https://new.example/", day: 2))
    #expect(try folder.ingest(["b.csv"]).inputs.map(\.state) == [.new])
    #expect(try folder.rows() != rows)
  }

  @Test func `the members of an archive are exports of their own`() throws {
    let folder = try LedgerFolder()
    let members = Self.deliveries.prefix(2).map { (name: $0.name, bytes: Array($0.text.utf8)) }
    try folder.write("all.zip", PackedBytes.zip(members))
    #expect(try folder.ingest(["all.zip"]).inputs.map(\.counts.used) == [9, 8])
    #expect(try folder.ingest(["all.zip"]).inputs.map(\.state) == [.known, .known])
  }

  @Test func `a batch that is full is committed, and a stop takes back only the open one`() throws {
    let folder = try LedgerFolder()
    try folder.write("a.csv", Self.deliveries[0].text)
    let stopped = try folder.ingest(["a.csv"], isStopped: { true })
    #expect(stopped.inputs.isEmpty)
    #expect(try links(folder).isEmpty)
    try folder.ingest(["a.csv"])
    #expect(try links(folder).count == 9)
  }

  @Test func `an export without a site belongs to the only one of the ledger`() throws {
    let folder = try LedgerFolder(sites: [])
    try folder.write("list.txt", "https://a.example/1\nhttps://b.example/2\nhttps://c.example/3\n")
    #expect(try folder.ingest(["list.txt"]).hasFailedInput)
    try folder.write("a.csv", Self.deliveries[0].text)
    try folder.ingest(["a.csv"])
    #expect(try !folder.ingest(["list.txt"]).hasFailedInput)
    #expect(try links(folder).count == 12)
  }
}

extension Backlink {
  fileprivate func description(_ day: Int32) -> String {
    let first = number(.firstSeen).map { "first \(Moment(rawValue: $0))" } ?? ""
    let facts = [Field.status, .nofollow, .linkCount, .externalLinks].compactMap { field in
      number(field).map { "\(field.name) \($0)" }
    }
    return [
      text(.tool), sourceURL, targetURL, anchor, first, facts.joined(separator: " "), "day \(day)",
    ].compactMap(\.self).joined(separator: " ")
  }
}
