import Foundation
import LinkReports
import Testing

@Suite struct PortfolioSummaryTests {
  private let portfolio = PortfolioSummary([Examples.typical, Examples.capped, Examples.empty])

  @Test func `every site has one row, by name`() {
    #expect(
      portfolio.renderMarkdown().hasSuffix(
        """

        | Site | Domains | Disavow | Review | Ignored | Kept | Link value | What to do |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | `capped.example` | at least 1 | 1 | 0 | 0 | 0 | 12.0% | 1 domain is worth disavowing. |
        | `lanternharbour.example` | 612 | 63 | 5 | 118 | 426 | 0.0% | 63 domains are worth \
        disavowing. |
        | `quiet.example` | 0 | 0 | 0 | 0 | 0 | 0.0% | No backlinks were found in the input. |

        """))
  }

  @Test func `the first sentence counts the sites with something to upload`() {
    #expect(portfolio.renderMarkdown().contains("**2 sites have domains worth disavowing.**"))
    #expect(
      PortfolioSummary([Examples.held, Examples.typical]).renderMarkdown()
        .contains("**1 file was held back; 1 site has domains worth disavowing.**"))
    #expect(
      PortfolioSummary([Examples.empty]).renderMarkdown()
        .contains("**You probably do not need to upload anything.**"))
  }

  @Test func `the rows are also JSON`() throws {
    let value = try JSONSerialization.jsonObject(with: Data(portfolio.renderJSON()))
    let object = try #require(value as? [String: Any])
    #expect(object["schema"] as? String == PortfolioSummary.schema)
    let sites = try #require(object["sites"] as? [[String: Any]])
    #expect(sites.map { $0["entries"] as? Int } == [1, 64, 0])
    #expect(sites[0]["is_lower_bound"] as? Bool == true)
    #expect(sites[1]["added"] as? Int == 4)
  }
}
