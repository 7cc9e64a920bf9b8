import CalendarTime
import LinkModel
import OutputText

/// The summary of several sites: one row each, by name.
public struct PortfolioSummary: Sendable {
  /// The name and version of the JSON format.
  public static let schema = "backlinks-portfolio/1"

  /// The sites, by name.
  public let sites: [AuditSummary]

  /// A portfolio of those sites, in any order.
  public init(_ sites: [AuditSummary]) {
    self.sites = sites.sorted { $0.site < $1.site }
  }

  /// summary.json of the whole, with a line end.
  public func renderJSON() -> [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("schema", PortfolioSummary.schema)
    json.array("sites", sites) { json, site in
      json.member("site", site.site)
      json.member("as_of", site.asOf.description)
      json.member("advice", site.advice.description)
      json.member("links", site.links)
      json.member("domains", site.domains)
      json.member("followed_domains", site.followedDomains)
      json.member("is_lower_bound", site.isLowerBound)
      json.member("disavow_domains", site.disavowDomains)
      json.member("review_domains", site.verdicts[.review] ?? 0)
      json.member("ignored_domains", site.verdicts[.ignore] ?? 0)
      json.member("kept_domains", site.verdicts[.keep] ?? 0)
      json.member("entries", site.disavow.entries)
      json.member("added", site.disavow.added)
      json.member("value_share", thousandths: Int64(site.disavow.valueShare))
      json.member("is_held", site.disavow.heldBecause != nil)
      json.member("alerts", site.alerts.count)
      json.member("rejected_rows", site.rejected)
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  /// summary.md of the whole, with a line end.
  public func renderMarkdown() -> String {
    var page = MarkdownPage()
    page.heading(1, "Backlinks of \(Words.count(sites.count, "site"))")
    page.paragraph("**\(advice)**")
    page.paragraph(SummaryMarkdown.googleLine)
    page.table(
      ["Site", "Domains", "Disavow", "Review", "Ignored", "Kept", "Link value", "What to do"],
      sites.map { site in
        let least = site.isLowerBound ? "at least " : ""
        return [
          MarkdownText.code(site.site), least + DecimalText.grouped(site.domains),
          DecimalText.grouped(site.disavowDomains),
          DecimalText.grouped(site.verdicts[.review] ?? 0),
          DecimalText.grouped(site.verdicts[.ignore] ?? 0),
          DecimalText.grouped(site.verdicts[.keep] ?? 0), Words.percent(site.disavow.valueShare),
          MarkdownText.safe(site.advice.description),
        ]
      })
    return page.text
  }

  private var advice: String {
    var worthIt = 0
    var held = 0
    for site in sites {
      switch site.advice {
      case .disavow: worthIt += 1
      case .held: held += 1
      default: break
      }
    }
    var clauses: [String] = []
    if held > 0 { clauses.append("\(Words.count(held, "file was", "files were")) held back") }
    if worthIt > 0 {
      clauses.append("\(Words.count(worthIt, "site has", "sites have")) domains worth disavowing")
    }
    return clauses.isEmpty
      ? "You probably do not need to upload anything." : clauses.joined(separator: "; ") + "."
  }
}
