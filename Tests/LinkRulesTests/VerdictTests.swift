import HostLists
import LinkModel
import Testing

@testable import LinkRules

/// The cases that the design decides: from records to the verdict on their domain.
@Suite struct VerdictTests {
  @Test func `one followed pharma anchor, nothing else known, is disavowed`() throws {
    let audit = try TrialAudit(try links("https://b.example/p", anchor: "buy viagra online"))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.rules.contains("spam-phrase"))
    #expect(outcome.verdict.evidence.linkClass == .toxic)
    #expect(outcome.verdict.verdict == .disavowDomain)
  }

  @Test func `one followed money anchor on sixty long pages is disavowed`() throws {
    let audit = try TrialAudit(
      try links("https://b.example/{1..60}", anchor: "buy cheap lanterns", external: 90))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.rules.contains("sitewide-money-anchor"))
    #expect(outcome.verdict.verdict == .disavowDomain)
  }

  @Test(arguments: ["Shop", "Harbour Museum Trust"])
  func `a name on sixty long pages is kept`(_ name: String) throws {
    let audit = try TrialAudit(try links("https://b.example/{1..60}", anchor: name, external: 90))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.verdict.evidence.linkClass == .clean)
    #expect(outcome.verdict.verdict == .keep)
  }

  @Test func `spam that is nofollow only is toxic, and ignored`() throws {
    let audit = try TrialAudit(
      try links("https://b.example/p", anchor: "buy viagra online", nofollow: true))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.verdict.evidence.linkClass == .toxic)
    #expect(outcome.verdict.verdict == .ignore)
    #expect(outcome.verdict.softenedBy == "without effect: no link is followed")
  }

  @Test(arguments: [
    "https://b.example/guest-post/choosing-a-lantern", "https://b.example/members/storm.8/",
  ])
  func `a money anchor in a guest post or a profile is for review`(_ page: String) throws {
    let audit = try TrialAudit(try links(page, anchor: "buy cheap lanterns"))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.verdict.evidence.linkClass == .suspicious)
    #expect(outcome.verdict.verdict == .review)
  }

  @Test func `after a manual action a guest post with a money anchor is disavowed`() throws {
    let audit = try TrialAudit(
      try links("https://b.example/guest-post/choosing-a-lantern", anchor: "buy cheap lanterns"),
      policy: .manualAction)
    #expect(try #require(audit.outcomes["b.example"]).verdict.verdict.isDisavow)
  }

  @Test func `low authority, a cheap ending and hyphens are no offence`() throws {
    let audit = try TrialAudit(
      try links("https://the-old-storm-lanterns.xyz/p", anchor: "ランタン", score: 1))
    let outcome = try #require(audit.outcomes["the-old-storm-lanterns.xyz"])
    #expect(Set(outcome.rules) == ["cheap-tld", "low-authority", "many-hyphens"])
    #expect(outcome.verdict.evidence.linkClass == .clean)
    #expect(outcome.verdict.verdict == .keep)
  }

  @Test func `twelve owners with one template of naked hosts are a farm`() throws {
    let audit = try TrialAudit(
      try links(
        "https://farm{1..12}.example/our-list-{1..12}.html", anchor: "shop.example",
        external: 9_000))
    #expect(audit.outcomes.count == 12)
    for (domain, outcome) in audit.outcomes {
      #expect(outcome.rules.contains("list-farm-template"), "\(domain)")
      #expect(outcome.verdict.verdict == .disavowDomain, "\(domain)")
    }
  }

  @Test func `seller text on one sub-host of a ministry is for review, with a narrower line`()
    throws
  {
    let audit = try TrialAudit(
      try links(
        "https://old.library.go.jp/p", anchor: "buy dofollow backlinks",
        title: "Backlinks for sale"))
    let outcome = try #require(audit.outcomes["library.go.jp"])
    #expect(outcome.verdict.evidence.linkClass == .toxic)
    #expect(outcome.verdict.verdict == .review)
    #expect(outcome.proposed == ["old.library.go.jp"])
  }

  @Test func `two pharma comments on a good blog cost it two addresses`() throws {
    let audit = try TrialAudit(
      try links("https://blog.example/{1..300}", anchor: "lantern museum")
        + links("https://blog.example/comments/{1..2}", anchor: "buy viagra online"))
    let outcome = try #require(audit.outcomes["blog.example"])
    #expect(outcome.verdict.evidence.linkClass == .clean)
    #expect(outcome.verdict.verdict == .disavowURL)
  }

  @Test(arguments: [Policy.watch, .clean, .manualAction])
  func `an impostor with the brand in its name is for review, never disavowed`(
    _ policy: Policy
  ) throws {
    for anchor in ["cheap lamp oil", "buy viagra online"] {
      let audit = try TrialAudit(
        try links(
          "https://get-stormlamps.test/sponsored-post/a", to: "https://stormlamps.example/",
          anchor: anchor),
        policy: policy, brands: ["stormlamps"])
      let outcome = try #require(audit.outcomes["get-stormlamps.test"])
      #expect(outcome.rules.contains("imitated-name-money-anchor"))
      #expect(outcome.verdict.verdict == .review, "\(anchor)")
    }
  }

  @Test(arguments: [
    "stormlamps-fans", "stormlampsworkshop", "stormlamps-dealer", "stormlamps-press",
  ])
  func `fans, sub-brands, resellers and the press carry the brand and are kept`(
    _ name: String
  ) throws {
    for brands in [["stormlamps"], []] {
      let audit = try TrialAudit(
        try links(
          "https://\(name).test/{1..30}", to: "https://stormlamps.example/", anchor: "Storm Lamps"),
        brands: brands)
      #expect(try #require(audit.outcomes[name + ".test"]).verdict.verdict == .keep)
    }
  }

  @Test func `an agency's clients are kept; a list that meets three sites is for review`() throws {
    let sites = ["shop", "lamps", "harbour"].map { "https://\($0).example/" }
    let agency = try TrialAudit(
      sites.flatMap { try links("https://agency.example/clients", to: $0, anchor: "Our client") })
    #expect(try #require(agency.outcomes["agency.example"]).verdict.verdict == .keep)
    let list = try TrialAudit(
      sites.flatMap { try links("https://lists.example/report/4153", to: $0) })
    let outcome = try #require(list.outcomes["lists.example"])
    #expect(outcome.rules.contains("many-sites-list"), "\(outcome.rules)")
    #expect(outcome.verdict.verdict == .review)
  }

  @Test func `links that make the class themselves cost only their host`() throws {
    let audit = try TrialAudit(
      links("https://spam.b.example/{1..2}", anchor: "buy viagra online", external: 400)
        + links("https://www.b.example/", anchor: "lantern museum", external: 400))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.rules.contains("outdegree-300"))
    #expect(outcome.verdict.verdict == .disavowHost)
    #expect(outcome.verdict.disavowedHosts.map(outcome.hosts.hostName) == ["spam.b.example"])
  }

  @Test func `findings on the domain that make the class themselves cost all of it`() throws {
    let audit = try TrialAudit(
      links("https://spam.b.example/{1..60}", anchor: "buy cheap lanterns", external: 90)
        + links("https://www.b.example/", anchor: "lantern museum", external: 90))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.rules.contains("sitewide-money-anchor"))
    #expect(outcome.verdict.verdict == .disavowDomain)
  }

  @Test func `a guestbook that strangers wrote into loses that address only`() throws {
    let audit = try TrialAudit(
      try links("https://harbour.example/guestbook.html", anchor: "buy viagra online, cheap viagra")
    )
    let outcome = try #require(audit.outcomes["harbour.example"])
    #expect(outcome.verdict.evidence.linkClass == .toxic)
    #expect(outcome.verdict.verdict == .disavowURL)
  }

  @Test func `the victim of a planted page loses that address only`() throws {
    let audit = try TrialAudit(
      try links(
        "https://victim{1..8}.example/n54isbz/example-of-lantern-theory",
        title: "example of lantern theory"))
    #expect(audit.outcomes.count == 8)
    for (domain, outcome) in audit.outcomes {
      #expect(outcome.verdict.evidence.linkClass == .toxic, "\(domain)")
      #expect(outcome.verdict.verdict == .disavowURL, "\(domain)")
    }
  }

  @Test func `words of a trade are no spam to a site that deals in it`() throws {
    let spam = try links("https://b.example/p", anchor: "buy viagra online")
    let audit = try TrialAudit(spam, topics: ["pharma"])
    #expect(try #require(audit.outcomes["b.example"]).verdict.verdict == .keep)
  }

  @Test func `the policy watch disavows decisive evidence only`() throws {
    let spam = try links("https://b.example/p", anchor: "buy viagra online")
    #expect(
      try TrialAudit(spam, policy: .watch).outcomes["b.example"]?.verdict.verdict
        == .disavowDomain)
  }

  @Test func `a redirect notice is harmless`() throws {
    let audit = try TrialAudit(
      try links("https://b.example/url?q=https://shop.example/", title: "Redirect Notice"))
    let outcome = try #require(audit.outcomes["b.example"])
    #expect(outcome.verdict.evidence.linkClass == .noise)
    #expect(outcome.verdict.verdict == .ignore)
  }
}
