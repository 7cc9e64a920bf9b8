import CalendarTime
import LinkModel
import OutputText

/// The summary for a terminal: ten seconds to read, what to do before everything else.
public enum SummaryTerminal {
  /// The summary in lines.
  ///
  /// - Parameters:
  ///   - summary: What an audit came to.
  ///   - width: The columns of the terminal; fewer than 40 count as 40.
  ///   - color: Whether labels may be coloured. Nothing is said by colour alone.
  ///   - directory: Where the reports were written; nil when none were.
  /// - Returns: Text whose lines fit the width, with a line end after the last.
  public static func render(
    _ summary: AuditSummary, width: Int, color: Bool, directory: String? = nil
  ) -> String {
    var lines = TerminalLines(width: max(40, width), color: color)
    let site = TerminalText.truncated(TerminalText.safe(summary.site), to: max(40, width) - 2)
    lines.add(site + "  ", .strong, indent: 2, sources(of: summary))
    if case .disavow = summary.advice {
    } else {
      lines.add("  ", indent: 2, summary.advice.description)
    }
    if summary.advice != .noBacklinks { addVerdicts(of: summary, to: &lines) }
    if summary.coverage.count > 1 {
      lines.add("  seen by  ", indent: 11, coverage(of: summary))
    }
    let warnings = summary.warnings
    for alert in warnings.prefix(5) {
      lines.add("  ! ", alert.severity == .high ? .alarm : .caution, indent: 4, alert.message)
    }
    if warnings.count > 5 {
      lines.add(
        "  ! ", indent: 4, "\(Words.count(warnings.count - 5, "more alert")): see summary.md")
    }
    if let text = logsText(of: summary) { lines.add("  logs     ", indent: 11, text) }
    if summary.rejected > 0 {
      let total = summary.inputs.reduce(0) { $0 + $1.counts.total }
      let rows = "\(Words.count(summary.rejected, "row")) of \(DecimalText.grouped(total))"
      lines.add("  ! ", .caution, indent: 4, "\(rows) could not be used: see rejects.csv")
    }
    if summary.rowsOfOtherSites > 0 {
      let rows = Words.count(summary.rowsOfOtherSites, "row links", "rows link")
      lines.add("  ", indent: 2, "\(rows) to other sites: left out")
    }
    if let date = summary.suffixListDate {
      lines.add("  ", indent: 2, "public suffix list of \(date)")
    }
    lines.add("Next: ", .strong, indent: 6, nextSteps(after: summary, directory))
    return lines.text
  }

  // MARK: The site

  private static func sources(of summary: AuditSummary) -> String {
    var tools: [(name: String, newestDay: Day?)] = []
    for input in summary.inputs {
      let name = tool(of: input)
      if let known = tools.firstIndex(where: { $0.name == name }) {
        tools[known].newestDay = [tools[known].newestDay, input.newestDay].compactMap(\.self).max()
      } else {
        tools.append((name, input.newestDay))
      }
    }
    let names = tools.map { $0.name + ($0.newestDay.map { " \($0)" } ?? "") }
    var text = Words.count(summary.inputs.count, "file")
    if !names.isEmpty { text += " (\(Words.list(names, total: names.count)))" }
    text += ", \(Words.count(summary.links, "link")) from \(Words.count(summary.domains, "domain"))"
    return summary.isLowerBound ? text + " (at least; \(limits(of: summary)))" : text
  }

  private static func limits(of summary: AuditSummary) -> String {
    func names(_ inputs: [AuditSummary.Input], _ what: String) -> String? {
      if inputs.isEmpty { return nil }
      let tools = inputs.map(tool(of:))
      let distinct = tools.indices.filter { !tools[..<$0].contains(tools[$0]) }.map { tools[$0] }
      let verb = distinct.count == 1 ? "is" : "are"
      return "\(Words.list(distinct, total: distinct.count)) \(verb) \(what)"
    }
    return [
      names(summary.inputs.filter { $0.cap != nil }, "capped"),
      names(summary.inputs.filter(\.isDamaged), "damaged"),
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// `Semrush` of `Semrush, Backlinks`.
  private static func tool(of input: AuditSummary.Input) -> String {
    let tool = input.title.prefix { $0 != "," }
    return TerminalText.truncated(TerminalText.safe(String(tool)), to: 24)
  }

  // MARK: Verdicts

  private static func addVerdicts(of summary: AuditSummary, to lines: inout TerminalLines) {
    let review = summary.verdicts[.review] ?? 0
    let disavow = summary.disavowDomains
    let rows: [(label: String, look: TerminalLines.Look, number: Int, text: String)] = [
      ("disavow", disavow > 0 ? .alarm : .plain, disavow, disavowText(of: summary)),
      ("review", review > 0 ? .caution : .plain, review, reviewText(of: summary)),
      ("ignored", .plain, summary.verdicts[.ignore] ?? 0, ignoredText(of: summary)),
      ("kept", .plain, summary.verdicts[.keep] ?? 0, keptText(of: summary)),
    ]
    let column = rows.map { DecimalText.grouped($0.number).utf8.count }.max() ?? 1
    for row in rows {
      let number = DecimalText.grouped(row.number)
      let label = "  \(row.label)" + TerminalText.padding(row.label, to: 9)
      let aligned = TerminalText.padding(number, to: column) + number + " "
      lines.add(label + aligned, row.look, indent: 12 + column, row.text)
    }
  }

  private static func disavowText(of summary: AuditSummary) -> String {
    let impact = summary.disavow
    let domains = summary.disavowDomains
    var text = domains == 1 ? "domain" : "domains"
    if impact.entries == 0 { return text + vetoText(of: summary) }
    if impact.entries != domains { text += " in \(Words.count(impact.entries, "line"))" }
    text += ": \(Words.percent(impact.valueShare)) of link value"
    if !summary.strongest.isEmpty { text += ", \(summary.strongestHits)" }
    if let added = impact.added {
      let day = impact.previousDay.map(\.description) ?? "the previous file"
      text += "; +\(added) −\(impact.removed ?? 0) since \(day)"
    }
    return text + vetoText(of: summary)
  }

  private static func vetoText(of summary: AuditSummary) -> String {
    let vetoes = summary.disavow.vetoes.count
    return vetoes == 0 ? "" : "; \(Words.count(vetoes, "entry", "entries")) kept out by a guard"
  }

  private static func reviewText(of summary: AuditSummary) -> String {
    let text = summary.verdicts[.review] == 1 ? "domain" : "domains"
    let groups = summary.reviewGroups.map { group in
      let pattern = TerminalText.truncated(TerminalText.safe(group.pattern), to: 48)
      return "\(pattern) (\(DecimalText.grouped(group.domains.count)))"
    }
    if groups.isEmpty { return text }
    let list = Words.list(groups, total: groups.count)
    return "\(text) in \(Words.count(groups.count, "group")): \(list)"
  }

  private static func ignoredText(of summary: AuditSummary) -> String {
    let text = "spam domain\(summary.verdicts[.ignore] == 1 ? "" : "s") without effect"
    let reasons = summary.ignored.map { reason in
      let text = TerminalText.truncated(TerminalText.safe(reason.reason), to: 48)
      return "\(DecimalText.grouped(reason.domains)) \(text)"
    }
    return reasons.isEmpty ? text : "\(text) (\(Words.list(reasons, total: reasons.count)))"
  }

  private static func keptText(of summary: AuditSummary) -> String {
    let text = summary.verdicts[.keep] == 1 ? "domain" : "domains"
    let count = summary.protected.reduce(0) { $0 + $1.domains }
    if count == 0 { return text }
    let examples = summary.protected.flatMap(\.examples)
    let list = Words.list(examples, total: count)
    return "\(text), of them \(DecimalText.grouped(count)) spam-looking but protected"
      + (list.isEmpty ? "" : " (\(list))")
  }

  /// `ahrefs 412 domains, 97 of them alone; gsc 530, 211 alone`.
  private static func coverage(of summary: AuditSummary) -> String {
    summary.coverage.map { coverage in
      let name = TerminalText.truncated(TerminalText.safe(coverage.exporter), to: 24)
      let only = DecimalText.grouped(coverage.onlyDomains)
      return "\(name) \(Words.count(coverage.domains, "domain")) (\(only) alone)"
    }.joined(separator: ", ")
  }

  private static func logsText(of summary: AuditSummary) -> String? {
    var parts: [String] = []
    if let referrals = summary.referrals, referrals.hits > 0 {
      let visits = Words.count(referrals.hits, "visit")
      parts.append("\(visits) from \(Words.count(referrals.hosts, "host"))")
    }
    if !summary.reclamation.isEmpty {
      let pages = Words.count(summary.reclamation.count, "missing page")
      parts.append("\(pages) that links lead to")
    }
    if !summary.ghostReferrers.isEmpty {
      let hosts = Words.count(summary.ghostReferrers.count, "referrer")
      parts.append("\(hosts) that only robots send, no links")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ") + ": see summary.md"
  }

  // MARK: Next

  private static func nextSteps(after summary: AuditSummary, _ directory: String?) -> String {
    var steps: [String] = []
    let folder = directory.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    switch summary.advice {
    case .noBacklinks:
      steps.append(
        summary.referrals == nil
          ? "backlinks inspect FILE" : "add an export of backlinks; logs tell of visits only")
    case .held:
      steps.append("read \(folder ?? "")disavow.held.txt; --force writes it as disavow.txt")
    default: break
    }
    if summary.disavowDomains + (summary.verdicts[.review] ?? 0) > 0 {
      steps.append("backlinks explain DOMAIN INPUT...")
    }
    if let folder {
      if summary.advice != .noBacklinks { steps.append("open \(folder)report.html") }
    } else if summary.advice != .noBacklinks {
      steps.append("backlinks audit INPUT... --out DIR")
    }
    return steps.joined(separator: " · ")
  }
}
