import LinkModel
import Testing

@testable import ReferrerLogs

@Suite struct ReferrerFactsTests {
  private static func line(
    _ referrer: String, _ path: String, client: Int, status: Int = 200, agent: String = "UA"
  ) -> String {
    "203.0.113.\(client) - - [17/May/2025:10:05:03 +0000] \"GET \(path) HTTP/1.1\" \(status) 5 "
      + "\"\(referrer)\" \"\(agent)\""
  }

  private static let lines: [String] = [
    // Robots: one page, nothing else.
    line("https://ghost.example/", "/p", client: 1),
    line("https://ghost.example/", "/p", client: 2),
    line("https://ghost.example/x", "/p", client: 3),
    // A reader who fetched a picture, one who went on, one who did neither.
    line("https://blog.example/post", "/p", client: 4), line("-", "/a.png", client: 4),
    line("https://blog.example/post", "/q", client: 5),
    line("https://shop.example/q", "/p", client: 5),
    line("https://blog.example/post", "/gone", client: 6, status: 404),
    line("https://blog.example/post", "/gone", client: 7, status: 410, agent: "Bot"),
    line("https://news.example/", "/gone", client: 8, status: 499),
    // A page that is there sometimes is not missing.
    line("https://blog.example/", "/q2", client: 9, status: 404),
    line("https://news.example/", "/q2", client: 9),
  ]

  private func table(_ lines: [String]) throws -> Referrals {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    var settings = ReferralSettings(sites: ["shop.example"])
    settings.botAgents = ["Bot"]
    let format = try #require(builtInFormats.format(named: "combined"))
    var reader = ReferralReader(LogDetection(format, in: builtInFormats), settings: settings)
    _ = reader.consume(bytes.span, isLast: true)
    var whole = Referrals(settings)
    try reader.finish(into: &whole)
    return whole
  }

  private func text(_ facts: ReferrerFacts) -> String {
    let shown: [ReferrerFact] = [
      .hits, .botHits, .clients, .loneShare, .targets, .sourcePages, .originShare, .notFoundShare,
      .otherHosts,
    ]
    return facts.host + shown.map { " \(facts[$0] ?? -1)" }.joined()
  }

  @Test func `what is known of a referrer does not depend on the order of lines`() throws {
    for _ in 0..<20 {
      var table = try table(Self.lines.shuffled())
      #expect(
        try table.referrerFacts(site: "shop.example").map(text) == [
          "blog.example 5 1 5 600 4 1 200 600 1", "ghost.example 3 0 3 1000 1 1 666 0 0",
          "news.example 2 0 2 1000 2 0 1000 0 1",
        ])
      #expect(try table.referrerFacts(site: "other.example").isEmpty)
    }
  }

  @Test func `pages that were never there are listed, with who leads there`() throws {
    var table = try table(Self.lines.shuffled())
    #expect(
      try table.brokenTargets(of: "shop.example", isLeftOut: { _ in false }) == [
        BrokenTarget(
          url: "https://shop.example/gone", hits: 2, hosts: 2,
          exampleSource: "https://blog.example/post")
      ])
    #expect(try table.brokenTargets(of: "shop.example", isLeftOut: { _ in true }).isEmpty)
    #expect(try table.brokenTargets(of: "a.example", isLeftOut: { _ in false }).isEmpty)
  }

  @Test func `visits are found for the links of exports`() throws {
    var visits = try ReferralVisits(try table(Self.lines))
    func find(_ source: String, _ target: String) throws -> ReferralVisits.Visits? {
      try visits.visits(from: Array(source.utf8).span, to: Array(target.utf8).span)
    }
    let gone = try find("http://www.blog.example/post#x", "shop.example/gone")
    #expect(gone?.hits == 2)
    #expect(gone?.botHits == 1)
    #expect(gone?.isMissing == true)
    #expect(gone?.granularity == .page)
    let news = try find("https://news.example/any/page", "https://shop.example/q2")
    #expect(news?.hits == 1)
    #expect(news?.isMissing == false)
    #expect(news?.granularity == .origin)
    #expect(try find("https://blog.example/post", "https://shop.example/other") == nil)
    #expect(try find("no address", "https://shop.example/p") == nil)
  }

  @Test func `a client is one whatever its port`() throws {
    let haproxy = { (port: Int) in
      "203.0.113.9:\(port) [17/May/2025:10:05:03.655] web app/1 0/0/0/1/1 200 2750 - - ---- 1/1/1/1/0 "
        + "0/0 {https://blog.example/|UA/1} \"GET /p HTTP/1.1\""
    }
    let bytes = Array((haproxy(1_111) + "\n" + haproxy(2_222)).utf8)
    let detection = try LogDetection(of: bytes.span, in: builtInFormats)
    #expect(detection.name == "haproxy")
    var reader = ReferralReader(detection, settings: ReferralSettings(sites: ["shop.example"]))
    _ = reader.consume(bytes.span, isLast: true)
    #expect(reader.table.zonelessLines == 2)
    var all = Referrals(ReferralSettings(sites: ["shop.example"]))
    try reader.finish(into: &all)
    #expect(try all.referrerFacts(site: "shop.example").map { $0[.clients] } == [1])
  }
}
