import CalendarTime
import DelimitedText
import Foundation
import LinkModel
import Testing

@testable import LinkReports

/// The forms of `changes`: one model, four writers.
@Suite struct ChangesFormTests {
  /// Nothing changed.
  private static let quiet = ChangeReport(
    site: "quiet.example", from: ChangeReport.Point(day: Examples.day(2026, 8, 1)),
    to: ChangeReport.Point(day: Examples.day(2026, 10, 30), run: 41))

  /// Everything changed, with a text of strangers in every place.
  private static func full(_ text: String) -> ChangeReport {
    let day = Examples.day(2026, 10, 2)
    var report = ChangeReport(
      site: text, from: ChangeReport.Point(day: Examples.day(2026, 8, 1)),
      to: ChangeReport.Point(day: Examples.day(2026, 10, 30)))
    report.isShort = true
    report.domains.before = 412
    report.domains.after = 431
    report.domains.new = 31
    report.domains.lost = 15
    report.domains.regained = 3
    report.links = report.domains
    report.links.moved = 2
    report.links.listed = 1_200
    report.growth = ChangeReport.Growth(
      since: Examples.day(2026, 8, 1), domains: report.domains, links: report.links)
    report.firstExports = [(text, text, day)]
    report.toxicShares = [
      ChangeReport.ToxicShare(day: Examples.day(2026, 8, 1), toxic: 4, domains: 100),
      ChangeReport.ToxicShare(day: day, toxic: 13, domains: 200),
    ]
    var spike = ChangeReport.Spike(first: day, days: 7, domains: 31, usual: 2, toxic: 20)
    spike.family = ("page-template", text, 25)
    report.spikes = [spike]
    report.anchors = [
      ChangeReport.Anchor(anchor: text, before: 4, after: 40, shareBefore: 10, shareAfter: 93)
    ]
    for kind in ChangeReport.Kind.allCases {
      var link = ChangeReport.Link(
        kind: kind, domain: text, sourceURL: text, day: day, isNofollow: false)
      link.targetURL = text
      link.anchor = text
      link.oldAnchor = text
      link.authority = 72_500
      // More than a list shows.
      report.changedLinks += Array(repeating: link, count: 60)
      if kind == .moved { continue }
      var domain = ChangeReport.Domain(kind: kind, domain: text + "x", day: day, links: 2)
      domain.authority = 72_500
      domain.linkClass = .toxic
      report.changedDomains.append(domain)
    }
    report.alerts = ChangeReport.Alert.Kind.allCases.map { kind in
      ChangeReport.Alert(
        id: "00ff", kind: kind, severity: .high, day: day, domain: text, message: text)
    }
    return report
  }

  private static let reports = [quiet, full("a.example"), full(Examples.hostileText)]

  private static let schemaPath = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/changes.schema.json").standardizedFileURL

  @Test func `the keys of the JSON are those of its schema, and no others`() throws {
    func object(_ bytes: [UInt8]) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }
    let schema = try object([UInt8](Data(contentsOf: Self.schemaPath)))
    var walk = SchemaWalk(definitions: schema["$defs"] as? [String: Any] ?? [:])
    let json = try object(ChangesJSON.render(Self.reports))
    walk.compare(json, schema, at: "$")
    #expect(walk.problems == [])
    let sites = try #require(json["sites"] as? [[String: Any]])
    let links = try #require(sites.last?["changed_links"] as? [[String: Any]])
    #expect(links.count == 240)
    #expect(links[0]["anchor"] as? String == Examples.hostileText)
  }

  @Test(arguments: [40, 100])
  func `the text fits the terminal, and no stranger steers it`(_ width: Int) {
    let text = ChangesTerminal.render(Self.reports, width: width, color: false, alertsOnly: false)
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    let isSafe = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || !(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
    }
    #expect(isSafe && !text.contains("\u{202E}"))
    #expect(text.contains("no change") && text.contains("and 50 more new links"))
  }

  @Test func `of quiet sites nothing is said but what was asked`() {
    #expect(ChangesTerminal.render([Self.quiet], width: 80, color: false, alertsOnly: true) == "")
    let alerts = ChangesTerminal.render(Self.reports, width: 80, color: false, alertsOnly: true)
    #expect(!alerts.contains("quiet.example") && !alerts.contains("domains"))
    #expect(alerts.contains("! high  a.example [00ff]"))
    #expect(
      ChangesTerminal.render([Self.quiet], width: 80, color: false, alertsOnly: false) == """
        quiet.example  2026-08-01 to run 41 (2026-10-30)
          domains  0 then, 0 now: no change
          links    0 then, 0 now: no change

        """)
  }

  @Test func `the numbers are sentences`() {
    let text = ChangesTerminal.render(
      [Self.full("a.example")], width: 120, color: false, alertsOnly: false)
    for line in [
      "  domains  412 then, 431 now: 31 new, 15 lost, 3 regained",
      "  90 days  +19 (+4.6%) domains, +19 (+4.6%) links",
      "  toxic    4.0% on 2026-08-01, 6.5% of 200 judged domains on 2026-10-02",
      "  baseline a.example a.example (2026-10-02): first exports, what they list is not new",
      "  spike    31 new domains in the 7 days from 2026-10-02, usual are 2; 25 of them by a.example; 20 toxic",
      "  anchor   a.example: 1.0% of domains then, 9.3% now",
      "  lost     a.examplex (authority 72.5, toxic, 2 links), 2026-10-02",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
  }

  @Test func `nothing from a stranger is markup`() {
    let text = ChangesMarkdown.render(Self.reports)
    for line in text.split(separator: "\n") where line.contains("<script>") {
      #expect(line.contains("`<script>") || line.contains("\\<script\\>"), "\(line)")
    }
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.contains("And 10 more links: see the CSV or the JSON."))
    // Every row of a table has as many cells as its head.
    var cells = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        cells = 0
        continue
      }
      let bars = line.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" }
      #expect(cells == 0 || bars == cells, "\(line)")
      cells = bars
    }
  }

  @Test func `the CSV has a line for each alert, domain and link, and no formulas`() throws {
    let text = String(decoding: ChangesCSV.render(Self.reports), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "site,subject,change,day,domain,authority,source_url,target_url,anchor,old_anchor,class,"
          + "severity,id,message\n"))
    #expect(text.contains("a.example,alert,spike,2026-10-02,a.example,,,,,,,high,00ff,a.example\n"))
    #expect(text.contains("a.example,domain,lost,2026-10-02,a.examplex,72.5,,,,,toxic,,,\n"))
    let plain = ChangesCSV.render([Self.full("=1+1")])
    #expect(!String(decoding: plain, as: UTF8.self).contains(",=1"))
    let rows = String(decoding: ChangesCSV.render([Self.full("a")]), as: UTF8.self)
      .split(separator: "\n")
    #expect(rows.count == 1 + 5 + 3 + 240)
    #expect(rows.allSatisfy { $0.count { $0 == "," } == 13 })
  }
}
