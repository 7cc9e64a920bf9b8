import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow impact`: what a disavow file costs.
struct DisavowImpactCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    var options = AuditOptions()
    options.sites = try parsed.sites(configuration)
    options.own = try parsed.ownHosts(configuration)
    options.statuses = []
    let pack = try parsed.rulePack(configuration)
    options.discounting = CoverageIndex(
      try environment.disavowDocument(parsed.argument("FILE") ?? "-"))
    let inputs = Inputs(parsed.arguments("INPUT"))
    for problem in inputs.problems { try environment.report(problem) }
    let audit = Audit(pack: pack, options: options, formats: try parsed.inputFormats(pack))
    environment.withProgress(parsed.value("progress"), reading: inputs.paths) {
      for path in inputs.paths { audit.add(path: path) }
      audit.finishReading()
    }
    for diagnostic in audit.diagnostics where diagnostic.level != .info {
      try environment.report(diagnostic)
    }
    let missing = audit.sitesWithoutRows
    for site in missing { try environment.report("\(site): no row of the inputs links there") }
    let impacts = audit.sites.filter { !missing.contains($0) }
      .compactMap { audit.disavowImpact(on: $0) }
    guard !impacts.isEmpty else { return .failed }
    if parsed.isSet("json") {
      try writeJSON(impacts)
    } else {
      for (number, impact) in impacts.enumerated() {
        if number > 0 { try environment.output.write("\n") }
        try write(impact)
      }
    }
    let isWhole = inputs.problems.isEmpty && !audit.hasFailedInput && missing.isEmpty
    return isWhole ? .done : .partial
  }

  private func line(_ text: String) throws {
    try environment.output.write(TerminalText.safe(text) + "\n")
  }

  private func write(_ impact: DisavowImpact) throws {
    let (lost, total) = (impact.lost, impact.total)
    let date = impact.suffixListDate.map { "; public suffix list of \($0)" } ?? ""
    try line("\(impact.site)\(date)")
    let share = total.value > 0 ? Int(lost.value * 1_000 / total.value) : 0
    try line("  \(share / 10).\(share % 10)% of the link value would be discounted:")
    for (name, part, whole) in [
      ("referring domains", lost.domains, total.domains), ("links", lost.links, total.links),
      ("live followed links", lost.followedLinks, total.followedLinks),
    ] {
      try line("  \(part) of \(whole) \(name)")
    }
    if total.traffic > 0 {
      try line("  domains of \(lost.traffic) of \(total.traffic) visits a month, by the exporters")
    }
    if total.visits > 0 { try line("  \(lost.visits) of \(total.visits) visits in the logs") }
    if impact.unmatchedEntries > 0 {
      let count = impact.unmatchedEntries
      try line(
        "  \(count == 1 ? "1 entry matches" : "\(count) entries match") no link of the inputs")
    }
    if !impact.domains.isEmpty { try line("  most valuable losses:") }
    for loss in impact.domains {
      let value = DecimalText.short(thousandths: loss.lost.value)
      var text = "    \(value)  \(loss.domain): \(loss.lost.links) of \(loss.links) links"
      text += ", \(loss.lost.followedLinks) followed"
      if let authority = loss.authority {
        text += ", authority \(DecimalText.short(thousandths: authority))"
      }
      try line(text + "; line \(loss.line), '\(loss.entry)'")
    }
    if !impact.targets.isEmpty { try line("  targets that lose most:") }
    for target in impact.targets {
      try line("    \(target.links) links from \(target.domains) domains  \(target.target)")
    }
  }

  private func writeJSON(_ impacts: [DisavowImpact]) throws {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.array("sites", impacts, write)
    json.endObject()
    json.endLine()
    try environment.output.write(json.bytes.span)
  }

  private func write(to json: inout JSONWriter, _ impact: DisavowImpact) {
    json.member("site", impact.site)
    json.member("suffix_list_date", impact.suffixListDate)
    json.member("unmatched_entries", impact.unmatchedEntries)
    json.object("total") { write(impact.total, to: &$0) }
    json.object("lost") { write(impact.lost, to: &$0) }
    json.array("domains", impact.domains) { json, loss in
      json.member("domain", loss.domain)
      json.member("line", loss.line)
      json.member("entry", loss.entry)
      json.member("value", thousandths: loss.lost.value)
      json.member("links", loss.lost.links)
      json.member("links_of_domain", loss.links)
      json.member("followed_links", loss.lost.followedLinks)
      json.member("authority", thousandths: loss.authority)
      json.member("visits", loss.lost.visits)
    }
    json.array("targets", impact.targets) { json, target in
      json.member("target", target.target)
      json.member("links", target.links)
      json.member("domains", target.domains)
    }
  }

  private func write(_ sum: DisavowImpact.Sum, to json: inout JSONWriter) {
    json.member("domains", sum.domains)
    json.member("links", sum.links)
    json.member("followed_links", sum.followedLinks)
    json.member("value", thousandths: sum.value)
    json.member("domain_traffic", sum.traffic)
    json.member("visits", sum.visits)
  }
}
