import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct ListTests {
  /// Rows of a list as `source > target "anchor"`, "-" where nothing is said.
  private func rows(_ text: String, sites: [String] = []) throws -> [String] {
    let export = try ReadExport(text, sites: sites)
    #expect(export.shape.headerLine == 0)
    #expect(export.counts.rejected == [:])
    return export.rows.map { row in
      let source = row.text(.sourceURL) ?? row.text(.sourceDomain) ?? "-"
      return
        "\(source) > \(row.text(.targetURL) ?? "-") \(row.text(.anchor).map { "\"\($0)\"" } ?? "-")"
    }
  }

  static let lists: [(text: String, rows: [String])] = [
    (
      "https://a.example/1,https://shop.example/\nhttps://b.example/2,https://shop.example/x\n",
      [
        "https://a.example/1 > https://shop.example/ -",
        "https://b.example/2 > https://shop.example/x -",
      ]
    ),
    // The target first, an anchor that is a familiar name of a column, other separators.
    (
      "https://shop.example/;link;https://a.example/1\nhttps://shop.example/;;https://b.example/2",
      [
        "https://a.example/1 > https://shop.example/ \"link\"",
        "https://b.example/2 > https://shop.example/ \"\"",
      ]
    ),
    (
      "\"https://a.example/1\",\"https://shop.example/\",\"tea, green\"\n# by hand\n"
        + "\"https://b.example/2\",\"https://shop.example/\",2\n",
      [
        "https://a.example/1 > https://shop.example/ \"tea, green\"",
        "https://b.example/2 > https://shop.example/ \"2\"",
      ]
    ),
    // What is only numbers or dates is no anchor.
    (
      "https://a.example/1\thttps://shop.example/\t2025-01-02\n"
        + "https://b.example/2\thttps://shop.example/\t2025-01-03\n",
      [
        "https://a.example/1 > https://shop.example/ -",
        "https://b.example/2 > https://shop.example/ -",
      ]
    ),
    (
      "a.example,shop.example\nb.example,shop.example\n",
      ["a.example > shop.example -", "b.example > shop.example -"]
    ),
    (
      "sep=|\r\nhttps://a.example/1|https://shop.example/\r\n"
        + "https://b.example/2|https://shop.example/\r\n",
      [
        "https://a.example/1 > https://shop.example/ -",
        "https://b.example/2 > https://shop.example/ -",
      ]
    ),
    // A list of pages whose addresses hold separators.
    (
      "https://a.example/1,2;3\nhttps://b.example/4\n",
      ["https://a.example/1,2;3 > - -", "https://b.example/4 > - -"]
    ),
    ("\"https://a.example/1\"\n", ["https://a.example/1 > - -"]),
    ("https://a.example/1,2", ["https://a.example/1,2 > - -"]),
  ]

  @Test(arguments: lists)
  func `columns without a header are told by what they hold`(
    _ example: (text: String, rows: [String])
  ) throws {
    #expect(try rows(example.text) == example.rows)
  }

  @Test func `of two columns that vary alike the user's site is linked`() throws {
    let text = "https://a.example/1,https://www.shop.example/\n"
    #expect(
      try rows(text, sites: ["shop.example"]).first?.hasPrefix("https://a.example/1 >") == true)
    #expect(try rows(text, sites: ["a.example"]).first?.hasPrefix("https://www.shop") == true)
  }

  static let refused: [(text: String, reason: String)] = [
    (
      "https://a.example/1,https://shop.example/\n",
      "a table without a header, and nothing proves which of the columns 1 and 2 holds the linking "
        + "page; name your site with --site, or put a line with the names of its columns before it, "
        + "such as 'source_url,target_url,anchor'"
    ),
    (
      "https://a.example/1,tea\nhttps://b.example/2,oolong\n",
      "a table without a header; put a line with the names of its columns before it, such as "
        + "'source_url,target_url,anchor'"
    ),
    (
      "x,1,https://a.example/1,https://shop.example/,tea\n",
      "a table without a header; put a line with the names of its columns before it, such as "
        + "'source_url,target_url,anchor'"
    ),
    (
      "https://a.example/1\nb.example\n",
      "pages and bare domains in one list: a bare domain can be a page or a whole domain; "
        + "write pages with https://, or list domains alone"
    ),
    (
      (0..<4).map { "https://a\($0).example/,https://b\($0).example/\n" }.joined(),
      "a table without a header, and nothing proves which of the columns 1 and 2 holds the linking "
        + "page; name your site with --site, or put a line with the names of its columns before it, "
        + "such as 'source_url,target_url,anchor'"
    ),
    (
      (0..<12).map { "https://shop.example/\($0),https://shop.example/x\n" }.joined()
        + "https://a.example/,https://shop.example/\n",
      "most rows link from a site to itself: a crawl of one site, not its backlinks; "
        + "take a backlink export"
    ),
  ]

  @Test(arguments: refused)
  func `what nothing proves is refused`(_ example: (text: String, reason: String)) {
    #expect(refusal(of: Array(example.text.utf8)) == example.reason)
  }

  @Test func `lines are counted from the first, and what has too many cells is rejected`() throws {
    let export = try ReadExport(
      "sep=,\nhttps://a.example/,https://shop.example/\nhttps://b.example/,https://shop.example/\n"
        + String(repeating: "https://c.example/,https://shop.example/\n", count: 20) + "1,2,3\n")
    #expect(export.rows.first?.number(.line) == 2)
    #expect(export.rejects.map(\.line) == [24])
    #expect(export.counts.rejected == ["too-many-fields": 1])
  }

  @Test func `lines of a disavow file among addresses are skipped and said`() throws {
    let export = try ReadExport("https://a.example/1\nhttps://b.example/2\n# x\ndomain:c.example\n")
    #expect(export.rows.count == 2)
    #expect(export.counts.skipped == ["comment": 1, "disavow entry": 1])
    #expect(export.messages.count == 1)
  }
}
