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
}
