import BacklinkAudit
import BacklinkExports
import ByteStreams
import CommandLineKit
import HostLists
import LinkModel
import LinkRules
import OutputText

/// `backlinks rules`: list, check, test, docs.
struct RulesCommand {
  let environment: Environment
  let parsed: ParsedCommand

  /// The rules as they are written, whatever a configuration makes of them.
  private func writtenPack() throws -> RulePack {
    try RulePack(parsed.ruleFiles(parsed.configuration()))
  }

  /// The rules as an audit runs them.
  private func pack() throws -> RulePack {
    try parsed.rulePack(parsed.configuration())
  }

  func list() throws -> ExitCode {
    let rules = try pack().rules.rules
    guard parsed.isSet("json") else {
      let width = rules.map(\.id.count).max() ?? 0
      for rule in rules {
        let weight = TerminalText.padding("\(rule.weight)", to: 3) + "\(rule.weight)"
        try environment.output.write(
          "\(TerminalText.padded(rule.id, to: width))  "
            + "\(TerminalText.padded(rule.role.rawValue, to: 8))  \(weight)  \(rule.title)\n")
      }
      return .done
    }
    var json = JSONWriter(.pretty)
    json.beginArray()
    for rule in rules {
      json.beginObject()
      json.member("id", rule.id)
      json.member("family", rule.family)
      json.member("role", rule.role.rawValue)
      json.member("scope", rule.scope.rawValue)
      json.member("severity", rule.severity.name)
      json.member("weight", rule.weight)
      json.member("status", rule.status.rawValue)
      json.member("title", rule.title)
      json.endObject()
    }
    json.endArray()
    json.endLine()
    try environment.output.write(json.bytes.span)
    return .done
  }

  func check() throws -> ExitCode {
    let pack = try pack()
    for fact in pack.rules.sharedFacts { try environment.report("warning: \(fact)") }
    guard !parsed.isSet("quiet") else { return .done }
    try environment.output.write(
      "\(pack.rules.rules.count) rules, \(pack.mappings.mappings.count) mappings, "
        + "\(pack.lists.count) lists: no mistakes\n")
    return .done
  }

  func test() throws -> ExitCode {
    let pack = try writtenPack()
    let hosts = HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    let report = RuleTester(pack.rules, hosts: hosts).run()
    for failure in report.failures { try environment.errors.write("\(failure)\n") }
    for note in report.notes { try environment.errors.write("\(note)\n") }
    if !parsed.isSet("quiet") || !report.failures.isEmpty {
      try environment.output.write(
        "\(report.ruleCount) rules, \(report.exampleCount) examples, "
          + "\(report.changedExampleCount) changed examples, \(report.mutantCount) mutants, "
          + "\(report.knownWrongCount) known to be wrong: "
          + "\(report.failures.count) failed\n")
    }
    return report.failures.isEmpty ? .done : .found
  }

  func docs() throws -> ExitCode {
    let page: String
    switch parsed.argument("PAGE") {
    case "fields": page = FieldCatalogue.markdown
    case "formats": page = MappingCatalogue(try writtenPack()).markdown
    case "cli": page = CommandReference(CommandTree.root).markdown(note: RulesCommand.note)
    case "man":
      page = ManualPage(CommandTree.root).text(
        version: BacklinksCommand.version, statuses: ExitCode.meanings)
    case "rule-schema":
      try environment.output.write(RuleSchema(try writtenPack()).json.span)
      return .done
    case "settings-schema":
      try environment.output.write(SettingsSchema(try writtenPack()).json.span)
      return .done
    default: page = RuleCatalogue(try writtenPack()).markdown
    }
    try environment.output.write(page)
    return .done
  }

  private static let note = "Made by `backlinks rules docs cli`; do not edit."
}
