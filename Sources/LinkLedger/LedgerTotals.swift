package import CalendarTime

/// What a ledger holds, as numbers to watch.
package struct LedgerTotals: Sendable {
  /// What is known of one site.
  package struct Site: Sendable {
    package let host: String
    /// Links that exporters named, lost ones too.
    package let links: Int64
    /// The domains of their sources.
    package let domains: Int64
    /// Lines of its logs.
    package let logLines: Int64
    /// The last day with a visit from another site; nil without any.
    package let newestVisit: Day?
  }

  /// What one report brought for one site.
  package struct Report: Sendable {
    package let site: String
    package let tool: String
    package let report: String
    /// The day of the newest export.
    package let newest: Day
  }

  /// Runs that began.
  package let runs: Int64
  /// Rows and lines of the runs that ended, by what became of them.
  package let used: Int64
  package let skipped: Int64
  package let rejected: Int64
  /// The size of the ledger.
  package let bytes: Int64
  /// By host.
  package private(set) var sites: [Site] = []
  /// By site, tool and report.
  package private(set) var reports: [Report] = []

  /// Counts; the links of a site are all read once for that.
  package init(_ ledger: Ledger) throws(LedgerError) {
    let sums = try ledger.database.prepare(
      "SELECT count(*), total(used), total(skipped), total(rejected) FROM run")
    guard try sums.step() else { preconditionFailure("a sum without a row") }
    (runs, used) = (sums.number(0), sums.number(1))
    (skipped, rejected) = (sums.number(2), sums.number(3))
    bytes = try ledger.database.number(Ledger.size) ?? 0
    let site = try ledger.database.prepare(
      """
      SELECT host, (SELECT count(*) FROM link WHERE site = it.id),
        (SELECT count(DISTINCT domain) FROM host
          WHERE id IN (SELECT host FROM link WHERE site = it.id)),
        log_lines, (SELECT max(day) FROM daily WHERE site = it.id)
      FROM site AS it ORDER BY host
      """)
    while try site.step() {
      sites.append(
        Site(
          host: site.text(0), links: site.number(1), domains: site.number(2),
          logLines: site.number(3),
          newestVisit: site.optionalNumber(4).map { Day(rawValue: Int32(clamping: $0)) }))
    }
    let report = try ledger.database.prepare(
      """
      SELECT site.host, report.tool, report.name, max(day) FROM delivery
      JOIN site ON site.id = delivery.site JOIN report ON report.id = delivery.report
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """)
    while try report.step() {
      reports.append(
        Report(
          site: report.text(0), tool: report.text(1), report: report.text(2),
          newest: Day(rawValue: Int32(clamping: report.number(3)))))
    }
  }
}
