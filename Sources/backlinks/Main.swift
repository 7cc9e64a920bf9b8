import BacklinksCommands
import ByteStreams

@main struct Main {
  static func main() {
    Process.ignoreClosedPipes()
    let environment = Environment(
      arguments: Array(CommandLine.arguments.dropFirst()), output: .standardOutput(),
      errors: .standardError(), variable: Process.variable, terminalWidth: Process.terminalWidth,
      today: Process.today, progressTerminal: Process.progressTerminal,
      isStopped: { Process.isStopped }, catchStops: Process.stopOnSignals)
    Process.exit(BacklinksCommand(environment).run())
  }
}
