import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct EitherEndTests {
  /// A table with a row a pair of hosts.
  private func table(_ header: String, _ hosts: [(String, String)]) -> String {
    header + "\n" + hosts.map { "https://\($0.0)/x,https://\($0.1)/y\n" }.joined()
  }

  private static let links = (0..<12).map { ("s\($0).example", "shop.example") }

  private func ends(_ text: String) throws -> (sources: Set<String>, targets: Set<String>) {
    let rows = try ReadExport(text).rows
    return (
      Set(rows.compactMap { $0.text(.sourceHost) }), Set(rows.compactMap { $0.text(.targetHost) })
    )
  }

  @Test(arguments: [
    "URL,Target URL", "Link,Landing page", "URL,URL", "URL,Link", "Source URL,Link URL",
  ])
  func `the column whose host varies holds the linking pages`(_ header: String) throws {
    let (sources, targets) = try ends(table(header, Self.links))
    #expect(sources.count == 12)
    #expect(targets == ["shop.example"])
  }

  @Test(arguments: ["URL,URL", "URL,Link"])
  func `the order of the columns does not matter when the hosts prove it`(_ header: String) throws {
    let (sources, targets) = try ends(table(header, Self.links.map { ($0.1, $0.0) }))
    #expect(sources.count == 12)
    #expect(targets == ["shop.example"])
  }

  @Test func `a column of the user's site is linked`() throws {
    for hosts in [("a.example", "www.shop.example"), ("www.shop.example", "a.example")] {
      let export = try ReadExport(table("URL,Link", [hosts]), sites: ["shop.example"])
      #expect(export.rows.map { $0.text(.targetHost) } == ["www.shop.example"])
      #expect(export.messages == [])
    }
  }

  @Test func `columns of one name are taken in their order when nothing proves more`() throws {
    let export = try ReadExport(table("URL,URL", [("a.example", "shop.example")]))
    #expect(export.rows.map { $0.text(.sourceHost) } == ["a.example"])
    #expect(
      export.messages == [
        "links.csv: nothing proves which column holds the linking page; the first named 'URL' is taken"
      ])
  }

  @Test(arguments: [
    (
      "URL,Link", [("a.example", "shop.example")],
      "nothing proves which of the columns 'URL', 'Link' holds the linking page; "
        + "name your site with --site, or add a mapping file (docs/exporters.md)"
    ),
    (
      "Source,Target", links.map { _ in ("shop.example", "www.shop.example") },
      "most rows link from a site to itself: a crawl of one site, not its backlinks; "
        + "take a backlink export"
    ),
    (
      "Source,Target", links.map { ($0.1, $0.0) },
      "all rows link from one host to many: the columns 'Source' and 'Target' look reversed, "
        + "or this lists outgoing links; take a backlink export"
    ),
  ])
  func `what would be read the wrong way round is refused`(
    _ header: String, _ hosts: [(String, String)], _ reason: String
  ) {
    #expect(refusal(of: Array(table(header, hosts).utf8)) == reason)
  }

  @Test func `one column of many hosts is a list of linking pages, of one host it is nobody's`() {
    let many = "URL,Title\nhttps://a.example/,x\nhttps://b.example/,y\n"
    #expect(refusal(of: Array(many.utf8)) == nil)
    let own = "URL,Title\nhttps://shop.example/a,x\nhttps://shop.example/b,y\n"
    #expect(refusal(of: Array(own.utf8))?.contains("no column for the linking page") == true)
  }
}
