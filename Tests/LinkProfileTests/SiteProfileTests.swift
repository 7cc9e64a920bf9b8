import LinkModel
import SeededRandom
import Testing

@testable import LinkProfile

@Suite struct SiteProfileTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let rows: [Row]
    /// Lines that the facts of the first domain must have.
    let lines: [String]
    var testDescription: String { name }
  }

  static let page = "https://blog.a.test/post"

  static let cases: [Case] = [
    Case(
      name: "one link of which nothing is known", rows: [Row(from: page, anchor: nil)],
      lines: [
        "domain.name: a.test", "domain.tld: test", "domain.hosts: 1", "domain.links: 1",
        "domain.source_pages: 1", "domain.target_pages: 1", "domain.followed_links: 1",
        "domain.live_links: 1", "domain.lost_links: 0", "rel unknown: true", "dead: false",
      ]),
    Case(
      name: "the same link in two exports is one link",
      rows: [Row(from: page), Row(from: "HTTPS://BLOG.a.test:443/post", nofollow: 0)],
      lines: ["domain.links: 1", "domain.source_pages: 1", "rel unknown: false"]),
    Case(
      name: "anchors differ by their words, not by case and blanks",
      rows: [
        Row(from: page, anchor: "Green  Tea "), Row(from: page), Row(from: page, anchor: "tea"),
      ],
      lines: ["domain.links: 2", "domain.anchors: 2", "domain.top_anchor: green tea"]),
    Case(
      name: "a link that one exporter lost and another sees is live",
      rows: [
        Row(from: page, status: .lost), Row(from: page, status: .live),
        Row(from: page + "/2", status: .lost),
      ],
      lines: ["domain.links: 2", "domain.live_links: 1", "domain.lost_links: 1"]),
    Case(
      name: "a lost link and a nofollow link are not followed",
      rows: [
        Row(from: page, nofollow: 1), Row(from: page + "/2", status: .lost),
        Row(from: page + "/3", nofollow: 0),
      ],
      lines: ["domain.followed_links: 1", "domain.nofollow_links: 1", "domain.live_links: 2"]),
    Case(
      name: "targets that answer 404 alone are dead",
      rows: [Row(from: page, targetHTTP: 404), Row(from: page + "/2", targetHTTP: 410)],
      lines: ["dead: true"]),
    Case(
      name: "one target that answers is enough",
      rows: [Row(from: page, targetHTTP: 404), Row(from: page + "/2", targetHTTP: 200)],
      lines: ["dead: false"]),
    Case(
      name: "shares of anchors and places",
      rows: [
        Row(from: page, anchor: "Lantern House", placement: .footer),
        Row(from: page + "/2", anchor: "www.lantern.example", placement: .content),
        Row(from: page + "/3", anchor: "here", placement: .sidebar),
        Row(from: page + "/4", anchor: "", placement: .header),
      ],
      lines: [
        "domain.brand_anchor_share: 250", "domain.url_anchor_share: 250",
        "domain.generic_anchor_share: 250", "domain.image_anchor_share: 250",
        "domain.footer_share: 750", "domain.content_share: 250",
      ]),
    Case(
      name: "of equally common anchors the first by bytes",
      rows: [Row(from: page, anchor: "zebra"), Row(from: page, anchor: "apple")],
      lines: ["domain.top_anchor: apple", "domain.top_anchor_share: 500"]),
    Case(
      name: "the middle page's external links, rounded down to a step",
      rows: [5, 95, 8_000].map { (count: Int64) in
        Row(from: "\(page)/\(count)", externalLinks: count)
      },
      lines: ["domain.external_links: 90"]),
    Case(
      name: "first and last day",
      rows: [Row(from: page, firstSeen: "2025-03-01"), Row(from: page, firstSeen: "2024-02-01")],
      lines: ["domain.links: 1"]),
    Case(
      name: "a row that stands for several links counts them, however often it comes",
      rows: [
        Row(from: page, count: 12), Row(from: page, count: 12, tool: 0),
        Row(from: page + "/2", anchor: "tea"),
      ],
      lines: ["domain.links: 13", "domain.source_pages: 2", "domain.live_links: 2"]),
    Case(
      name: "what two exporters count may be the same links",
      rows: [
        Row(from: page, count: 12), Row(from: page, tool: 1), Row(from: page + "/2", tool: 1),
        Row(from: page + "/3", count: 5, tool: 1),
      ],
      lines: ["domain.links: 12", "domain.live_links: 3"]),
    Case(
      name: "a page without target says nothing new of a page whose links are known",
      rows: [
        Row(from: page), Row(from: page, to: "", anchor: nil, tool: 1),
        Row(from: page + "/2", to: "", anchor: nil, tool: 1),
      ],
      lines: ["domain.links: 2", "domain.source_pages: 2", "domain.target_pages: 1"]),
    Case(
      name: "a page and target without anchor is no second link",
      rows: [Row(from: page, anchor: "tea"), Row(from: page, anchor: nil, tool: 1)],
      lines: ["domain.links: 1"]),
    Case(
      name: "links without anchors are told apart by their targets",
      rows: [Row(from: page, anchor: nil), Row(from: page, to: "https://x.example/", anchor: nil)],
      lines: ["domain.links: 2", "domain.source_pages: 1"]),
    Case(
      name: "a domain of which no page is known has one link, or as many as are counted",
      rows: [Row(from: "a.test", to: "", anchor: nil, domainScore: 40_000, count: 7)],
      lines: [
        "domain.links: 7", "domain.source_pages: 1", "domain.live_links: 1", "domain.hosts: 1",
        "domain.domain_score: 40000", "rel unknown: true",
      ]),
    Case(
      name: "a row about the domain adds facts to its links, not links",
      rows: [
        Row(from: page, nofollow: 1), Row(from: page + "/2", nofollow: 1),
        Row(from: "a.test", to: "", anchor: nil, domainScore: 40_000, count: 2, tool: 1),
      ],
      lines: [
        "domain.links: 2", "domain.source_pages: 2", "domain.followed_links: 0", "domain.hosts: 1",
        "domain.domain_score: 40000",
      ]),
    Case(
      name: "shares of anchors are shares of links, each counted once",
      rows: [
        Row(from: page, anchor: "here"), Row(from: page, anchor: "here", tool: 1),
        Row(from: page + "/2", anchor: "www.lantern.example"),
        Row(from: page + "/3", to: "", anchor: nil, tool: 1),
      ],
      lines: ["domain.generic_anchor_share: 500", "domain.url_anchor_share: 500"]),
    Case(
      name: "hosts of one domain",
      rows: [Row(from: "https://a.test/"), Row(from: "https://www.a.test/"), Row(from: page)],
      lines: ["domain.hosts: 3", "domain.links: 3"]),
  ]

  @Test(arguments: cases)
  func `rows become the facts of their domain`(_ example: Case) throws {
    let found = try #require(try facts(of: example.rows).first).lines
    for line in example.lines { #expect(found.contains(line), "\(line) in \(found)") }
  }

  @Test func `coverage tells what each exporter saw, and what it alone saw`() throws {
    let rows = [
      Row(from: Self.page), Row(from: Self.page, tool: 1),
      Row(from: Self.page + "/2"), Row(from: Self.page + "/3", to: "", anchor: nil, tool: 1),
      Row(from: "https://b.test/x", tool: 1), Row(from: "c.test", to: "", anchor: nil, tool: 2),
    ]
    let profile = try profile(rows)
    func numbers(_ tool: Int) -> [Int] {
      let coverage = profile.coverage(tool: tool)
      return [
        coverage.domains, coverage.onlyDomains, coverage.pages, coverage.onlyPages, coverage.links,
        coverage.onlyLinks,
      ]
    }
    #expect(numbers(0) == [1, 0, 2, 1, 2, 1])
    #expect(numbers(1) == [2, 1, 3, 2, 3, 2])
    #expect(numbers(2) == [1, 1, 0, 0, 0, 0])
  }

  @Test func `an image that another exporter calls empty is an image`() throws {
    let image = Row(from: Self.page, anchor: "", types: .image)
    let rows = [image, Row(from: Self.page, anchor: "", tool: 1)]
    for order in [rows, rows.reversed()] {
      let found = try #require(try facts(of: order).first)
      let kinds = AnchorKind.allCases.map { found.links(withAnchor: $0) }
      #expect(kinds == AnchorKind.allCases.map { $0 == .image ? 1 : 0 })
    }
  }

  @Test func `domains come in the order of their names, one for each user of a platform`() throws {
    let hosts = ["z.test", "www.b.blogs.test", "a.blogs.test", "sub.a.test"]
    let names = try facts(of: hosts.map { Row(from: "https://\($0)/") }).map(\.name)
    #expect(names == ["a.blogs.test", "a.test", "b.blogs.test", "z.test"])
  }

  @Test func `the newest and the oldest day are the data's`() throws {
    let rows = ["2025-03-01", "2024-02-01", "2024-12-31"].map {
      Row(from: Self.page, firstSeen: $0)
    }
    let facts = try #require(try facts(of: rows).first)
    #expect(facts.firstSeen.map { "\($0)" } == "2024-02-01")
    #expect(facts.lastSeen.map { "\($0)" } == "2025-03-01")
  }

  @Test func `facts do not depend on the order of rows or on how batches are cut`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    let rows = (0..<300).map { _ in
      Row(
        from: pick([
          "https://" + pick(["a.test", "www.a.test", "b.test", "x.blogs.test", "good.test"])
            + pick(["/", "/p", "/list-1", "/list-2", "/q?x=1"]),
          pick(["a.test", "c.test"]),
        ]),
        to: pick([
          "https://www.lantern.example/", "http://lantern.example/tea?a", "",
          "https://lantern.example/go?url=http://x\(Int.random(in: 0..<9, using: &random)).test/",
          "https://lantern.example/slot-gacor-\(Int.random(in: 0..<9, using: &random))",
        ]),
        anchor: pick([nil, "", "tea", "TEA", "cheap tea", "here", "茶", "lantern", "the lamp man"]),
        title: pick([nil, "A list of good links", "Cheap tea of the world"]),
        nofollow: pick([nil, 0, 1]), status: pick([nil, .live, .lost, .new]),
        placement: pick([nil, .content, .footer]), targetHTTP: pick([nil, 200, 404]),
        externalLinks: pick([nil, 1, 50, 5_000]), domainScore: pick([nil, 0, 20_000, 90_000]),
        firstSeen: pick([nil, "2024-01-01", "2025-01-01"]),
        ip: pick([nil, "192.0.2.1", "198.51.100.7"]), count: pick([nil, 1, 9, 400]),
        tool: pick([0, 1, 2]))
    }
    let first = try (facts(of: rows).map(\.lines), profileLines(of: rows))
    for size in [1, 7, 100] {
      let shuffled = rows.shuffled(using: &random)
      #expect(try facts(of: shuffled, batchSize: size).map(\.lines) == first.0, "seed \(seed)")
      #expect(try profileLines(of: shuffled, batchSize: size) == first.1, "seed \(seed)")
    }
  }

  @Test func `estimates of a domain with thousands of links do not depend on the order of rows`()
    throws
  {
    let rows = (0..<5_000).map { number in
      Row(
        from: "https://\(["www", "a", "b"][number % 3]).many.test/\(number)",
        to: "https://www.lantern.example/\(number)", anchor: "tea \(number)",
        nofollow: Int64(number % 2))
    }
    let lines = try facts(of: rows).map(\.lines)
    #expect(try facts(of: rows.reversed()).map(\.lines) == lines)
    let links = try #require(facts(of: rows).first).links
    #expect((4_500...5_500).contains(links), "\(links)")
  }
}

@Suite struct NetworkTests {
  /// The number of a fact for the domain of that name.
  private func number(_ fact: DomainFact, of name: String, _ rows: [Row]) throws -> Int64? {
    try facts(of: rows).first { $0.name == name }?.number(fact)
  }

  static func rows(_ hosts: [String]) -> [Row] {
    hosts.map { host in
      Row(
        from: "https://\(host)/domain-list-41", anchor: "best cheap tea",
        title: "Ten thousand fine domains", ip: "192.0.2.9")
    }
  }

  static let shared: [DomainFact] = [
    .sameTitleDomains, .sameTemplateDomains, .sameAnchorDomains, .sameIP24Domains,
  ]

  @Test(arguments: shared)
  func `domains that share a footprint are counted by their owners`(_ fact: DomainFact) throws {
    #expect(try number(fact, of: "a.test", Self.rows(["a.test"])) == 1)
    #expect(try number(fact, of: "a.test", Self.rows(["a.test", "b.test", "c.test"])) == 3)
    #expect(try number(fact, of: "a.test", Self.rows(["a.test", "x.a.test", "y.a.test"])) == 1)
    let blogs = ["1.blogs.test", "2.blogs.test", "3.blogs.test"]
    #expect(try number(fact, of: "1.blogs.test", Self.rows(blogs)) == 1)
    #expect(try number(fact, of: "a.test", Self.rows(blogs + ["a.test"])) == 2)
  }

  @Test func `a network with a protected member is said to have one`() throws {
    let farm = Self.rows(["a.test", "b.test"])
    #expect(try number(.networkHasProtected, of: "a.test", farm) == 0)
    let mixed = farm + Self.rows(["good.test"])
    #expect(try number(.networkHasProtected, of: "a.test", mixed) == 1)
    var strong = farm + Self.rows(["c.test"])
    strong[2].domainScore = 70_000
    #expect(try number(.networkHasProtected, of: "a.test", strong) == 1)
  }

  @Test(
    arguments: [
      ("lovely tea of the valley", 1), ("cheap tea", 3), ("green lamps cheap", 3),
      ("lantern house", 0), ("here", 0), ("www.lantern.example", 0), ("", 0),
    ] as [(String, Int64)])
  func `of anchors only words of trade join domains`(_ anchor: String, _ owners: Int64) throws {
    let rows = ["a.test", "b.test", "c.test"].map { Row(from: "https://\($0)/", anchor: anchor) }
    #expect(try number(.sameAnchorDomains, of: "a.test", rows) == owners)
  }

  @Test(
    arguments: [
      (["192.0.2.1", "192.0.2.77", "192.0.3.1"], 2), (["203.0.113.1", "203.0.113.2"], 0),
      (["2001:db8::1", "2001:db8::2"], 0), (["192.0.2", "192.0.2.256"], 0),
    ] as [([String], Int64)])
  func `addresses join domains, but for those of delivery networks`(
    _ addresses: [String], _ owners: Int64
  ) throws {
    let rows = zip(["a.test", "b.test", "c.test"], addresses).map { host, address in
      Row(from: "https://\(host)/", ip: address)
    }
    #expect(try number(.sameIP24Domains, of: "a.test", rows) == owners)
  }
}

@Suite struct LinkValueTests {
  /// The value of `a.test` from its rows, beside a domain of middling authority.
  private func value(_ row: Row) throws -> Int64? {
    try facts(of: [row]).first?.value
  }

  @Test func `an unknown placement, a footer and content are worth 0,8, 0,3 and 1`() throws {
    let page = "https://a.test/"
    #expect(try value(Row(from: page)) == 400)
    #expect(try value(Row(from: page, placement: .footer)) == 150)
    #expect(try value(Row(from: page, placement: .content)) == 500)
    #expect(try value(Row(from: page, nofollow: 1, placement: .content)) == 100)
    #expect(try value(Row(from: page, status: .lost, placement: .content)) == 0)
  }

  @Test func `authority counts by the share of the tool's domains that have less`() throws {
    let rows = [10, 20, 30, 40].map { score in
      Row(from: "https://d\(score).test/", placement: .content, domainScore: Int64(score) * 1_000)
    }
    #expect(try facts(of: rows).map(\.value) == [0, 250, 500, 750])
  }

  @Test func `real visits raise the value by whole steps`() throws {
    var profile = try profile([Row(from: "https://a.test/", placement: .content)])
    profile.addVisits(7, fromDomain: 0)
    profile.settle()
    let facts = profile.finishedFacts(isProtected: { _ in false }, sitesLinked: { _ in 1 })
    #expect(facts.map(\.visits) == [7])
    #expect(facts.map(\.value) == [2_000])
  }
}
