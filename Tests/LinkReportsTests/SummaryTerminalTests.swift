import CalendarTime
import LinkModel
import LinkReports
import OutputText
import Testing

@Suite struct SummaryTerminalTests {
  private func render(_ summary: AuditSummary, width: Int = 100) -> String {
    SummaryTerminal.render(summary, width: width, color: false, directory: "out")
  }

  @Test func `a typical profile takes ten seconds to read`() {
    #expect(
      render(Examples.typical) == """
        lanternharbour.example  2 files (Semrush 2025-10-01, Search Console 2025-10-20), 3,412 links from
          612 domains
          disavow   63 domains in 64 lines: 0.0% of link value, none of your 100 strongest domains; +4 −0
                       since 2025-09-24; 1 entry kept out by a guard
          review     5 domains in 2 groups: Paid placement (4), Sitewide link with a commercial anchor (1)
          ignored  118 spam domains without effect (97 nofollow, 14 lost, 7 to pages that are 404)
          kept     426 domains, of them 3 spam-looking but protected (ox.ac.uk and 2 more)
          ! 600 links use your /clickthrough.php?url= to redirect elsewhere: close it, a disavow cannot.
          ! A wave of new links: 2025-09: 31 new domains (usual: 5), 30 of them toxic, mostly Pages from one
            template.
          ! 1 row of 3,429 could not be used: see rejects.csv
          public suffix list of 2025-09-30
        Next: backlinks explain DOMAIN INPUT... · open out/report.html

        """)
  }

  @Test func `files of one tool are named once, by the newest day, and other sites' rows are told`()
  {
    var summary = Examples.typical
    var again = summary.inputs[0]
    again.newestDay = again.newestDay.map { Day(rawValue: $0.rawValue - 9) }
    again.counts.skipped["other target"] = 1_204
    summary.inputs.append(again)
    let text = render(summary)
    #expect(
      text.hasPrefix(
        "lanternharbour.example  3 files (Semrush 2025-10-01, Search Console 2025-10-20), 3,412"))
    #expect(text.contains("\n  1,204 rows link to other sites: left out\n"))
  }

  @Test func `a held file says so before its numbers`() {
    let lines = render(Examples.held).split(separator: "\n").map(String.init)
    #expect(
      lines[2]
        == "  Do not upload yet: the file was held back because it would discount 31.0% of the "
        + "link value.")
    #expect(lines.contains { $0.hasPrefix("Next: read out/disavow.held.txt") })
  }

  @Test func `without backlinks there is nothing to count`() {
    #expect(
      render(Examples.empty) == """
        quiet.example  0 files, 0 links from 0 domains
          No backlinks were found in the input.
        Next: backlinks inspect FILE

        """)
  }

  @Test func `a capped input makes the numbers a lower bound, and one is one`() {
    #expect(
      render(Examples.capped) == """
        capped.example  2 files (Search Console, Combined), 1 link from 1 domain (at least; Search Console
          is capped, Combined is damaged)
          disavow  1 domain: 12.0% of link value
          review   0 domains
          ignored  0 spam domains without effect
          kept     0 domains
          seen by  ahrefs 1 domain (0 alone), gsc 1 domain (0 alone)
          ! The disavow file discounts 12.0% of the link value: read it line by line.
          ! There are probably more links than were exported: gsc.csv (1,000 rows) ends where exports are
            cut. Export in parts, or add another exporter.
        Next: backlinks explain DOMAIN INPUT... · open out/report.html

        """)
  }

  @Test func `without a directory it says how to get reports`() {
    let text = SummaryTerminal.render(Examples.typical, width: 100, color: false)
    #expect(text.hasSuffix("· backlinks audit INPUT... --out DIR\n"))
  }

  @Test(arguments: Examples.all.indices)
  func `every line fits, and strangers steer nothing`(_ index: Int) {
    for width in 40...120 {
      let text = render(Examples.all[index], width: width)
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
      #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{9B}"))
      for line in text.split(separator: "\n") {
        #expect(TerminalText.displayWidth(of: String(line)) <= width, "\(width): \(line)")
      }
    }
  }

  @Test(arguments: Examples.all.indices)
  func `colour adds nothing but colour`(_ index: Int) {
    let colored = SummaryTerminal.render(
      Examples.all[index], width: 80, color: true, directory: "out")
    #expect(colored.contains("\u{1B}[1m"))
    #expect(
      colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == render(Examples.all[index], width: 80))
  }
}
