import CalendarTime
import LinkModel
import LinkReports
import Testing

@Suite struct CSVFilesTests {
  @Test func `domains csv has whole points, exact value and ISO dates`() {
    var csv = DomainsCSV()
    var row = DomainRow(
      domain: "pills.example", verdict: .disavowDomain, linkClass: .toxic, score: 84_500,
      value: 1_250)
    row.entry = "domain:pills.example"
    row.links = 61
    row.sourcePages = 60
    row.targetPages = 1
    row.followedLinks = 61
    row.topAnchor = "=HYPERLINK(\"u\")"
    row.firstSeen = Moment(Examples.day(2025, 9, 7))
    row.lastSeen = Moment(seconds: 1_760_000_000)
    row.rules = ["spam-phrase", "sitewide-money-anchor"]
    row.reason = "60 pages, one anchor"
    row.authority = 23_500
    row.languages = ["de", "en"]
    row.relation = "followed"
    row.placement = .footer
    row.lostLinks = 2
    csv.append(row)
    #expect(
      String(decoding: csv.takeBytes(), as: UTF8.self) == """
        domain,verdict,class,score,value,entry,links,source_pages,target_pages,followed_links,\
        top_anchor,first_seen,last_seen,rules,reason,authority,languages,relation,placement,lost_links
        pills.example,disavow-domain,toxic,85,1.250,domain:pills.example,61,60,1,61,\
        "'=HYPERLINK(""u"")",2025-09-07,2025-10-09T08:53:20Z,spam-phrase sitewide-money-anchor,\
        "60 pages, one anchor",23.5,de en,followed,footer,2

        """)
    csv.append(
      DomainRow(domain: "a.example", verdict: .keep, linkClass: .clean, score: 0, value: 0))
    #expect(
      String(decoding: csv.takeBytes(), as: UTF8.self)
        == "a.example,keep,clean,0,0.000,,0,0,0,0,,,,,,,,unknown,unknown,0\n")
  }

  @Test func `links csv is written link by link`() {
    var csv = LinksCSV()
    var line = LinkLine(
      sourceURL: "https://b.example/?a=1,2", targetURL: "https://site.example/",
      verdict: .disavowURL, sourceDomain: "b.example")
    line.anchor = "安い\nランプ"
    line.score = 79_499
    line.rules = ["comment-spam"]
    line.reason = "a comment with a money anchor"
    line.firstSeen = Moment(Examples.day(2025, 9, 7))
    line.exporters = ["ahrefs", "gsc"]
    csv.append(line)
    #expect(
      String(decoding: csv.takeBytes(), as: UTF8.self) == """
        source_url,target_url,anchor,verdict,score,rules,reason,source_domain,first_seen,last_seen,\
        exporters
        "https://b.example/?a=1,2",https://site.example/,"安い
        ランプ",disavow-url,79,comment-spam,a comment with a money anchor,b.example,2025-09-07,,ahrefs gsc

        """)
    #expect(csv.count == 0)
  }

  @Test func `rejects csv is UTF-8 whatever the input was`() {
    var csv = RejectsCSV()
    csv.append(
      Reject(
        file: "a.csv", line: 7, reason: "too-many-fields", detail: "18 fields, expected 15",
        raw: Array("x;\"y\"".utf8) + [0xFF, 0x00]))
    #expect(
      String(decoding: csv.takeBytes(), as: UTF8.self) == """
        file,line,reason,detail,raw
        a.csv,7,too-many-fields,"18 fields, expected 15","x;""y""\u{FFFD}"

        """)
  }
}
