import CalendarTime
import LinkModel
import OutputText

/// What changed, for a ticket or a mail. Texts of strangers are inline code or escaped.
package enum ChangesMarkdown {
  private static let most = 50

  /// One page for all sites, with a line end.
  package static func render(_ reports: [ChangeReport]) -> String {
    var page = MarkdownPage()
    for report in reports { write(report, to: &page) }
    return page.text
  }

  private static func write(_ report: ChangeReport, to page: inout MarkdownPage) {
    page.heading(1, "Changes of \(report.site)")
    var range = "From \(ChangeWords.point(report.from)) to \(ChangeWords.point(report.to))."
    if report.isShort { range += " The history of its exports begins only there." }
    page.paragraph(range)
    if report.alerts.isEmpty { page.paragraph("No alerts.") }
    page.table(
      ["Severity", "Alert", "Day", "Id"],
      report.alerts.map { alert in
        [
          alert.severity.name, MarkdownText.safe(alert.message), alert.day.description,
          MarkdownText.code(alert.id),
        ]
      })
    writeNumbers(of: report, to: &page)
    page.table(
      ["Day", "Toxic domains", "Judged domains", "Share"],
      report.toxicShares.map { share in
        [
          share.day.description, DecimalText.grouped(share.toxic),
          DecimalText.grouped(share.domains), Words.percent(share.share),
        ]
      })
    page.table(
      ["Anchor", "Domains then", "Domains now", "Share then", "Share now"],
      report.anchors.map { anchor in
        [
          MarkdownText.code(ChangeWords.anchor(anchor.anchor)), DecimalText.grouped(anchor.before),
          DecimalText.grouped(anchor.after), Words.percent(anchor.shareBefore),
          Words.percent(anchor.shareAfter),
        ]
      })
    for kind in ChangeReport.Kind.allCases { writeLists(of: kind, report, to: &page) }
  }

  private static func writeNumbers(of report: ChangeReport, to page: inout MarkdownPage) {
    var items = [
      "Referring domains: \(ChangeWords.counts(report.domains))",
      "Links: \(ChangeWords.counts(report.links))",
    ]
    if let growth = report.growth {
      items.append(
        "90 days: \(ChangeWords.growth(growth.domains)) domains, "
          + "\(ChangeWords.growth(growth.links)) links")
    }
    for export in ChangeWords.firstExports(report) {
      items.append("Baseline: \(MarkdownText.safe(export)) is a first export")
    }
    for spike in report.spikes { items.append(MarkdownText.safe(ChangeWords.spike(spike))) }
    page.items(items) { $0 }
  }

  private static func writeLists(
    of kind: ChangeReport.Kind, _ report: ChangeReport, to page: inout MarkdownPage
  ) {
    let domains = report.changedDomains.filter { $0.kind == kind }
    let links = report.changedLinks.filter { $0.kind == kind }
    let title = kind == .moved ? "Anchors that changed" : kind.rawValue.capitalizedFirst
    if domains.isEmpty && links.isEmpty { return }
    page.heading(2, title)
    page.table(
      ["Domain", "Authority", "Links", "Class", "Day"],
      domains.prefix(most).map { domain in
        [
          MarkdownText.code(domain.domain), authority(domain.authority),
          DecimalText.grouped(domain.links), domain.linkClass?.name ?? "", domain.day.description,
        ]
      })
    writeRest(domains.count, "domain", to: &page)
    let isMove = kind == .moved
    page.table(
      ["Source", "Target", isMove ? "Anchors" : "Anchor", "Day"],
      links.prefix(most).map { link in
        let anchors = (isMove ? [link.oldAnchor, link.anchor] : [link.anchor])
          .map { MarkdownText.code(ChangeWords.anchor($0)) }
        return [
          MarkdownText.code(link.sourceURL), MarkdownText.code(link.targetURL ?? ""),
          anchors.joined(separator: " → "), link.day.description,
        ]
      })
    writeRest(links.count, "link", to: &page)
  }

  private static func writeRest(_ count: Int, _ word: String, to page: inout MarkdownPage) {
    if count <= most { return }
    page.paragraph("And \(Words.count(count - most, "more \(word)")): see the CSV or the JSON.")
  }

  private static func authority(_ thousandths: Int64?) -> String {
    thousandths.map { DecimalText.short(thousandths: $0) } ?? ""
  }
}

extension String {
  /// With a capital at its beginning.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
