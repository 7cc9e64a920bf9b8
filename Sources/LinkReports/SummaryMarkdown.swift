import CalendarTime
import LinkModel
import OutputText

/// summary.md: the summary for a ticket, what to do in its first sentence.
///
/// Texts of strangers are inline code or escaped; addresses are never links.
public enum SummaryMarkdown {
  /// The file's text, with a line end.
  public static func render(_ summary: AuditSummary) -> String {
    var page = MarkdownPage()
    page.heading(1, "Backlinks of \(summary.site)")
    page.paragraph("**\(MarkdownText.safe(summary.advice.description))**")
    page.paragraph(googleLine)
    page.items(summary.warnings) { "**Attention:** \(MarkdownText.safe($0.message))" }
    writeNumbers(of: summary, to: &page)
    writeCost(of: summary, to: &page)
    writeChanges(of: summary, to: &page)
    writeReviews(of: summary, to: &page)
    writeReasons("Spam without effect, ignored", summary.ignored, to: &page)
    writeReasons("Looks like spam, kept because protected", summary.protected, to: &page)
    writeReasons("Kept", summary.kept, to: &page)
    writeFindings(of: summary, to: &page)
    writeToxic(of: summary, to: &page)
    writeNetworks(of: summary, to: &page)
    writeProfile(of: summary, to: &page)
    writeLost(of: summary, to: &page)
    writeCoverage(of: summary, to: &page)
    writeLogs(of: summary, to: &page)
    writeInputs(of: summary, to: &page)
    return page.text
  }

  /// When a disavow file helps at all.
  ///
  /// - Source: Google Search Console Help, "Disavow links to your site".
  static let googleLine = """
    When to disavow, by Google's own advice: only when links that were bought or made for the site \
    have brought a manual action, or probably will. Most other spam is ignored without your doing, \
    and a good link that is disavowed no longer counts.
    """

  private static func writeNumbers(of summary: AuditSummary, to page: inout MarkdownPage) {
    let impact = summary.disavow
    let review = summary.verdicts[.review] ?? 0
    let groups = summary.reviewGroups.count
    let share = Words.percent(impact.valueShare)
    page.table(
      ["Referring domains", "Number", "Details"],
      [
        [
          "live and followed", number(summary.followedDomains),
          "of \(summary.isLowerBound ? "at least " : "")\(Words.count(summary.domains, "domain")) "
            + "with \(Words.count(summary.links, "link"))",
        ],
        [
          "to disavow", number(summary.disavowDomains),
          impact.entries == 0
            ? "" : "\(Words.count(impact.entries, "line")), \(share) of link value",
        ],
        ["to review", number(review), groups == 0 ? "" : "in \(Words.count(groups, "group"))"],
        [
          "spam without effect", number(summary.verdicts[.ignore] ?? 0),
          summary.ignored.map { "\(number($0.domains)) \($0.reason)" }.joined(separator: ", "),
        ],
      ].map { $0.map(MarkdownText.safe) })
  }

  private static func writeCost(of summary: AuditSummary, to page: inout MarkdownPage) {
    let impact = summary.disavow
    if impact.entries == 0, impact.vetoes.isEmpty { return }
    page.heading(2, "What the disavow file costs")
    var facts = ["\(Words.percent(impact.valueShare)) of the link value is discounted."]
    if !summary.strongest.isEmpty {
      facts.append("It names \(summary.strongestHits).")
    }
    if let added = impact.added {
      let since = impact.previousDay.map { " of \($0)" } ?? ""
      let removed = number(impact.removed ?? 0)
      facts.append("Since the previous file\(since): \(number(added)) added, \(removed) removed.")
    }
    if impact.keptFromUser > 0 {
      facts.append("\(Words.count(impact.keptFromUser, "line")) of yours kept as written.")
    }
    if impact.unseen > 0 {
      let entries = Words.count(impact.unseen, "earlier entry", "earlier entries")
      facts.append("\(entries) kept, though not found this time.")
    }
    facts.append("An upload replaces the whole earlier file.")
    page.items(facts) { MarkdownText.safe($0) }
    if impact.vetoes.isEmpty { return }
    page.paragraph("Kept out by a guard:")
    page.items(impact.vetoes) { veto in
      "\(MarkdownText.code(veto.entry)): \(MarkdownText.safe(veto.reason))"
    }
  }

  private static func writeReviews(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.reviewGroups.isEmpty { return }
    page.heading(2, "To review")
    page.table(
      ["Pattern", "Domains", "Which", "For example"],
      summary.reviewGroups.map { group in
        [
          MarkdownText.safe(group.pattern), number(group.domains.count),
          names(group.domains, total: group.domains.count, limit: 5),
          MarkdownText.safe(group.example),
        ]
      })
  }

  /// At most this many missing pages and ghost referrers are shown; summary.json has all.
  private static let shownOfLogs = 20

  private static func writeLogs(of summary: AuditSummary, to page: inout MarkdownPage) {
    if let referrals = summary.referrals, referrals.hits > 0 {
      page.heading(2, "Visits from other sites")
      page.paragraph(
        "\(Words.count(referrals.hits, "request")) named a page of \(Words.count(referrals.hosts, "host"))."
      )
      page.table(
        ["Host", "Kind", "Visits"],
        referrals.strongest.map {
          [MarkdownText.code($0.host), MarkdownText.safe($0.kind), number($0.hits)]
        })
    }
    if !summary.reclamation.isEmpty {
      page.heading(2, "Links to pages that are not there")
      page.paragraph(
        "Redirect these addresses to the pages that took their place, and the links count.")
      page.table(
        ["Page", "Visits", "From hosts", "For example"],
        summary.reclamation.prefix(shownOfLogs).map { missing in
          [
            MarkdownText.code(missing.targetURL), number(missing.hits), number(missing.hosts),
            MarkdownText.code(missing.sourceURL),
          ]
        })
      more(summary.reclamation.count, to: &page)
    }
    if !summary.ghostReferrers.isEmpty {
      page.heading(2, "Referrers without a link")
      page.paragraph(
        "Robots name these hosts in the logs. There is no link, so nothing to disavow.")
      page.table(
        ["Host", "Requests", "What was found"],
        summary.ghostReferrers.prefix(shownOfLogs).map { ghost in
          [MarkdownText.code(ghost.host), number(Int(ghost.hits)), MarkdownText.safe(ghost.reason)]
        })
      more(summary.ghostReferrers.count, to: &page)
    }
  }

  private static func more(_ count: Int, to page: inout MarkdownPage) {
    if count > shownOfLogs {
      page.paragraph("And \(number(count - shownOfLogs)) more: summary.json lists all.")
    }
  }

  private static func writeReasons(
    _ title: String, _ reasons: [AuditSummary.ReasonCount], to page: inout MarkdownPage
  ) {
    if reasons.isEmpty { return }
    page.heading(2, title)
    page.table(
      ["Why", "Domains", "For example"],
      reasons.map { reason in
        [
          MarkdownText.safe(reason.reason), number(reason.domains),
          names(reason.examples, total: reason.domains),
        ]
      })
  }

  private static func writeFindings(of summary: AuditSummary, to page: inout MarkdownPage) {
    if !summary.families.isEmpty {
      page.heading(2, "Findings")
      page.table(
        ["Family", "Domains", "For example"],
        summary.families.map { family in
          [
            MarkdownText.safe(family.title), number(family.domains),
            names(family.examples, total: family.domains),
          ]
        })
    }
    let kinds = AnchorKind.allCases.filter { (summary.anchorKinds[$0] ?? 0) > 0 }
    if kinds.isEmpty { return }
    page.heading(2, "Anchors")
    page.table(
      ["Kind", "Links"], kinds.map { [$0.name, number(summary.anchorKinds[$0] ?? 0)] })
  }

  private static func writeProfile(of summary: AuditSummary, to page: inout MarkdownPage) {
    if !summary.strongest.isEmpty {
      page.heading(2, "Strongest referring domains")
      page.table(
        ["Domain", "Value", "Verdict", "Best page"],
        summary.strongest.prefix(10).map { strong in
          [
            MarkdownText.code(strong.domain), DecimalText.short(thousandths: strong.value),
            strong.verdict.name, MarkdownText.code(strong.sourceURL),
          ]
        })
    }
    writeShares(of: summary, to: &page)
    if summary.growth.isEmpty { return }
    page.heading(2, "New referring domains by month")
    page.table(
      ["Month", "Domains"],
      summary.growth.suffix(12).map { [MarkdownText.safe($0.month), number($0.domains)] })
    page.items(summary.bursts) { MarkdownText.safe($0.description) }
  }

  private static func writeCoverage(of summary: AuditSummary, to page: inout MarkdownPage) {
    if summary.coverage.isEmpty { return }
    page.heading(2, "What each exporter saw")
    page.table(
      ["Exporter", "Domains", "only it", "Pages", "only it", "Links", "only it"],
      summary.coverage.map { coverage in
        [MarkdownText.safe(coverage.exporter)]
          + [
            coverage.domains, coverage.onlyDomains, coverage.pages, coverage.onlyPages,
            coverage.links, coverage.onlyLinks,
          ].map(number)
      })
  }

  private static func writeInputs(of summary: AuditSummary, to page: inout MarkdownPage) {
    page.heading(2, "Inputs")
    page.table(
      ["File", "What", "Newest day", "Used", "Skipped", "Rejected", "Note"],
      summary.inputs.map { input in
        let notes = [
          input.cap.map { "at least: exports are cut at \(number($0)) rows" },
          input.isDamaged ? "at least: damaged" : nil,
        ]
        return [
          MarkdownText.code(input.name), MarkdownText.safe(input.title),
          input.newestDay?.description ?? "", used(input.counts),
          reasons(input.counts.skipped), reasons(input.counts.rejected),
          notes.compactMap { $0 }.joined(separator: "; "),
        ]
      })
    // Without a date in the data there is no such day.
    let basis = [
      summary.asOf.rawValue > 0 ? "Days count back from \(summary.asOf)." : nil,
      summary.suffixListDate.map { "Public suffix list of \($0)." },
    ].compactMap(\.self)
    if !basis.isEmpty { page.paragraph(MarkdownText.safe(basis.joined(separator: " "))) }
    page.items(summary.diagnostics) { MarkdownText.code($0.description) }
  }

  // MARK: Cells

  private static func used(_ counts: InputCounts) -> String {
    if counts.repaired.isEmpty { return number(counts.used) }
    return "\(number(counts.used)) (repaired: \(reasons(counts.repaired)))"
  }

  private static func reasons(_ counts: [String: Int]) -> String {
    if counts.isEmpty { return "0" }
    return Words.reasons(counts).map { "\(number($0.count)) \(MarkdownText.safe($0.reason))" }
      .joined(separator: ", ")
  }
}
