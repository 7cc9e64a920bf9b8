import CommandLineKit

/// The commands on settings.
extension CommandTree {
  private static let configFile = Command.Argument(
    "FILE", help: "The file; backlinks.yaml.", isOptional: true, completion: .files)

  static let config = Command(
    name: "config", summary: "Writes and checks backlinks.yaml",
    subcommands: [
      Command(
        name: "init", summary: "Writes a backlinks.yaml in which every setting is explained",
        discussion: "Asks nothing and sets nothing. A file that is there stays.",
        arguments: [configFile],
        options: [Command.Option(flag: "force", help: "Replaces a file that is there.")],
        examples: [Command.Example("backlinks config init")]),
      Command(
        name: "check", summary: "Finds mistakes in backlinks.yaml and in the rules that it names",
        arguments: [configFile],
        options: siteAndGuardOptions + ruleOptions,
        examples: [Command.Example("backlinks config check")]),
    ])

  /// What may stand on the command line instead of the file.
  private static let siteAndGuardOptions = [siteOption, brandOption, allowOption, ownOption]
}
