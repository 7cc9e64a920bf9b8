import CalendarTime
import LinkModel
import OutputText

/// The first screen: what to do, four numbers, what the file costs, alerts, what changed.
extension ReportPage {
  private static let shownAlerts = 6
  private static let shownChanges = 6

  static func writeSummary(of summary: AuditSummary, to page: inout HTMLPage) {
    page.heading(1, summary.headline, id: "advice")
    page.paragraph(SummaryMarkdown.googleLine, class: "soft")
    writeNumbers(of: summary, to: &page)
    page.element("div", [("class", "columns")]) { page in
      page.element("div") { writeCost(of: summary, to: &$0) }
      page.element("div") { writeChanges(of: summary, to: &$0) }
    }
    let warnings = summary.warnings
    for alert in warnings.prefix(shownAlerts) {
      let look = alert.severity == .high ? "alert high" : "alert"
      page.element("p", [("class", look)]) { page in
        page.element("b", alert.severity == .high ? "Attention: " : "Note: ")
        page.content(alert.message)
      }
    }
    if warnings.count > shownAlerts {
      page.paragraph("\(Words.count(warnings.count - shownAlerts, "more alert")) in summary.md.")
    }
  }

  private static func writeNumbers(of summary: AuditSummary, to page: inout HTMLPage) {
    let impact = summary.disavow
    let review = summary.verdicts[.review] ?? 0
    let groups = summary.reviewGroups.count
    let ignored = summary.ignored.prefix(3).map {
      "\(DecimalText.grouped($0.domains)) \($0.reason)"
    }
    let least = summary.isLowerBound ? "at least " : ""
    let figures: [(String, Int, String)] = [
      (
        "Live followed referring domains", summary.followedDomains,
        "of \(least)\(Words.count(summary.domains, "domain")), "
          + Words.count(summary.links, "link")
      ),
      (
        "To disavow", summary.disavowDomains,
        impact.entries == 0
          ? "no lines"
          : "\(Words.count(impact.entries, "line")), \(Words.percent(impact.valueShare)) of link value"
      ),
      ("To review", review, groups == 0 ? "nothing left" : "in \(Words.count(groups, "group"))"),
      (
        "Spam without effect", summary.verdicts[.ignore] ?? 0,
        ignored.isEmpty ? "none" : ignored.joined(separator: ", ")
      ),
    ]
    page.element("dl", [("class", "numbers")]) { page in
      for (name, number, detail) in figures {
        page.element("div") { page in
          page.element("dt", name)
          page.element("dd", [("class", "figure")], DecimalText.grouped(number))
          page.element("dd", [("class", "detail")], detail)
        }
      }
    }
  }

  private static func writeCost(of summary: AuditSummary, to page: inout HTMLPage) {
    let impact = summary.disavow
    page.heading(2, "What the file costs")
    var facts = ["\(Words.percent(impact.valueShare)) of the link value is discounted."]
    if !summary.strongest.isEmpty { facts.append("It names \(summary.strongestHits).") }
    if let best = impact.best {
      let value = DecimalText.fixed(thousandths: best.value)
      facts.append("The best domain that it names is \(best.domain), of value \(value).")
    }
    facts.append(
      impact.vetoes.isEmpty
        ? "No entry had to be kept out by a guard."
        : "\(Words.count(impact.vetoes.count, "entry", "entries")) kept out by a guard.")
    if impact.keptFromUser > 0 {
      facts.append("\(Words.count(impact.keptFromUser, "line")) of yours kept as written.")
    }
    page.list(facts)
    if impact.vetoes.isEmpty { return }
    page.element("details") { page in
      page.element("summary", "What the guards kept out")
      page.list(impact.vetoes.prefix(200).map { "\($0.entry): \($0.reason)" })
    }
  }

  private static func writeChanges(of summary: AuditSummary, to page: inout HTMLPage) {
    page.heading(2, "Since last time")
    let impact = summary.disavow
    guard let added = impact.added else {
      page.paragraph(
        "No previous file was given, so there is nothing to compare. An upload replaces whatever "
          + "Google has: name the uploaded file with --previous.")
      return
    }
    let day = impact.previousDay.map { " of \($0)" } ?? ""
    page.paragraph(
      "Against the previous file\(day): \(DecimalText.grouped(added)) added, "
        + "\(DecimalText.grouped(impact.removed ?? 0)) removed.")
    page.list(summary.changes.prefix(shownChanges).map(line))
    if summary.changes.count > shownChanges {
      page.element("details") { page in
        page.element("summary", "All changes")
        page.list(summary.changes.dropFirst(shownChanges).prefix(1_000).map(line))
      }
    }
  }

  private static func line(_ change: AuditSummary.Change) -> String {
    "\(change.isAdded ? "+" : "−") \(change.entry): \(change.cause)"
  }
}
