import LinkModel
import LinkReports
import Testing

@Suite struct SummaryMarkdownTests {
  @Test func `a ticket begins with what to do, when to do it, and four numbers`() {
    let text = SummaryMarkdown.render(Examples.typical)
    #expect(
      text.hasPrefix(
        """
        # Backlinks of lanternharbour.example

        **63 domains are worth disavowing.**

        When to disavow, by Google's own advice: only when links that were bought or made for the site \
        have brought a manual action, or probably will. Most other spam is ignored without your doing, \
        and a good link that is disavowed no longer counts.

        - **Attention:** 600 links use your /clickthrough.php?url= to redirect elsewhere: close it, a \
        disavow cannot.
        - **Attention:** A wave of new links: 2025-09: 31 new domains (usual: 5), 30 of them toxic, mostly \
        Pages from one template.

        | Referring domains | Number | Details |
        | --- | --- | --- |
        | live and followed | 301 | of 612 domains with 3,412 links |
        | to disavow | 63 | 64 lines, 0.0% of link value |
        | to review | 5 | in 2 groups |
        | spam without effect | 118 | 97 nofollow, 14 lost, 7 to pages that are 404 |

        ## What the disavow file costs

        - 0.0% of the link value is discounted.
        - It names none of your 100 strongest domains.
        - Since the previous file of 2025-09-24: 4 added, 0 removed.
        - 7 lines of yours kept as written.
        - An upload replaces the whole earlier file.

        Kept out by a guard:

        - `domain:ox.ac.uk`: a university

        ## Since the previous file

        - added `domain:news.example`: news.example
        - removed `news.example`: news.example

        ## To review

        """))
  }

  @Test func `the inputs say where every row ended`() {
    let text = SummaryMarkdown.render(Examples.typical)
    #expect(
      text.hasSuffix(
        """
        ## Inputs

        | File | What | Newest day | Used | Skipped | Rejected | Note |
        | --- | --- | --- | --- | --- | --- | --- |
        | `semrush.csv` | Semrush, Backlinks | 2025-10-01 | 2,405 (repaired: 3 url-without-scheme) | \
        14 internal, 2 blank | 1 too-many-fields |  |
        | `gsc.csv` | Search Console, Latest links | 2025-10-20 | 1,007 | 0 | 0 |  |

        Days count back from 2025-10-20. Public suffix list of 2025-09-30.

        - `semrush.csv:1042: too many fields; row skipped`

        """))
    #expect(
      SummaryMarkdown.render(Examples.capped)
        .contains("| at least: exports are cut at 1,000 rows |"))
  }

  static let sentences: [(summary: AuditSummary, sentence: String)] = [
    (Examples.empty, "No backlinks were found in the input."),
    (
      Examples.held,
      "Do not upload yet: the file was held back because it would discount 31.0% of the link value."
    ),
    (Examples.capped, "1 domain is worth disavowing."),
    (withEntries(0, reviews: 0), "You probably do not need to upload anything."),
    (
      withEntries(0, reviews: 1),
      "You probably do not need to upload anything; 1 domain is worth a look."
    ),
    (
      withEntries(0, reviews: 1_200),
      "You probably do not need to upload anything; 1,200 domains are worth a look."
    ),
    (
      withEntries(3, reviews: 0),
      "Nothing new is worth disavowing; the file keeps 3 earlier entries."
    ),
    (
      withEntries(3, reviews: 0, added: 0),
      "Nothing new to upload: the previous file already has every entry."
    ),
  ]

  private static func withEntries(_ entries: Int, reviews: Int, added: Int? = nil) -> AuditSummary {
    var summary = AuditSummary(site: "site.example", asOf: Examples.day(2025, 10, 20))
    summary.domains = 10
    summary.verdicts = [.keep: 10, .review: reviews]
    summary.disavow.entries = entries
    summary.disavow.added = added
    return summary
  }

  @Test(arguments: sentences.indices)
  func `the first sentence says what to do`(_ index: Int) {
    let example = Self.sentences[index]
    #expect(example.summary.advice.description == example.sentence)
  }

  @Test func `strangers write no markup, no link and no row of their own`() {
    let portfolio = PortfolioSummary([Examples.hostile]).renderMarkdown()
    for text in [SummaryMarkdown.render(Examples.hostile), portfolio] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
      #expect(!text.replacing("\\<", with: "").contains("<"))
      var columns = 0
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let cells = line.replacing("\\\\", with: "").replacing("\\|", with: "").split(
          separator: "|", omittingEmptySubsequences: false
        ).count
        if line.hasPrefix("|") {
          #expect(columns <= 1 || cells == columns, "\(line)")
        } else {
          #expect(cells == 1, "\(line)")
        }
        columns = cells
      }
    }
  }
}
