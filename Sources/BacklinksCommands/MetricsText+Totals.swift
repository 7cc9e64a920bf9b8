import CalendarTime
import LinkLedger
import LinkModel
import LinkReports
import OutputText

extension MetricsText {
  private static let secondsOfDay: Int64 = 86_400

  /// Adds what a ledger holds.
  mutating func add(_ totals: LedgerTotals) {
    add("backlinks_ledger_runs_total", .counter, "Runs that wrote to the ledger.", totals.runs)
    add(
      "backlinks_ledger_rows_total", .counter,
      "Rows and lines that all runs read, by what became of them.",
      [("used", totals.used), ("skipped", totals.skipped), ("rejected", totals.rejected)].map {
        ([("outcome", $0.0)], $0.1)
      })
    add("backlinks_ledger_size_bytes", .gauge, "The size of the ledger.", totals.bytes)
    let sites = totals.sites.map { site in (site: site, labels: [("site", site.host)] as [Label]) }
    add(
      "backlinks_ledger_links", .gauge, "Links that exporters named, lost ones too.",
      sites.map { ($0.labels, $0.site.links) })
    add(
      "backlinks_ledger_referring_domains", .gauge, "Referring domains of these links.",
      sites.map { ($0.labels, $0.site.domains) })
    add(
      "backlinks_ledger_log_lines_total", .counter, "Lines of logs that were counted.",
      sites.map { ($0.labels, $0.site.logLines) })
    add(
      "backlinks_ledger_newest_visit_timestamp_seconds", .gauge,
      "The last day with a visit from another site in the logs.",
      sites.compactMap { site in
        site.site.newestVisit.map { (site.labels, Int64($0.rawValue) * MetricsText.secondsOfDay) }
      })
    add(
      "backlinks_ledger_newest_export_timestamp_seconds", .gauge,
      "The day of the newest export of each report.",
      totals.reports.map {
        (
          [("site", $0.site), ("tool", $0.tool), ("report", $0.report)],
          Int64($0.newest.rawValue) * MetricsText.secondsOfDay
        )
      })
  }

  /// Adds what audits came to.
  mutating func add(_ audits: [AuditSummary]) {
    add(
      "backlinks_audit_referring_domains", .gauge, "Referring domains by verdict.",
      audits.flatMap { audit in
        Verdict.allCases.map { verdict in
          (
            [("site", audit.site), ("verdict", verdict.name)],
            Int64(audit.verdicts[verdict] ?? 0)
          )
        }
      })
    add(
      "backlinks_audit_held", .gauge,
      "Whether the disavow file waits for --force, for it costs much link value.",
      audits.map { ([("site", $0.site)], $0.disavow.heldBecause == nil ? 0 : 1) })
  }
}
