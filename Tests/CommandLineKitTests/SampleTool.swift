import CommandLineKit

/// A small program with everything that a program can have.
let sampleTool = Command(
  name: "links", summary: "Judge backlinks",
  options: [
    Command.Option(flag: "quiet", "q", help: "Say nothing on success."),
    Command.Option(flag: "verbose", "v", help: "Say more."),
    Command.Option(
      "color", value: "WHEN", help: "Use colors.", choices: ["auto", "always", "never"],
      default: "auto", environment: "LINKS_COLOR"),
    Command.Option(flag: "version", help: "Show the version.", standsAlone: true),
  ],
  subcommands: [
    Command(
      name: "audit", summary: "Judge the backlinks of a site",
      discussion: """
        Reads exports and logs, judges every referring domain and writes a disavow file that a
        careful person would sign.

          exports  ->  verdicts

        Nothing is written unless all of it can be.
        """,
      arguments: [
        Command.Argument("INPUT", help: "An export, a log or a directory.", isRepeatable: true)
      ],
      options: [
        Command.Option(
          "site", "s", value: "HOST", help: "Count only links to this site.", isRepeatable: true),
        Command.Option(
          "out", "o", value: "DIR", help: "Write the results here.", environment: "LINKS_OUT",
          completion: .directories),
        Command.Option(
          "fail-on", value: "SEVERITY", help: "Exit with 5 on a finding.",
          choices: ["low", "medium", "high"]),
        Command.Option("limit", value: "N", help: "Stop after N rows.", default: "100"),
        Command.Option(flag: "json", help: "Write JSON.", environment: "LINKS_JSON"),
      ],
      examples: [
        Command.Example("links audit ahrefs.csv --out report", "Judges one export."),
        Command.Example("zcat access.log.gz | links audit -"),
      ]),
    Command(
      name: "disavow", summary: "Work on disavow files",
      subcommands: [
        Command(
          name: "lint", summary: "Find mistakes",
          arguments: [Command.Argument("FILE", help: "A disavow file.", isRepeatable: true)],
          options: [Command.Option(flag: "strict", help: "Warnings are errors.")]),
        Command(
          name: "covers", summary: "Tell which entry covers a URL",
          arguments: [
            Command.Argument("FILE", help: "A disavow file."),
            Command.Argument("URL", help: "A page.", isRepeatable: true, completion: .nothing),
          ]),
      ]),
    Command(
      name: "decide", summary: "Remember a decision",
      arguments: [
        Command.Argument("DOMAIN|URL", help: "The subject.", completion: .nothing),
        Command.Argument("DECISION", help: "What to do.", choices: ["keep", "disavow", "review"]),
        Command.Argument("NOTE", help: "Why; <b> is text.", isOptional: true, completion: .nothing),
      ]),
  ])

/// What a parse gives, in one line, or the message and the advice of its error.
func outcome(_ line: String, environment: [String: String] = [:]) -> String {
  let words = line.split(separator: " ").map(String.init)
  do {
    let parsed = try CommandLineParser(sampleTool).parse(words) { environment[$0] }
    let path = parsed.path.dropFirst().joined(separator: " ")
    return path + (parsed.arguments.isEmpty ? "" : ": " + parsed.arguments.joined(separator: " "))
  } catch {
    return error.description
  }
}
