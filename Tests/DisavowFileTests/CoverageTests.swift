import SeededRandom
import Testing

@testable import DisavowFile

@Suite struct CoverageTests {
  static let text = """
    domain:a.test
    domain:sub.b.test
    http://c.test/page
    https://www.d.test/
    domain:192.0.2.1
    domain:www.e.test
    domain:[2001:db8::1]
    """

  private func index() throws -> CoverageIndex {
    CoverageIndex(try DisavowDocument(parsing: Array(Self.text.utf8)))
  }

  @Test(
    arguments: [
      ("a.test", 1), ("x.y.A.test.", 1), ("aa.test", nil), ("test", nil), ("b.test", nil),
      ("sub.b.test", 2), ("c.test", nil), ("192.0.2.1", 5), ("1.192.0.2.1", nil), ("2.1", nil),
      ("e.test", nil), ("www.e.test", 6), ("[2001:DB8::1]", 7), ("", nil),
    ] as [(String, Int?)])
  func `a domain covers itself and all hosts below it`(_ host: String, _ line: Int?) throws {
    #expect(try index().covers(host: host) == line)
  }

  @Test(
    arguments: [
      ("https://x.a.test/y?z", 1), ("http://a.test:8080/", 1), ("HTTP://C.test/page#x", 3),
      ("https://c.test/page", nil), ("http://www.c.test/page", nil), ("http://c.test/page/", nil),
      ("c.test/page", 3), ("https://www.d.test", 4), ("https://d.test/", nil), ("//a.test", 1),
      ("mailto:me@a.test", nil), ("http://a.test/" + String(repeating: "x", count: 3_000), 1),
      ("", nil),
    ] as [(String, Int?)])
  func `a page covers exactly its own address`(_ url: String, _ line: Int?) throws {
    #expect(try index().covers(url: url) == line)
  }

  @Test func `the narrowest domain answers`() throws {
    let document = try DisavowDocument(parsing: Array("domain:a.test\ndomain:b.a.test\n".utf8))
    #expect(CoverageIndex(document).covers(host: "c.b.a.test") == 2)
    #expect(CoverageIndex(document).coverer(ofPage: "http://a.test/")?.entry == .domain("a.test"))
  }

  @Test(
    arguments: [
      ("http://x.a.test/", "a sub-domain of a.test"),
      ("https://a.test/", "its host, on http and https"),
      ("http://c.test/page", "the page itself"),
      ("https://c.test/page", "line 3 is near, but http and https are different pages"),
      ("http://www.c.test/page", "line 3 is near, but with and without www. are different pages"),
      (
        "https://www.c.test/page",
        "line 3 is near, but scheme and www. differ, so it is another page"
      ),
      ("http://e.test/", "line 6 covers www.e.test and what is below it only"),
      (
        "http://b\u{FC}cher.a.test/",
        "a sub-domain of a.test; in ASCII its host is xn--bcher-kva.a.test"
      ),
      ("http://z.test/", "no entry names it, its host or a domain above"),
      ("mailto:a@a.test", "not an http or https address"),
      ("http://a b/", "not an http or https address"),
      ("http://1.2.3.999/", "its host cannot be one"),
    ])
  func `the reason says what covers a page, or what comes nearest`(
    _ url: String, _ reason: String
  ) throws {
    let bytes = Array(url.utf8)
    #expect(try index().reason(ofPage: bytes.span) == reason)
  }

  @Test(arguments: PropertyTests.seeds)
  func `the index agrees with a plain reading of the rules`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<200 {
      guard let document = try? DisavowDocument(parsing: random.file() + random.file()) else {
        continue
      }
      let index = CoverageIndex(document)
      let entries = document.entries.map(\.entry)
      for _ in 0..<20 {
        let url = String(decoding: random.line(), as: UTF8.self)
        let bytes = Array(url.utf8)
        guard case .url(let page)? = DisavowEntry(url) else { continue }
        let host = DisavowEntry.url(page).host
        let isCovered = entries.contains { entry in
          switch entry {
          case .url(let text): text == page
          case .domain(let name):
            name == host
              || !entry.isAddress && !DisavowEntry.url(page).isAddress && host.hasSuffix("." + name)
          }
        }
        var out: [UInt8] = []
        #expect(
          index.appendCoverer(ofPage: bytes.span, to: &out) == isCovered,
          "seed \(seed) round \(round): \(url)")
        #expect((index.covers(url: url) != nil) == isCovered)
      }
    }
  }
}
