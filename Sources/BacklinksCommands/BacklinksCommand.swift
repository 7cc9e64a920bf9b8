import BacklinkAudit
import ByteStreams
import CommandLineKit
import LinkLedger
import OutputText
import YAMLDocument

/// The program: parses the arguments and runs a command.
package struct BacklinksCommand {
  /// The version of the program.
  package static let version = "0.1.0"

  var environment: Environment

  package init(_ environment: Environment) {
    self.environment = environment
  }

  /// Runs the command that the arguments name.
  package func run() -> Int32 {
    do {
      let code = try dispatch()
      try environment.output.flush()
      try environment.errors.flush()
      return code.rawValue
    } catch StreamError.closedPipe {
      return ExitCode.done.rawValue
    } catch let error as UsageError {
      return fail(.usage, "\(error.message)\n\(error.advice)")
    } catch let problems as YAMLProblems {
      return fail(.usage, "\(problems)")
    } catch let error as LedgerError {
      return fail(error.exitCode, "\(error)")
    } catch let failure as CommandFailure {
      return fail(failure.code, failure.message)
    } catch {
      return fail(.failed, "\(error)")
    }
  }

  private func fail(_ code: ExitCode, _ message: String) -> Int32 {
    // What was printed before the failure still belongs to the reader.
    try? environment.output.flush()
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let safe = lines.map { TerminalText.safe(String($0)) }.joined(separator: "\n")
    try? environment.errors.write("backlinks: \(safe)\n")
    try? environment.errors.flush()
    return code.rawValue
  }

  private func dispatch() throws -> ExitCode {
    let parser = CommandLineParser(CommandTree.root)
    if environment.arguments.isEmpty {
      try environment.output.write(HelpText(CommandTree.root, width: width).overview)
      return .usage
    }
    let parsed = try parser.parse(environment.arguments, environment: environment.variable)
    if parsed.asksForHelp {
      let text = try HelpText(CommandTree.root, width: width).text(
        for: Array(parsed.path.dropFirst()))
      try environment.output.write(text)
      return .done
    }
    if parsed.isSet("version") {
      try environment.output.write("backlinks \(BacklinksCommand.version)\n")
      return .done
    }
    switch parsed.path.dropFirst().joined(separator: " ") {
    case "audit": return try AuditCommand(environment: environment, parsed: parsed).run()
    case "convert": return try ConvertCommand(environment: environment, parsed: parsed).run()
    case "inspect": return try InspectCommand(environment: environment, parsed: parsed).run()
    case "ingest": return try IngestCommand(environment: environment, parsed: parsed).run()
    case "changes": return try ChangesCommand(environment: environment, parsed: parsed).run()
    case "decide": return try DecideCommand(environment: environment, parsed: parsed).run()
    case "ledger check": return try LedgerCommand(environment: environment, parsed: parsed).check()
    case "ledger vacuum":
      return try LedgerCommand(environment: environment, parsed: parsed).vacuum()
    case "ledger export":
      return try LedgerCommand(environment: environment, parsed: parsed).export()
    case "disavow uploaded":
      return try DisavowUploadedCommand(environment: environment, parsed: parsed).run()
    case "explain": return try ExplainCommand(environment: environment, parsed: parsed).run()
    case "disavow lint":
      return try DisavowLintCommand(environment: environment, parsed: parsed).run()
    case "disavow fix": return try DisavowFixCommand(environment: environment, parsed: parsed).run()
    case "disavow merge":
      return try DisavowMergeCommand(environment: environment, parsed: parsed).run()
    case "disavow diff":
      return try DisavowDiffCommand(environment: environment, parsed: parsed).run()
    case "disavow covers":
      return try DisavowCoversCommand(environment: environment, parsed: parsed).run()
    case "disavow impact":
      return try DisavowImpactCommand(environment: environment, parsed: parsed).run()
    case "rules list": return try RulesCommand(environment: environment, parsed: parsed).list()
    case "rules check": return try RulesCommand(environment: environment, parsed: parsed).check()
    case "rules test": return try RulesCommand(environment: environment, parsed: parsed).test()
    case "rules docs": return try RulesCommand(environment: environment, parsed: parsed).docs()
    case "rules backtest":
      return try BacktestCommand(environment: environment, parsed: parsed).run()
    case "formats": return try FormatsCommand(environment: environment, parsed: parsed).run()
    case "config init":
      return try ConfigCommand(environment: environment, parsed: parsed).initialize()
    case "config check":
      return try ConfigCommand(environment: environment, parsed: parsed).check()
    case "completions":
      let shell = parsed.argument("SHELL").flatMap(CompletionShell.init(rawValue:)) ?? .bash
      try environment.output.write(Completions(CommandTree.root).script(for: shell))
      return .done
    case "help":
      let topic = parsed.arguments("TOPIC")
      let help = HelpText(CommandTree.root, width: width)
      try environment.output.write(topic.isEmpty ? help.overview : try help.text(for: topic))
      return .done
    default: preconditionFailure("a command without an implementation: \(parsed.path)")
    }
  }

  private var width: Int { min(100, environment.terminalWidth ?? 80) }
}
