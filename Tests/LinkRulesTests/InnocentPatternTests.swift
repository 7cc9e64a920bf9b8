import LinkModel
import Testing

@testable import LinkRules

/// Patterns of honest links that look like spam at first sight: the whole pack leaves them alone.
@Suite struct InnocentPatternTests {
  struct Pattern: CustomTestStringConvertible {
    let name: String
    let from: [String]
    var to = "https://shop.example/"
    var anchor: String?
    var title: String?
    var external: Int64?
    var score: Int64?
    /// It looks so much like the bought kind that a person has to tell.
    var mayBeReviewed = false

    var testDescription: String { name }
  }

  static let patterns: [Pattern] =
    [
      // What programs answer with.
      Pattern(
        name: "a redirect notice",
        from: ["https://seek{1..20}.example/url?q=https://shop.example/"],
        anchor: "https://shop.example/", title: "Redirect Notice"),
      Pattern(
        name: "copies of an image search",
        from: ["https://copy{1..20}.example/images/search?q=storm+lantern&form=hdrsc2"],
        anchor: "shop.example", title: "storm lantern - Search Images", external: 400),
      Pattern(
        name: "statistics about our host",
        from: ["https://stats{1..12}.example/whois/shop.example"],
        anchor: "shop.example", title: "shop.example worth, owner and visits", external: 150),
      Pattern(
        name: "sites like ours", from: ["https://like{1..12}.example/similar/shop.example"],
        anchor: "shop.example", title: "Top 33 similar websites like shop.example and alternatives",
        external: 95),
      Pattern(
        name: "front ends of a forum",
        from: ["https://front{1..20}.example/r/lanterns/comments/1abc2de/"],
        anchor: "shop.example", title: "Which lantern? : r/lanterns", external: 60),
      Pattern(
        name: "mirrors of an encyclopedia",
        from: ["https://wiki{1..20}.example/wiki/Storm_lantern"],
        anchor: "Lantern history", title: "Storm lantern - Wikipedia", external: 160),
      Pattern(
        name: "mirrors of a code host", from: ["https://hub{1..12}.example/harbour/lanterns"],
        anchor: "shop.example", title: "harbour/lanterns: a lamp · GitHub", external: 14),
      Pattern(
        name: "mirrors of a how-to, universities among them",
        from: [
          "https://mirror{1..57}.example/HOWTO/Lantern-HOWTO-7.html",
          "https://ftp.uni{1..8}.edu/HOWTO/Lantern-HOWTO-7.html",
        ], anchor: "http://shop.example/", title: "Lantern HOWTO: Links", external: 600),
      Pattern(
        name: "a press release on twenty-five sites",
        from: ["https://news{1..25}.example/2026/05/lantern-festival-announced"],
        anchor: "www.shop.example", title: "Lantern festival announced", external: 40),
      Pattern(
        name: "a wire story on stations",
        from: ["https://station{1..15}.example/story/48211/lanterns"],
        anchor: "Harbour Lanterns", title: "The last makers of lanterns", external: 80),
      Pattern(
        name: "a parked domain", from: ["https://parked.example/"], anchor: "shop.example",
        title: "parked.example is for sale"),
      Pattern(
        name: "clones of an open directory",
        from: ["https://directory{1..32}.example/Shopping/Home_and_Garden/Lighting/Lanterns/"],
        anchor: "Harbour Lanterns", title: "Open Directory - Shopping: Lighting: Lanterns",
        external: 90),
      // One owner, many pages or names.
      Pattern(
        name: "archive pages of one post",
        from: [
          "https://blog.example/page/{1..40}", "https://blog.example/tag/lamp{1..20}/",
          "https://blog.example/2012/{1..12}/",
        ], anchor: "the lantern shop", title: "A blog on lamps", external: 70),
      Pattern(
        name: "a blogroll with the organisation's name", from: ["https://blog.example/{1..1833}"],
        anchor: "Harbour Lantern Museum", external: 80),
      Pattern(
        name: "staging copies of one site",
        from: ["https://stage.copy{1..30}.example/articles/storm-lanterns"],
        anchor: "a shop for lanterns", title: "On storm lanterns", external: 30),
      Pattern(
        name: "a county under nine names", from: ["https://greencounty{1..9}.example/links"],
        anchor: "Harbour Lanterns", title: "Links of the county", external: 60),
      Pattern(
        name: "one list of escape rooms under twenty-two names",
        from: ["https://escape{1..22}.example/rooms/list-1"], anchor: "Harbour Escape Rooms",
        title: "All escape rooms", external: 3_798, mayBeReviewed: true),
      // Pages that people write.
      Pattern(
        name: "a hobby's page of links", from: ["https://lamps.example/Links.html"],
        anchor: "Harbour Lanterns", title: "My favourite links", external: 250),
      Pattern(
        name: "a thread with a bare address", from: ["https://forum.example/threads/lamps.415/"],
        anchor: "https://shop.example/", title: "Which lamp? | Forum", external: 25),
      Pattern(
        name: "the website in a profile", from: ["https://forum.example/members/storm.8/"],
        anchor: "Visit Website", title: "A member | Forum", external: 12),
      Pattern(
        name: "our headline", from: ["https://blog.example/reading"],
        to: "https://shop.example/2014/how-lanterns-are-made", anchor: "How lanterns are made"),
      Pattern(name: "read more", from: ["https://blog.example/a"], anchor: "read more"),
      Pattern(name: "here", from: ["https://blog.example/a"], anchor: "here"),
      Pattern(name: "source", from: ["https://blog.example/a"], anchor: "source"),
      Pattern(name: "an image without text", from: ["https://blog.example/a"], anchor: ""),
      Pattern(
        name: "a page of one person's links", from: ["https://bio.example/harbour"],
        anchor: "Our shop", title: "Harbour | links", external: 14),
      Pattern(
        name: "a newsletter", from: ["https://letters.example/archive/2026-03"],
        anchor: "the lantern shop", title: "The harbour letter, March", external: 45),
      Pattern(
        name: "yellow pages", from: ["https://pages.example/lanterns/harbour-lanterns-415"],
        anchor: "Website", title: "Harbour Lanterns, 4 Pier Road", external: 20),
      Pattern(
        name: "a page in another script", from: ["https://blog.example/p/415"],
        anchor: "shop.example",
        title: "古いランタンの手入れ", external: 20),
      Pattern(
        name: "a university's page of links with bare addresses",
        from: ["https://www.chemistry.edu/links.html"], anchor: "http://shop.example/",
        title: "Links", external: 3_000),
      Pattern(
        name: "a blog with hashes in its addresses",
        from: ["https://journal.example/harbour/e/abaf980f00b204e9800998ecf8427e12"],
        anchor: "a shop for lanterns", title: "A walk on the pier", external: 30),
      Pattern(
        name: "a magazine with figures in its addresses",
        from: ["https://magazine.example/home/g42318799/storm-lanterns/"],
        anchor: "a shop for lanterns", title: "Eleven lanterns for the garden", external: 90),
      Pattern(
        name: "a small page that nobody rates", from: ["https://small.example/about-lamps"],
        anchor: "what we know of storm lanterns", title: "About lamps", external: 9, score: 0),
      Pattern(
        name: "a post of a guest", from: ["https://blog.example/get-more-light"],
        anchor: "Harbour Lanterns", title: "Get more light at home (Guest Post)", external: 20,
        mayBeReviewed: true),
      Pattern(
        name: "friends' blogs that link to each other",
        from: ["https://mum{1..6}.example/friends/{1..10}"],
        anchor: "Harbour Diary", title: "Friends", external: 30),
      Pattern(
        name: "an agency's page on its work",
        from: ["https://agency.example/portfolio/harbour-lanterns"],
        anchor: "Website: https://shop.example/", title: "Harbour Lanterns", external: 11),
      Pattern(
        name: "a comment that nobody's site gains by",
        from: ["https://recipes.example/eggs"], anchor: "Lantern Lady", title: "Eggs", external: 60),
    ] + words

  /// Words that hold those of spam trades, or mean something else.
  static let words = [
    "reclining nude, oil on canvas", "casino night for the lifeboat", "coin slot repair",
    "sexism at work", "a study of homogamy", "specialist in analysis", "the poker in the fireplace",
    "Essex and Sussex", "Middlesex county", "a loan from the museum", "student loans explained",
    "a replica of the Mayflower", "sex education in schools", "the law on gambling",
    "prescription glasses", "the cocktail and the pill box hat",
  ].map { Pattern(name: $0, from: ["https://paper.example/culture/415"], anchor: $0, external: 40) }

  @Test(arguments: patterns)
  func `honest patterns are kept, or ignored as harmless`(_ pattern: Pattern) throws {
    let records = try pattern.from.flatMap {
      try links(
        $0, to: pattern.to, anchor: pattern.anchor, title: pattern.title,
        external: pattern.external, score: pattern.score)
    }
    let audit = try TrialAudit(records)
    #expect(!audit.outcomes.isEmpty)
    for (domain, outcome) in audit.outcomes.sorted(by: { $0.key < $1.key }) {
      let verdict = outcome.verdict.verdict
      #expect(
        verdict == .keep || verdict == .ignore || pattern.mayBeReviewed && verdict == .review,
        "\(domain): \(verdict.name) by \(outcome.rules.sorted().joined(separator: " "))")
    }
  }
}
