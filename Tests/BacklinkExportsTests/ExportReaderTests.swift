import CalendarTime
import LinkModel
import SeededRandom
import Testing

@testable import BacklinkExports

@Suite struct ExportReaderTests {
  /// One row of an exporter, with what its fields must be.
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    var file = "links.csv"
    let bytes: [UInt8]
    /// Field name and what is shown of it.
    let fields: [String: String]
    var testDescription: String { name }
  }

  static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  static let examples: [Example] = [
    Example(
      name: "Semrush",
      bytes: Array(
        """
        \(ShapeFinderTests.semrush)
        7,"A ""good"" page",https://blog.a.example/p?q=1,https://shop.example/tea,green tea,120,30,\
        true,false,true,true,false,false,false,true,2025-01-02,2025-03-04,true,true

        """.utf8),
      fields: [
        "kind": "0", "tool": "semrush", "report": "backlinks", "file": "links.csv", "line": "2",
        "source_url": "https://blog.a.example/p?q=1", "source_host": "blog.a.example",
        "source_domain": "a.example", "source_path": "/p?q=1",
        "target_url": "https://shop.example/tea", "target_host": "shop.example",
        "target_domain": "shop.example", "target_path": "/tea", "anchor": "green tea",
        "source_title": "A \"good\" page", "link_types": "1", "nofollow": "1", "ugc": "1",
        "sponsored": "0", "sitewide": "1", "first_seen": "2025-01-02", "last_seen": "2025-03-04",
        "status": "1", "external_links": "120", "internal_links": "30", "page_score": "7000",
      ]),
    Example(
      name: "Ahrefs in UTF-16",
      bytes: utf16(
        """
        "Referring page title"\t"Referring page URL"\t"Domain rating"\t"UR"\t"Target URL"\t\
        "Anchor"\t"Type"\t"Content"\t"Nofollow"\t"First seen"\t"Last seen"\t"Lost"\t"Links in group"
        "Tee 🍵"\t"https://täglich.example/x"\t"0.4"\t"12"\t"https://shop.example/"\t\
        "🍵 hier"\t"text, image"\t"true"\t"false"\t"2025-09-07 09:40:20"\t"2025-09-08 00:00:00"\t\
        ""\t"15"

        """),
      fields: [
        "tool": "ahrefs", "source_url": "https://täglich.example/x",
        "source_host": "xn--tglich-bua.example", "source_domain": "xn--tglich-bua.example",
        "anchor": "🍵 hier", "source_title": "Tee 🍵", "link_types": "3", "nofollow": "0",
        "in_content": "1", "link_count": "15", "first_seen": "2025-09-07T09:40:20Z",
        "status": "0", "page_score": "12000", "domain_score": "400", "lost_at": "-",
      ]),
    Example(
      name: "Majestic: the target stands first, marks are blank or not",
      bytes: Array(
        """
        Target URL,Source URL,Anchor Text,Source Crawl Date,Source First Found Date,FlagNoFollow,\
        FlagImageLink,FlagRedirect,FlagFrame,FlagOldCrawl,FlagAltText,FlagMention,\
        SourceCitationFlow,SourceTrustFlow
        https://shop.example/,http://a.example/,tea,2025-05-01,2024-01-01,Y,,R,,,,,12,-1

        """.utf8),
      fields: [
        "source_url": "http://a.example/", "target_url": "https://shop.example/",
        "nofollow": "1", "link_types": "4", "status": "0", "citation": "12000", "trust": "-",
        "first_seen": "2024-01-01", "last_seen": "2025-05-01", "crawled_at": "2025-05-01",
      ]),
    Example(
      name: "Moz: no schemes, the spam score stretched",
      bytes: Array(
        """
        \(ShapeFinderTests.moz)
        www.a.example/list,T,tea,17,20,30,1,2,External,shop.example/,Yes,No,Yes,No,Yes

        """.utf8),
      fields: [
        "source_url": "www.a.example/list", "source_host": "www.a.example",
        "source_domain": "a.example", "source_path": "/list", "nofollow": "1",
        "link_types": "4", "spam_score": "99994", "page_score": "20000",
      ]),
    Example(
      name: "Search Console: neither target nor anchor nor rel", file: "shop.example-Latest.csv",
      bytes: Array("Linking page,Last crawled\r\nhttps://a.example/1,2025-06-07".utf8),
      fields: [
        "source_url": "https://a.example/1", "crawled_at": "2025-06-07", "anchor": "-",
        "target_url": "-", "nofollow": "-", "status": "-", "kind": "0",
      ]),
    Example(
      name: "Search Console, sites: the rows are domains", file: "shop.example-Top.csv",
      bytes: Array("Site,Linking pages,Target pages\nuser.blogs.example,\"1,240,000\",5\n".utf8),
      fields: [
        "kind": "1", "source_domain": "user.blogs.example", "source_host": "user.blogs.example",
        "link_count": "1240000", "source_url": "-",
      ]),
  ]

  /// A field as the table writes it; a dash when it is absent.
  static func shown(_ row: Backlink, _ field: Field) -> String {
    switch (row[field], field.kind) {
    case (nil, _): return "-"
    case (.text(let text)?, _): return text
    case (.number(let number)?, .moment): return "\(Moment(rawValue: number))"
    case (.number(let number)?, _): return "\(number)"
    }
  }

  @Test(arguments: examples)
  func `a row of an exporter becomes the common record`(_ example: Example) throws {
    let export = try ReadExport(example.bytes, name: example.file)
    #expect(export.counts.used == 1)
    #expect(export.rejects == [])
    let row = try #require(export.rows.first)
    for (name, value) in example.fields {
      let field = try #require(Field(named: name))
      #expect(Self.shown(row, field) == value, "\(name)")
    }
  }

  /// Rows that go wrong in different ways between rows that do not.
  static let mixed = """
    Source url,Target url,Anchor,First seen
    https://a.example/,https://shop.example/,x,2025-01-01
    https://b.example/
    https://c.example/,https://shop.example/,x,2025-01-01,more
    https://d.example/,https://shop.example/,x,31.02.2025

    Source url,Target url,Anchor,First seen
    ,https://shop.example/,x,2025-01-01
    mailto:me@a.example,https://shop.example/,x,2025-01-01
    https://e.example/,not a host,x,2025-01-01
    https://f.example/,https://shop.example/,"say "x", then",2025-01-01
    https://g.example/,https://shop.example/,x,
    """

  @Test func `a bad row is told with its line, and the next row is read`() throws {
    let export = try ReadExport(Self.mixed)
    #expect(export.counts.used == 3)
    #expect(export.counts.skipped == ["blank": 1, "repeated header": 1])
    #expect(export.counts.repaired == ["short row": 1])
    #expect(
      export.messages == [
        "links.csv:4: 5 fields where the header has 4; row skipped",
        "links.csv:5: 'First seen' is not a date: '31.02.2025'; row skipped",
        "links.csv:8: no linking page; row skipped",
        "links.csv:9: the linking page is no web address: 'mailto:me@a.example'; row skipped",
        "links.csv:10: the target is no web address: 'not a host'; row skipped",
        "links.csv:11: 5 fields where the header has 4; row skipped",
      ])
    #expect(export.rejects.map(\.line) == [4, 5, 8, 9, 10, 11])
    let first = try #require(export.rejects.first)
    #expect(
      String(decoding: first.raw, as: UTF8.self)
        == "https://c.example/,https://shop.example/,x,2025-01-01,more")
    #expect(export.rows.map { $0.number(.line) } == [2, 3, 12])
  }

  @Test(arguments: [1, 7, 64])
  func `rows, counts and messages do not depend on how the bytes come in`(_ chunk: Int) throws {
    let texts = Self.examples.map { ($0.bytes, $0.file) } + [(Array(Self.mixed.utf8), "links.csv")]
    for (bytes, name) in texts {
      let whole = try ReadExport(bytes, name: name)
      let pieces = try ReadExport(bytes, name: name, chunk: chunk)
      #expect(pieces.rows == whole.rows)
      #expect(pieces.counts == whole.counts)
      #expect(pieces.messages == whole.messages)
      #expect(pieces.rejects == whole.rejects)
    }
  }

  @Test func `rows past the first buffers are as the first`() throws {
    let row = "https://a.example/page,https://shop.example/,an anchor of some length,2025-01-01\n"
    let text = "Source url,Target url,Anchor,First seen\n" + String(repeating: row, count: 6_000)
    let export = try ReadExport(text)
    #expect(export.counts.used == 6_000)
    #expect(export.counts.total == 6_000)
    #expect(export.rows.last?.number(.line) == 6_001)
    #expect(export.rows.last?.anchor == "an anchor of some length")
  }

  @Test func `invalid UTF-8 is repaired and counted`() throws {
    let head = Array("Source url,Anchor\nhttps://ü.example/,ü\nhttps://a.example/,x".utf8)
    let export = try ReadExport(head + [0xC3, 0x28, 0x0A] + Array("https://b.example/,y\n".utf8))
    #expect(export.counts.used == 3)
    #expect(export.counts.repaired == ["invalid UTF-8": 1])
    #expect(export.rows.map(\.anchor) == ["ü", "x\u{FFFD}(", "y"])
    #expect(
      export.messages == [
        "links.csv: bytes that are no UTF-8 in 1 row, replaced by U+FFFD; if the file is in another "
          + "encoding, such as Shift_JIS or Windows-1251, save it as UTF-8"
      ])
  }

  @Test func `a row whose cells are all blank is a blank row`() throws {
    let export = try ReadExport("Source url,Anchor\nhttps://a.example/,x\n,\n  ,\n")
    #expect(export.counts.used == 1)
    #expect(export.counts.skipped == ["blank": 2])
    #expect(export.counts.rejected == [:])
  }

  @Test func `a mention and an alt text are skipped whatever their mark is`() throws {
    let header = "Target URL,Source URL,Anchor Text,Source Crawl Date,FlagNoFollow,FlagAltText,"
    let rows = [",,", "Y,,", ",1,", ",,x", ",, "].enumerated().map { number, marks in
      "https://shop.example/,http://\(number).example/,x,2025-01-01,\(marks)\n"
    }
    let export = try ReadExport(header + "FlagMention\n" + rows.joined())
    #expect(export.counts.used == 3)
    #expect(
      export.counts.skipped == [
        "a mention is not a link": 1, "the image link has a row of its own": 1,
      ])
  }

  @Test func `the numbers of a column are read in the one way that all its cells allow`() throws {
    let text = "Referring domain;DR;Backlinks\na.example;0,5;1.240\nb.example;12;12\n"
    let export = try ReadExport(text)
    #expect(export.rows.map { $0.number(.domainScore) } == [500, 12_000])
    // Counts have no decimals: what stands before three digits is between groups.
    #expect(export.rows.map { $0.number(.linkCount) } == [1_240, 12])
  }

  @Test func `a date that proves the order of its column decides for all its cells`() throws {
    let text = """
      Source url,First seen,Last seen
      https://a.example/,03/04/2025,03/04/2025
      https://b.example/,23/04/2025,04/23/2025
      """
    let rows = try ReadExport(text).rows
    #expect(rows.map { Self.shown($0, .firstSeen) } == ["2025-04-03", "2025-04-23"])
    #expect(rows.map { Self.shown($0, .lastSeen) } == ["2025-03-04", "2025-04-23"])
  }

  @Test func `what no cell of a column proves is said, once a column`() throws {
    let text = """
      Source url,First seen,Domain rating
      https://a.example/,03/04/2025,1.240
      https://b.example/,05/06/2025,2.500
      """
    let export = try ReadExport(text)
    #expect(
      export.messages == [
        "links.csv: 'First seen': nothing proves whether day or month stands first; "
          + "read as day first",
        "links.csv: 'Domain rating': the cells do not settle how numbers are written; "
          + "read as in 1,240.5",
      ])
    #expect(export.rows.map { Self.shown($0, .firstSeen) } == ["2025-04-03", "2025-06-05"])
  }

  @Test func `a cell that contradicts its column is rejected, never read in another order`() throws
  {
    let text =
      "Source url,First seen\nhttps://a.example/,23/04/2025\nhttps://b.example/,04/23/2025\n"
    let export = try ReadExport(text)
    #expect(export.rows.count == 1)
    #expect(export.rejects.map(\.reason) == ["not-a-date"])
  }

  /// A gzip member with one stored block, as long as it is cut before its checksum.
  private func gzip(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let size = UInt16(bytes.count)
    let block: [UInt8] = [
      1, UInt8(size & 0xFF), UInt8(size >> 8), UInt8(~size & 0xFF), UInt8(~size >> 8),
    ]
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + block + bytes
  }

  @Test(arguments: [1, 10, 29])
  func `the last line of a cut-off download is rejected, not read by half`(_ missing: Int) throws {
    let text = "Source url,Anchor\nhttps://a.example/,x\nhttps://b.example/,a long anchor\n"
    let export = try ReadExport(Array(gzip(text).dropLast(missing)), name: "links.csv.gz")
    #expect(export.rows.map(\.anchor) == ["x"])
    #expect(export.counts.rejected == ["cut-off": 1])
    #expect(export.rejects.map(\.detail) == ["the file ends inside this row"])
    #expect(export.rejects.map(\.line) == [3])
  }

  @Test func `every record of random text ends in exactly one counter`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let cells = [
      "https://a.example/", "shop.example", "", " ", "x", "\"x\"", "\"x,y\"", "\"", "2025-01-01",
      "31/31/2025", "é", "-1", "\"a\nb\"", "#",
    ]
    for _ in 0..<60 {
      var text = "Source url,Target url,Anchor,First seen,External links\n"
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let width = Int.random(in: 0...7, using: &random)
        text += (0..<width).map { _ in cells.randomElement(using: &random) ?? "" }
          .joined(separator: ",")
        text += ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
      }
      let export = try ReadExport(text)
      #expect(export.rows.count == export.counts.used, "seed \(seed)\n\(text)")
      #expect(export.rejects.count == export.counts.rejectedTotal, "seed \(seed)\n\(text)")
      #expect(export.counts.total == recordCount(of: text) - 1, "seed \(seed)\n\(text)")
      let pieces = try ReadExport(text, chunk: 3)
      #expect(pieces.counts == export.counts, "seed \(seed)\n\(text)")
    }
  }
}
