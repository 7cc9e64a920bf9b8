import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkModel
import OutputText

/// `backlinks rules backtest`: what the rules do on the user's own inputs.
struct BacktestCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let options = try parsed.auditOptions(configuration, today: environment.today)
    let pack = try parsed.rulePack(configuration)
    try environment.reportSettings(configuration, options, pack)
    let file = try parsed.value("disavow").map { try environment.disavowDocument($0) }
    let inputs = Inputs(parsed.arguments("INPUT"))
    for problem in inputs.problems { try environment.report(problem) }
    let audit = Audit(pack: pack, options: options, formats: try parsed.inputFormats(pack))
    for path in inputs.paths { audit.add(path: path) }
    audit.finishReading()
    for diagnostic in audit.diagnostics where diagnostic.level != .info {
      try environment.report(diagnostic)
    }
    let backtest = audit.backtest(against: file)
    guard backtest.domains > 0 else {
      try environment.report("no link in any input")
      return .failed
    }
    if parsed.isSet("json") {
      try writeJSON(backtest)
    } else {
      try write(backtest)
    }
    return inputs.problems.isEmpty && !audit.hasFailedInput ? .done : .partial
  }

  // MARK: Text

  private func line(_ text: String) throws {
    try environment.output.write(TerminalText.safe(text) + "\n")
  }

  private func write(_ backtest: RuleBacktest) throws {
    try line(
      "\(backtest.domains) referring domains: \(backtest.disavowed) to disavow, "
        + "\(backtest.reviewed) to review")
    if let listed = backtest.listed {
      try line(
        "the file names \(listed) of them: \(backtest.listedDisavowed) to disavow, "
          + "\(backtest.listedReviewed) to review")
      try line(
        "precision \(percent(backtest.listedDisavowed, of: backtest.disavowed)), "
          + "recall \(percent(backtest.listedDisavowed, of: listed)), with review "
          + percent(backtest.listedDisavowed + backtest.listedReviewed, of: listed))
    }
    let width = backtest.rules.map(\.rule.count).max() ?? 0
    try line("")
    let ending = backtest.listed == nil ? "" : "  in file  precision  recall"
    try line(TerminalText.padded("rule", to: width) + "    fired  counted  decided" + ending)
    for rule in backtest.rules {
      var text = TerminalText.padded(rule.rule, to: width)
      for (value, columns) in [(rule.domains, 9), (rule.counted, 9), (rule.decided, 9)] {
        text += right("\(value)", columns)
      }
      if let listed = backtest.listed {
        text += right("\(rule.listed)", 9)
        text += right(percent(rule.listed, of: rule.counted), 11)
        text += right(percent(rule.listed, of: listed), 8)
      }
      try line(text)
    }
    try line("")
    try line("never fired: " + (backtest.silent.isEmpty ? "none" : list(backtest.silent)))
    for overlap in backtest.overlaps {
      try line(
        "fire together: \(list(overlap.rules)) on \(overlap.both) of \(overlap.either) domains")
    }
    for shadow in backtest.shadows {
      try line("shadowed: \(shadow.rule) decides nothing beside \(shadow.by)")
    }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private func right(_ text: String, _ width: Int) -> String {
    TerminalText.padding(text, to: width) + text
  }

  /// A share such as `83.3%`; `-` of nothing.
  private func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "-" }
    let tenths = (part * 1_000 + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10)%"
  }

  // MARK: JSON

  private func writeJSON(_ backtest: RuleBacktest) throws {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("domains", backtest.domains)
    json.member("disavowed", backtest.disavowed)
    json.member("reviewed", backtest.reviewed)
    json.member("listed", backtest.listed)
    json.member("listed_disavowed", backtest.listedDisavowed)
    json.member("listed_reviewed", backtest.listedReviewed)
    json.array("rules", backtest.rules) { json, rule in
      json.member("id", rule.rule)
      json.member("family", rule.family)
      json.member("role", rule.role)
      json.member("weight", rule.weight)
      json.member("domains", rule.domains)
      json.member("counted", rule.counted)
      json.member("decided", rule.decided)
      json.member("listed", rule.listed)
      json.member("decided_listed", rule.decidedListed)
    }
    json.member("never_fired", backtest.silent)
    json.array("overlaps", backtest.overlaps) { json, overlap in
      json.member("rules", overlap.rules)
      json.member("both", overlap.both)
      json.member("either", overlap.either)
    }
    json.array("shadowed", backtest.shadows) { json, shadow in
      json.member("id", shadow.rule)
      json.member("by", shadow.by)
    }
    json.endObject()
    json.endLine()
    try environment.output.write(json.bytes.span)
  }
}
