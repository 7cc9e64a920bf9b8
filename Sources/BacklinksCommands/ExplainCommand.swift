import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkModel
import LinkReports
import OutputText
import WebAddress

/// `backlinks explain`: why a referring domain has its verdict.
struct ExplainCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    var options = try parsed.auditOptions(configuration, today: environment.today)
    try parsed.addDecisions(to: &options, environment)
    let pack = try parsed.rulePack(configuration)
    let name = parsed.argument("DOMAIN") ?? ""
    options.explained = Audit.referringDomain(of: name, pack)
    try environment.reportSettings(configuration, options, pack)
    guard
      let source = try AuditSource(environment, parsed, configuration, pack: pack, options: options)
    else { return .done }
    let audit = source.audit
    let explanations = try audit.sites.compactMap { site in
      try audit.explanation(of: name, site: site)
    }
    let decision = audit.decision(on: name)
    guard decision != nil || !explanations.isEmpty else {
      throw CommandFailure(
        code: .failed, message: "no link from '\(TerminalText.safe(name))' in these inputs")
    }
    if parsed.isSet("json") {
      let json = ExplanationJSON(name: name, explanations: explanations, decision: decision)
      try environment.output.write(json.bytes.span)
    } else {
      try write(explanations, decision)
    }
    return source.isComplete ? .done : .partial
  }

  private func write(_ explanations: [Explanation], _ decision: Decision?) throws {
    for (number, explanation) in explanations.enumerated() {
      if number > 0 { try environment.output.write("\n") }
      try write(explanation)
    }
    guard explanations.isEmpty, let decision else { return }
    try environment.output.write(
      TerminalText.safe("\(decision.subject): \(decision.choice.name), \(decision.sentence)") + "\n"
        + "  no link from it is known\n")
  }

  private func write(_ explanation: Explanation) throws {
    func line(_ text: String) throws {
      try environment.output.write(TerminalText.safe(text) + "\n")
    }
    let row = explanation.row
    try line("\(row.domain) → \(explanation.site): \(row.verdict.name)")
    try line("  class \(row.linkClass.name), score \(points(row.score)) of 100\(sum(explanation))")
    for finding in explanation.findings {
      try line("  + \(finding.weight) \(finding.family): \(finding.message) [\(finding.rule)]")
      if let coverage = finding.uncounted { try line("      not counted: \(coverage)") }
      for fact in finding.facts {
        try line("      \(fact.name) \(fact.value) (\(fact.question))")
      }
      for link in finding.links { try write(link, line) }
    }
    if explanation.findings.isEmpty { try line("  nothing was found against it") }
    if let softened = explanation.softenedBy { try line("  then \(softened)") }
    if let protection = explanation.protection { try line("  protected: \(protection)") }
    for (entry, reason) in explanation.vetoes { try line("  kept out: \(entry): \(reason)") }
    if !row.entry.isEmpty { try line("  line: \(row.entry)") }
    for turn in explanation.turns { try line("  what would change it: \(turn)") }
    try line(
      "  \(row.links) links from \(row.sourcePages) pages to \(row.targetPages), "
        + "\(row.followedLinks) followed and live")
    for link in explanation.links { try write(link, line) }
  }

  private func points(_ thousandths: Int) -> String {
    DecimalText.short(thousandths: Int64(thousandths))
  }

  /// The parts of the score: ` = 80.0 sitewide + 1.0 support`.
  private func sum(_ explanation: Explanation) -> String {
    guard !explanation.parts.isEmpty else { return "" }
    let parts = explanation.parts.map { "\(points($0.points)) \($0.family)" }
    return " = " + parts.joined(separator: " + ")
  }

  private func write(_ link: LinkLine, _ line: (String) throws -> Void) throws {
    try line("      · \(link.sourceURL)")
    let rules = link.rules.isEmpty ? "" : "  \(link.rules.joined(separator: " "))"
    try line("        → \(link.targetURL)  “\(link.anchor)”\(rules)")
  }
}
