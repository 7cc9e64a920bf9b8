import CalendarTime
import LinkModel
import OutputText

/// What stands below the work: the profile in charts and tables, then inputs and assumptions.
extension ReportPage {
  private static let shownRows = 50

  static func writeProfile(of summary: AuditSummary, to page: inout HTMLPage) {
    page.element("section", [("id", "profile"), ("aria-labelledby", "profile-title")]) { page in
      page.heading(2, "Profile", id: "profile-title")
      writeGrowth(of: summary, to: &page)
      writeDistributions(of: summary, to: &page)
      writeFindings(of: summary, to: &page)
      writeNetworks(of: summary, to: &page)
      writeStrongest(of: summary, to: &page)
      writeLost(of: summary, to: &page)
      writeBroken(of: summary, to: &page)
      writeReferrers(of: summary, to: &page)
      writeKept(of: summary, to: &page)
    }
    page.element("section", [("id", "inputs"), ("aria-labelledby", "inputs-title")]) { page in
      page.heading(2, "Inputs and assumptions", id: "inputs-title")
      writeInputs(of: summary, to: &page)
    }
  }

  private static func writeGrowth(of summary: AuditSummary, to page: inout HTMLPage) {
    if summary.growth.count < 2 { return }
    page.heading(3, "New referring domains by month")
    ReportCharts.growth(of: summary, to: &page)
    page.list(summary.bursts.prefix(12).map(\.description))
  }

  private static func writeDistributions(of summary: AuditSummary, to page: inout HTMLPage) {
    page.element("div", [("class", "columns")]) { page in
      let anchors = AnchorKind.allCases.filter { summary.anchorKinds[$0] != nil }
      if !anchors.isEmpty {
        let total = summary.anchorKinds.values.reduce(0, +)
        let bars = anchors.map { kind in
          let number = summary.anchorKinds[kind] ?? 0
          let share = number * 100 / max(1, total)
          let isUsual = kind.usualShare?.contains(share) ?? true
          return ReportCharts.Bar(
            name: kind.name, number: number, isMarked: !isUsual,
            usual: kind.usualShare.map { $0.lowerBound * 10...$0.upperBound * 10 },
            note: isUsual ? "" : ", unusual")
        }
        page.element("div") { page in
          page.heading(3, "Anchors")
          ReportCharts.bars(
            bars, of: total, unit: "Links. A frame is the usual range, where one is known.",
            to: &page)
        }
      }
      for (title, counts, limit) in [
        ("Rel", summary.relations, 12), ("Placement", summary.placements, 12),
        ("Authority", summary.authorities, 12), ("Top-level domains", summary.topLevels, 15),
        ("Languages", summary.languages, 15),
      ] where !counts.isEmpty {
        page.element("div") { page in
          page.heading(3, title)
          let bars = counts.prefix(limit).map {
            ReportCharts.Bar(name: $0.name, number: $0.domains)
          }
          let rest = counts.count - bars.count
          ReportCharts.bars(
            bars, of: summary.domains,
            unit: rest > 0
              ? "Referring domains; \(rest) more in summary.json." : "Referring domains.",
            to: &page)
        }
      }
    }
  }

  private static func writeFindings(of summary: AuditSummary, to page: inout HTMLPage) {
    if !summary.families.isEmpty { page.heading(3, "Findings by family") }
    page.table(
      "Findings by family", [.text("Family"), .number("Domains"), .long("For example")],
      summary.families.map { family in
        [
          family.title, DecimalText.grouped(family.domains),
          Words.list(family.examples, total: family.domains),
        ]
      })
    if !summary.toxic.isEmpty { page.heading(3, "Toxic domains by weight") }
    page.table(
      "Toxic domains by weight",
      [.text("Domain"), .number("Score"), .number("Links"), .text("Verdict"), .long("Why")],
      summary.toxic.prefix(shownRows).map { toxic in
        [
          toxic.domain, CSVText.points(toxic.score), DecimalText.grouped(toxic.links),
          toxic.verdict.name, toxic.reason,
        ]
      })
    more(summary.toxic.count, to: &page)
  }

  private static func writeNetworks(of summary: AuditSummary, to page: inout HTMLPage) {
    if summary.networks.isEmpty { return }
    page.heading(3, "Networks")
    page.paragraph(
      "Domains of several owners that share a footprint. Syndication shares one too: the verdicts "
        + "say which are toxic.")
    ReportCharts.map(of: summary.networks, to: &page)
    page.table(
      "Networks",
      [
        .number("No."), .text("Shared"), .long("For example"), .number("Owners"),
        .number("Members"), .number("Toxic"), .long("Members by name"),
      ],
      summary.networks.enumerated().map { place, network in
        [
          "\(place + 1)", network.footprint, network.example, DecimalText.grouped(network.owners),
          DecimalText.grouped(network.members.count), DecimalText.grouped(network.toxic),
          Words.list(network.members, total: network.members.count, limit: 8),
        ]
      })
  }

  private static func writeStrongest(of summary: AuditSummary, to page: inout HTMLPage) {
    if summary.strongest.isEmpty { return }
    page.heading(3, "Your strongest links")
    page.table(
      "Your strongest links",
      [.text("Domain"), .number("Value"), .text("Verdict"), .long("Best page")],
      summary.strongest.prefix(shownRows).map { strong in
        [
          strong.domain, DecimalText.fixed(thousandths: strong.value), strong.verdict.name,
          strong.sourceURL,
        ]
      })
    more(summary.strongest.count, to: &page)
  }

  private static func writeLost(of summary: AuditSummary, to page: inout HTMLPage) {
    if summary.lostLinks == 0 { return }
    page.heading(3, "Lost links")
    page.paragraph(
      "\(Words.count(summary.lostLinks, "link")) lost; of "
        + "\(Words.count(summary.lostDomains, "domain")) none is left.")
    page.table(
      "Lost links",
      [.text("Domain"), .number("Authority"), .number("Links"), .text("Last seen"), .long("From")],
      summary.strongestLost.map { lost in
        [
          lost.domain, lost.authority.map { DecimalText.short(thousandths: $0) } ?? "",
          DecimalText.grouped(lost.links), lost.lastSeen?.day.description ?? "", lost.sourceURL,
        ]
      })
  }

  private static func writeBroken(of summary: AuditSummary, to page: inout HTMLPage) {
    if summary.brokenTargets.isEmpty, summary.reclamation.isEmpty { return }
    page.heading(3, "Broken targets to reclaim")
    page.paragraph(
      "Redirect these addresses to the pages that took their place, and the links count.")
    page.table(
      "Broken targets by exports",
      [.long("Page"), .number("Domains"), .number("Links"), .long("Linked from")],
      summary.brokenTargets.prefix(shownRows).map { broken in
        [
          broken.targetURL, DecimalText.grouped(broken.domains), DecimalText.grouped(broken.links),
          broken.sourceURL,
        ]
      })
    page.table(
      "Broken targets by logs",
      [.long("Page"), .number("Visits"), .number("From hosts"), .long("Linked from")],
      summary.reclamation.prefix(shownRows).map { missing in
        [
          missing.targetURL, DecimalText.grouped(missing.hits), DecimalText.grouped(missing.hosts),
          missing.sourceURL,
        ]
      })
    more(max(summary.brokenTargets.count, summary.reclamation.count), to: &page)
  }

  private static func writeReferrers(of summary: AuditSummary, to page: inout HTMLPage) {
    if let referrals = summary.referrals, referrals.hits > 0 {
      page.heading(3, "Visits from other sites")
      page.paragraph(
        "\(Words.count(referrals.hits, "request")) named a page of \(Words.count(referrals.hosts, "host"))."
      )
      page.table(
        "Visits from other sites", [.text("Host"), .text("Kind"), .number("Visits")],
        referrals.strongest.map { [$0.host, $0.kind, DecimalText.grouped($0.hits)] })
    }
    if summary.ghostReferrers.isEmpty { return }
    page.heading(3, "Referrer spam")
    page.paragraph("Robots name these hosts in the logs. There is no link, so nothing to disavow.")
    page.table(
      "Referrer spam", [.text("Host"), .number("Requests"), .long("What was found")],
      summary.ghostReferrers.prefix(shownRows).map { ghost in
        [ghost.host, DecimalText.grouped(Int(ghost.hits)), ghost.reason]
      })
    more(summary.ghostReferrers.count, to: &page)
  }

  private static func writeKept(of summary: AuditSummary, to page: inout HTMLPage) {
    page.heading(3, "What was left alone, and why")
    let columns: [HTMLPage.Column] = [.long("Why"), .number("Domains"), .long("For example")]
    func rows(_ counts: [AuditSummary.ReasonCount], _ verdict: String) -> [[String]] {
      counts.map { count in
        [
          "\(verdict): \(count.reason)", DecimalText.grouped(count.domains),
          Words.list(count.examples, total: count.domains),
        ]
      }
    }
    page.table(
      "What was left alone", columns,
      rows(summary.ignored, "ignored") + rows(summary.protected, "protected")
        + rows(summary.kept, "kept"))
  }

  private static func writeInputs(of summary: AuditSummary, to page: inout HTMLPage) {
    page.table(
      "Inputs",
      [
        .long("File"), .text("What"), .text("Newest day"), .number("Used"), .long("Skipped"),
        .long("Rejected"),
      ],
      summary.inputs.map { input in
        [
          input.name, input.title, input.newestDay?.description ?? "",
          DecimalText.grouped(input.counts.used), reasons(input.counts.skipped),
          reasons(input.counts.rejected),
        ]
      })
    page.table(
      "What each exporter saw",
      [
        .text("Exporter"), .number("Domains"), .number("only it"), .number("Pages"),
        .number("only it"), .number("Links"), .number("only it"),
      ],
      summary.coverage.map { coverage in
        [coverage.exporter]
          + [
            coverage.domains, coverage.onlyDomains, coverage.pages, coverage.onlyPages,
            coverage.links, coverage.onlyLinks,
          ].map(DecimalText.grouped)
      })
    var facts = ["Site: \(summary.site). Wrong? Set --site or `sites`."]
    if summary.asOf.rawValue > 0 {
      facts.append("Days count back from \(summary.asOf). Wrong? Set --as-of.")
    }
    facts.append(
      "Brand names and topics come from the command line or backlinks.yaml: `brand`, `topics`.")
    if let date = summary.suffixListDate {
      facts.append("Public Suffix List of \(date). Newer one? Set --psl.")
    }
    page.list(facts)
    if summary.diagnostics.isEmpty { return }
    page.element("details") { page in
      page.element("summary", "Diagnostics")
      page.list(summary.diagnostics.prefix(200).map(\.description))
    }
  }

  private static func reasons(_ counts: [String: Int]) -> String {
    counts.isEmpty
      ? "0"
      : Words.reasons(counts).map { "\(DecimalText.grouped($0.count)) \($0.reason)" }
        .joined(separator: ", ")
  }

  private static func more(_ count: Int, to page: inout HTMLPage) {
    if count > shownRows {
      page.paragraph("\(Words.count(count - shownRows, "more")) in summary.json.", class: "hint")
    }
  }
}

extension AuditSummary.Burst: CustomStringConvertible {
  /// One sentence: `2026-05: 412 new domains (usual: 30), 390 of them toxic, mostly Link list`.
  public var description: String {
    var text =
      "\(month): \(Words.count(domains, "new domain")) (usual: \(DecimalText.grouped(usual)))"
    if toxic > 0 { text += ", \(DecimalText.grouped(toxic)) of them toxic" }
    if !pattern.isEmpty { text += ", mostly \(pattern)" }
    return text
  }
}
