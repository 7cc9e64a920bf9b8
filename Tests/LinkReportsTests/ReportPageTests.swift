import Foundation
import LinkModel
import LinkReports
import Testing

@Suite struct ReportPageTests {
  /// A row of which a stranger wrote every text.
  private static func row(_ text: String, _ verdict: Verdict = .review) -> DomainRow {
    var row = DomainRow(
      domain: text, verdict: verdict, linkClass: .toxic, score: 90_000, value: 500)
    row.topAnchor = text
    row.reason = text
    row.rules = ["spam-phrase"]
    row.evidence.families = [("spam-words", 80)]
    row.evidence.entries = ["domain:" + text]
    row.evidence.group = text
    row.evidence.softenedBy = text
    row.evidence.protection = text
    row.evidence.guardReason = text
    row.evidence.turn = text
    row.evidence.samples = [
      DomainEvidence.Sample(sourceURL: text, targetURL: text, anchor: text)
    ]
    return row
  }

  private static func page(_ summary: AuditSummary, _ rows: [DomainRow] = []) -> String {
    String(
      decoding: ReportPage.render(
        summary, domains: rows, disavow: Array("domain:a.example\n".utf8)),
      as: UTF8.self)
  }

  private static func model(of page: String) throws -> [String: Any] {
    let head = #"<script type="application/json" id="model">"#
    let start = try #require(page.range(of: head)).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    let object = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
    return try #require(object as? [String: Any])
  }

  @Test(arguments: Examples.all.indices)
  func `every summary becomes a page with one script and one model`(_ index: Int) throws {
    let page = ReportPageTests.page(Examples.all[index])
    #expect(page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(page.components(separatedBy: "<style").count == 2)
    for name in ["http://", "https://"] {
      #expect(!page.contains("href=\"\(name)"))
      #expect(!page.contains("src="))
    }
    _ = try ReportPageTests.model(of: page)
  }

  @Test func `texts of strangers are never markup`() throws {
    let text = Examples.hostileText
    let page = ReportPageTests.page(
      Examples.hostile, [ReportPageTests.row(text), ReportPageTests.row("</script>" + text)])
    #expect(!page.contains("<script>x"))
    // In the model a name is exact; the script spells out what would turn its direction.
    #expect(!page.components(separatedBy: "id=\"model\"")[0].contains("\u{202E}"))
    #expect(!page.contains("\u{1B}"))
    #expect(page.components(separatedBy: "</script>").count == 3)
    let columns = try #require(try ReportPageTests.model(of: page)["columns"] as? [String: Any])
    #expect(columns["name"] as? [String] == [text, "</script>" + text])
  }

  @Test func `every element that is opened is closed`() throws {
    let page = ReportPageTests.page(Examples.hostile, [ReportPageTests.row("a.example")])
    let body = page.components(separatedBy: "<main>")[1].components(separatedBy: "</main>")[0]
    var open: [Substring] = []
    for part in body.split(separator: "<").dropFirst() {
      let name = part.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      if name.first == "/" {
        #expect(open.popLast() == name.dropFirst())
      } else if name != "input" {
        open.append(name)
      }
    }
    #expect(open == [])
  }

  @Test func `the policy names the script and the style of the page, and allows nothing else`() {
    let page = ReportPageTests.page(Examples.typical)
    #expect(
      page.contains("content=\"default-src &#39;none&#39;; script-src &#39;sha256-")
        || page.contains("content=\"default-src 'none'; script-src 'sha256-"))
    #expect(!page.contains("unsafe-inline"))
  }

  @Test func `beyond its room the page leaves out harmless domains of least value`() throws {
    var rows = (0..<50_010).map { number in
      var row = DomainRow(
        domain: "k\(number).example", verdict: .keep, linkClass: .clean, score: 0,
        value: Int64(number))
      row.topAnchor = "anchor \(number)"
      return row
    }
    rows[3] = ReportPageTests.row("grave.example", .disavowDomain)
    let model = try ReportPageTests.model(of: ReportPageTests.page(Examples.typical, rows))
    let columns = try #require(model["columns"] as? [String: Any])
    let names = try #require(columns["name"] as? [String])
    #expect(names.count == 50_000)
    #expect(names.contains("grave.example"))
    #expect(!names.contains("k0.example"))
    #expect(names.contains("k50009.example"))
    #expect(model["total"] as? Int == 50_010)
  }

  @Test func `ten thousand bytes of a text are cut`() {
    let long = String(repeating: "x", count: 10_000)
    #expect(
      !ReportPageTests.page(Examples.typical, [ReportPageTests.row(long)]).contains(
        "reason\":\"" + long))
  }

  @Test func `same input, same bytes`() {
    let rows = [ReportPageTests.row("a.example"), ReportPageTests.row("b.example")]
    #expect(
      ReportPage.render(Examples.typical, domains: rows, disavow: [])
        == ReportPage.render(Examples.typical, domains: rows, disavow: []))
  }

  @Test func `outreach lists domains to review and to disavow with their page`() {
    var outreach = OutreachCSV()
    for verdict in Verdict.allCases {
      var row = ReportPageTests.row("\(verdict.name).example", verdict)
      row.evidence.samples = [
        DomainEvidence.Sample(
          sourceURL: "https://\(verdict.name).example/p", targetURL: "https://shop.example/",
          anchor: "lamps")
      ]
      row.reason = "why"
      outreach.append(row)
    }
    #expect(
      String(decoding: outreach.takeBytes(), as: UTF8.self) == """
        domain,verdict,page,target,anchor,links,first_seen,reason,state,note
        review.example,review,https://review.example/p,https://shop.example/,lamps,0,,why,,
        disavow-url.example,disavow-url,https://disavow-url.example/p,https://shop.example/,lamps,0,,why,,
        disavow-host.example,disavow-host,https://disavow-host.example/p,https://shop.example/,lamps,0,,why,,
        disavow-domain.example,disavow-domain,https://disavow-domain.example/p,https://shop.example/,lamps,0,,why,,

        """)
  }
}
