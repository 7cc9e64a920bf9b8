import CalendarTime
import LinkModel
import OutputText

/// What changed, for a terminal: alerts first, then numbers, then the first of each list.
package enum ChangesTerminal {
  private static let most = 10

  /// One part a site.
  ///
  /// - Parameters:
  ///   - reports: What changed, by site.
  ///   - width: The columns of the terminal; fewer than 40 count as 40.
  ///   - color: Whether labels may be coloured. Nothing is said by colour alone.
  ///   - alertsOnly: Nothing but alerts; nothing at all without one.
  /// - Returns: Text whose lines fit the width, with a line end after the last.
  package static func render(
    _ reports: [ChangeReport], width: Int, color: Bool, alertsOnly: Bool
  ) -> String {
    var lines = TerminalLines(width: max(40, width), color: color)
    for report in reports where !alertsOnly || !report.alerts.isEmpty {
      let range = "\(ChangeWords.point(report.from)) to \(ChangeWords.point(report.to))"
      lines.add(report.site + "  ", .strong, indent: 2, range)
      for alert in report.alerts.prefix(alertsOnly ? .max : 2 * most) {
        let look: TerminalLines.Look = alert.severity == .high ? .alarm : .caution
        lines.add(
          "  ! \(alert.severity.name)  ", look, indent: 4, "\(alert.message) [\(alert.id)]")
      }
      if alertsOnly { continue }
      if report.alerts.count > 2 * most {
        addRest(report.alerts.count - 2 * most, "alert", to: &lines)
      }
      addNumbers(of: report, to: &lines)
      addLists(of: report, to: &lines)
    }
    return lines.text
  }

  private static func addNumbers(of report: ChangeReport, to lines: inout TerminalLines) {
    if report.isShort {
      lines.add("  ", indent: 2, "the history of its exports begins only there")
    }
    lines.add("  domains  ", indent: 11, ChangeWords.counts(report.domains))
    lines.add("  links    ", indent: 11, ChangeWords.counts(report.links))
    if let growth = report.growth {
      lines.add(
        "  90 days  ", indent: 11,
        "\(ChangeWords.growth(growth.domains)) domains, \(ChangeWords.growth(growth.links)) links")
    }
    if let toxic = ChangeWords.toxic(report.toxicShares) {
      lines.add("  toxic    ", indent: 11, toxic)
    }
    let exports = ChangeWords.firstExports(report)
    if !exports.isEmpty {
      lines.add(
        "  baseline ", indent: 11,
        "\(Words.list(exports, total: exports.count)): first exports, what they list is not new")
    }
    for spike in report.spikes { lines.add("  spike    ", indent: 11, ChangeWords.spike(spike)) }
    for anchor in report.anchors.prefix(most) {
      let text = TerminalText.truncated(ChangeWords.anchor(anchor.anchor), to: 48)
      lines.add(
        "  anchor   ", indent: 11,
        "\(text): \(Words.percent(anchor.shareBefore)) of domains then, "
          + "\(Words.percent(anchor.shareAfter)) now")
    }
  }

  private static func addLists(of report: ChangeReport, to lines: inout TerminalLines) {
    for kind in ChangeReport.Kind.allCases {
      let label = "  \(kind.rawValue)" + TerminalText.padding(kind.rawValue, to: 9)
      let domains = report.changedDomains.filter { $0.kind == kind }
      for domain in domains.prefix(most) {
        lines.add(
          label, indent: 11, "\(domain.domain)\(ChangeWords.details(domain)), \(domain.day)")
      }
      if domains.count > most {
        addRest(domains.count - most, "\(kind.rawValue) domain", to: &lines)
      }
      // Links of domains that changed follow from them.
      let changed = Set(domains.map(\.domain))
      let links = report.changedLinks.filter { $0.kind == kind && !changed.contains($0.domain) }
      for link in links.prefix(most) {
        lines.add(label, indent: 11, text(of: link))
      }
      if links.count > most { addRest(links.count - most, "\(kind.rawValue) link", to: &lines) }
    }
  }

  private static func addRest(_ count: Int, _ word: String, to lines: inout TerminalLines) {
    lines.add("           ", indent: 11, "and \(Words.count(count, "more \(word)")): see --to csv")
  }

  private static func text(of link: ChangeReport.Link) -> String {
    var text = link.sourceURL
    if let target = link.targetURL { text += " → \(target)" }
    if link.kind == .moved {
      text +=
        ": “\(ChangeWords.anchor(link.oldAnchor))” became “\(ChangeWords.anchor(link.anchor))”"
    }
    return "\(text), \(link.day)"
  }
}
