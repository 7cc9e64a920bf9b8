import LinkModel
import Testing

@testable import LinkProfile

@Suite struct ProfileFactTests {
  private static func rows(_ count: Int, anchor: String, to: String = "https://lantern.example/")
    -> [Row]
  {
    (0..<count).map {
      Row(from: "https://d\($0)\(anchor.utf8.count).test/", to: to, anchor: anchor)
    }
  }

  static let cases: [(name: String, rows: [Row], lines: [String])] = [
    (
      "each domain counts once in the shares of anchors",
      [
        Row(from: "https://a.test/1", anchor: "here"),
        Row(from: "https://a.test/2", anchor: "here"),
        Row(from: "https://a.test/3", anchor: "here"),
        Row(from: "https://b.test/", anchor: "lantern"),
        Row(from: "https://c.test/", anchor: "green lamps"),
        Row(from: "https://d.test/", anchor: "green lamps for all"),
        Row(from: "https://e.test/", anchor: nil),
      ],
      [
        "profile.generic_anchor_share: 250", "profile.brand_anchor_share: 250",
        "profile.exact_anchor_share: 250", "profile.partial_anchor_share: 250",
        "profile.referring_domains: 5", "profile.links: 7",
      ]
    ),
    (
      "followed domains, and owners",
      [
        Row(from: "https://a.test/", nofollow: 1), Row(from: "https://b.test/"),
        Row(from: "https://x.blogs.test/"), Row(from: "https://y.blogs.test/"),
        Row(from: "https://z.test/", status: .lost),
      ],
      [
        "profile.owners: 4", "profile.live_domains: 4", "profile.followed_domains: 3",
        "profile.followed_share: 750", "profile.lost_links: 1",
      ]
    ),
    (
      "four owners make a name",
      rows(4, anchor: "The Old Lamp Trust"),
      [
        "profile.names: the old lamp trust", "profile.brand_anchor_share: 1000",
        "profile.other_anchor_share: 0", "profile.commercial_anchor_domains: 0",
      ]
    ),
    ("three owners make none", rows(3, anchor: "old lamp trust"), ["profile.names: "]),
    (
      "one user of a platform is not four owners",
      (0..<4).map { Row(from: "https://u\($0).blogs.test/", anchor: "old lamp trust") },
      ["profile.names: "]
    ),
    (
      "words of trade make no name",
      rows(6, anchor: "cheap lamp"),
      [
        "profile.names: ", "profile.commercial_anchor: cheap lamp",
        "profile.commercial_anchor_domains: 6",
      ]
    ),
    ("words of a topic make none either", rows(6, anchor: "buy viagra"), ["profile.names: "]),
    ("an account is no name", rows(6, anchor: "old lamps @trust"), ["profile.names: "]),
    ("a keyword is no name", rows(6, anchor: "green lamps"), ["profile.names: "]),
    (
      "a sentence is no name", rows(6, anchor: "the very best lamps that I ever saw"),
      ["profile.names: "]
    ),
    (
      "one owner in a hundred must use a name",
      rows(4, anchor: "old lamp trust")
        + (0..<400).map { Row(from: "https://o\($0).test/", anchor: "on lamps \($0)") },
      ["profile.names: "]
    ),
    (
      "addresses of ours that send elsewhere",
      [
        "https://lantern.example/go?url=http://spam.test/",
        "https://lantern.example/go?u=//spam.test",
        "https://lantern.example/?a=1&to=https%3A%2F%2Fspam.test%2F",
        "https://lantern.example/?to=https%253A%252F%252Fspam.test",
        "https://lantern.example/?next=https://www.lantern.example/a",
        "https://lantern.example/?ref=http://x.test",
        "https://lantern.example/?q=http", "https://lantern.example/http://spam.test/",
        "https://lantern.example/?url=http://localhost",
      ].map { Row(from: "https://a.test/", to: $0) },
      [
        "profile.own_redirect_links: 4",
        "profile.own_redirect_example: https://lantern.example/?a=1&to=https%3A%2F%2Fspam.test%2F",
        "profile.own_spam_links: 0",
      ]
    ),
    (
      "addresses of ours with words of a spam trade, but for a topic",
      [
        "https://lantern.example/slot-gacor-2025", "https://lantern.example/x?q=Slot+Gacor",
        "https://lantern.example/slot%20gacor/", "https://lantern.example/buy-viagra",
        "https://lantern.example/slots-gacors",
      ].map { Row(from: "https://a.test/", to: $0) },
      [
        "profile.own_spam_links: 3",
        "profile.own_spam_example: https://lantern.example/slot%20gacor/",
        "profile.own_redirect_links: 0",
      ]
    ),
    (
      "nothing is known of nothing", [],
      ["profile.referring_domains: 0", "profile.burst_domains: 0", "profile.own_spam_links: 0"]
    ),
  ]

  @Test(arguments: cases)
  func `facts of the site`(_ example: (name: String, rows: [Row], lines: [String])) throws {
    let found = try profileLines(of: example.rows)
    for line in example.lines { #expect(found.contains(line), "\(example.name): \(found)") }
  }

  @Test func `a learned name is a brand in the facts of a domain`() throws {
    let found = try facts(of: Self.rows(4, anchor: "Old Lamp Trust"))
    let lines = try #require(found.first).lines
    let brand = AnchorKind.brand.rawValue
    for line in ["domain.brand_anchor_share: 1000", "domain.top_anchor_kind: \(brand)"] {
      #expect(lines.contains(line), "\(lines)")
    }
    #expect(found.map { $0.links(withAnchor: .brand) } == [1, 1, 1, 1])
    #expect(found.allSatisfy { $0.links(withAnchor: .other) == 0 })
  }

  @Test func `every fact has a name of its own and is found by it`() {
    for fact in ProfileFact.allCases { #expect(ProfileFact(named: fact.name) == fact) }
  }
}
