import CalendarTime
import LinkModel
import OutputText

extension SummaryMarkdown {
  static func writeChanges(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.changes.isEmpty { return }
    page.heading(2, "Since the previous file")
    page.items(summary.changes) { change in
      "\(change.isAdded ? "added" : "removed") \(MarkdownText.code(change.entry)): "
        + MarkdownText.safe(change.cause)
    }
  }

  static func writeToxic(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.toxic.isEmpty { return }
    page.heading(2, "Toxic domains by weight")
    page.table(
      ["Domain", "Score", "Links", "Verdict", "Why"],
      summary.toxic.prefix(10).map { toxic in
        [
          MarkdownText.code(toxic.domain), CSVText.points(toxic.score), number(toxic.links),
          toxic.verdict.name, MarkdownText.safe(toxic.reason),
        ]
      })
    if summary.toxic.count > 10 { page.paragraph("domains.csv lists all.") }
  }

  static func writeNetworks(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.networks.isEmpty { return }
    page.heading(2, "Networks")
    page.table(
      ["Shared", "For example", "Owners", "Members", "Toxic", "Which"],
      summary.networks.prefix(10).map { network in
        [
          network.footprint, MarkdownText.code(network.example), number(network.owners),
          number(network.members.count), number(network.toxic),
          names(network.members, total: network.members.count),
        ]
      })
  }

  static func writeLost(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.lostLinks > 0 {
      page.heading(2, "Lost links")
      page.paragraph(
        "\(Words.count(summary.lostLinks, "link")) lost; of "
          + "\(Words.count(summary.lostDomains, "domain")) none is left.")
      page.table(
        ["Domain", "Authority", "Last seen", "From"],
        summary.strongestLost.prefix(10).map { lost in
          [
            MarkdownText.code(lost.domain),
            lost.authority.map { DecimalText.short(thousandths: $0) } ?? "",
            lost.lastSeen?.day.description ?? "", MarkdownText.code(lost.sourceURL),
          ]
        })
    }
    if summary.brokenTargets.isEmpty { return }
    page.heading(2, "Broken targets to reclaim")
    page.paragraph("Redirect these addresses to what took their place, and the links count.")
    page.table(
      ["Page", "Domains", "Links", "For example"],
      summary.brokenTargets.prefix(20).map { broken in
        [
          MarkdownText.code(broken.targetURL), number(broken.domains), number(broken.links),
          MarkdownText.code(broken.sourceURL),
        ]
      })
  }

  /// Distributions of the profile, one line each: `followed 301 (49.2%), nofollow 118 (19.3%)`.
  static func writeShares(of summary: AuditSummary, to page: inout MarkdownPage) {
    let shares: [(String, [AuditSummary.NamedCount])] = [
      ("Rel", summary.relations), ("Placement", summary.placements),
      ("Authority", summary.authorities), ("Top-level domains", summary.topLevels),
      ("Languages", summary.languages),
    ].filter { !$0.1.isEmpty }
    if shares.isEmpty { return }
    page.heading(2, "Referring domains by")
    page.table(
      ["What", "Domains"],
      shares.map { title, counts in
        let parts = counts.prefix(10).map { count in
          let share = Words.percent(count.domains * 1_000 / max(1, summary.domains))
          return "\(MarkdownText.safe(count.name)) \(number(count.domains)) (\(share))"
        }
        return [title, Words.list(parts, total: counts.count, limit: 10)]
      })
  }

  static func number(_ number: Int) -> String { DecimalText.grouped(number) }

  static func names(_ names: [String], total: Int, limit: Int = 3) -> String {
    Words.list(names.map(MarkdownText.code), total: total, limit: limit)
  }
}
