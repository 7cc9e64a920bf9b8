import Testing

@testable import LinkProfile

@Suite struct NameLikenessTests {
  static let names = SiteNames(["stormlamps", "Harbour Light Trust", "lamps", "shop"])

  static let domains: [(domain: String, likeness: NameLikeness)] = [
    ("stormlamps.test", .ending),
    ("storm-lamps.test", .ending),
    ("lamps.test", .ending),
    ("harbourlighttrust.test", .ending),
    ("get-stormlamps.test", .words),
    ("stormlampsonline.test", .words),
    ("stormlampss.test", .words),
    ("stormlamps.blogspot.test", .ending),
    // A figure, one letter more, less, another, two that changed places, two that look like one.
    ("storm1amps.test", .letters),
    ("st0rm1amp5.test", .letters),
    ("storrmlamps.test", .letters),
    ("stormlamp.test", .letters),
    ("stornlamps.test", .letters),
    ("storrnlamps.test", .letters),
    ("sotrmlamps.test", .letters),
    // stоrmlamps with a Cyrillic letter.
    ("xn--strmlamps-12h.test", .letters),
    // Other names, and names that are parts of many.
    ("harbourlamps.test", .none),
    ("stormlanterns.test", .none),
    ("storlamp.test", .none),
    ("lamps-of-the-world.test", .none),
    ("lamp.test", .none),
    ("shop.test", .none),
    ("shops.test", .none),
    ("", .none),
    (".", .none),
    ("xn--.test", .none),
  ]

  @Test(arguments: domains)
  func `a name is like another by its ending, by more words, or by its letters`(
    _ example: (domain: String, likeness: NameLikeness)
  ) {
    #expect(NameLikenessTests.names.likeness(of: example.domain) == example.likeness)
  }

  @Test func `a site without a name is like nobody`() {
    #expect(SiteNames([]).likeness(of: "stormlamps.test") == .none)
    #expect(SiteNames(["", "shop"]).likeness(of: "shop.test") == .none)
  }
}
