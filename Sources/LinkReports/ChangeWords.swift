import CalendarTime
import LinkModel
import OutputText

/// Sentences about changes that the text and the Markdown have in common.
enum ChangeWords {
  /// `2026-08-23`, or `run 41 (2026-08-23)`.
  static func point(_ point: ChangeReport.Point) -> String {
    point.run.map { "run \($0) (\(point.day))" } ?? "\(point.day)"
  }

  /// `412 then, 431 now: 31 new, 15 lost, 3 regained`.
  static func counts(_ counts: ChangeReport.Counts) -> String {
    let parts: [(Int, String)] = [
      (counts.new, "new"), (counts.lost, "lost"), (counts.regained, "regained"),
      (counts.moved, "with another anchor"), (counts.listed, "listed first"),
    ]
    let text = parts.filter { $0.0 > 0 }.map { "\(DecimalText.grouped($0.0)) \($0.1)" }
    return "\(DecimalText.grouped(counts.before)) then, \(DecimalText.grouped(counts.after)) now: "
      + (text.isEmpty ? "no change" : text.joined(separator: ", "))
  }

  /// `+18 (4.4%)`.
  static func growth(_ counts: ChangeReport.Counts) -> String {
    let sign = counts.net > 0 ? "+" : counts.net < 0 ? "−" : ""
    let text = sign + DecimalText.grouped(abs(counts.net))
    if counts.before == 0 || counts.net == 0 { return text }
    return "\(text) (\(sign)\(Words.percent(abs(counts.net) * 1_000 / counts.before)))"
  }

  /// `4.1% of 380 judged domains on 2026-08-23, 6.3% of 402 on 2026-11-21`.
  static func toxic(_ shares: [ChangeReport.ToxicShare]) -> String? {
    guard let first = shares.first, let last = shares.last else { return nil }
    let end = "\(Words.percent(last.share)) of \(Words.count(last.domains, "judged domain"))"
    if first.day == last.day { return "\(end) on \(last.day)" }
    return "\(Words.percent(first.share)) on \(first.day), \(end) on \(last.day)"
  }

  /// `(authority 72, toxic, 3 links)`, or nothing.
  static func details(_ domain: ChangeReport.Domain) -> String {
    var parts: [String] = []
    if let authority = domain.authority {
      parts.append("authority \(DecimalText.short(thousandths: authority))")
    }
    if let linkClass = domain.linkClass, linkClass != .clean { parts.append(linkClass.name) }
    if domain.links > 0 { parts.append(Words.count(domain.links, "link")) }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  /// `312 new domains in the 7 days from 2026-11-02, usual 14; 280 by page-template, 290 toxic`.
  static func spike(_ spike: ChangeReport.Spike) -> String {
    var text =
      "\(Words.count(spike.domains, "new domain")) in the \(spike.days) days from \(spike.first), "
      + "usual are \(DecimalText.grouped(spike.usual))"
    if let family = spike.family {
      text += "; \(DecimalText.grouped(family.domains)) of them by \(family.title)"
    }
    if spike.toxic > 0 { text += "; \(DecimalText.grouped(spike.toxic)) toxic" }
    return text
  }

  /// An anchor as it is shown.
  static func anchor(_ text: String?) -> String {
    guard let text else { return "(not known)" }
    return text.isEmpty ? "(empty)" : text
  }

  /// What a baseline is about: `semrush backlinks (2026-10-01)`.
  static func firstExports(_ report: ChangeReport) -> [String] {
    report.firstExports.map { "\($0.tool) \($0.report) (\($0.day))" }
  }
}
