import CommandLineKit

/// The commands on disavow files.
extension CommandTree {
  /// What guards need to know.
  private static let guardOptions =
    [
      Command.Option(
        "site", value: "HOST", help: "A site of yours: it is never disavowed.", isRepeatable: true),
      brandOption, allowOption,
      Command.Option("own", value: "HOST", help: "Another host of yours.", isRepeatable: true),
    ] + ruleOptions

  private static let file = Command.Argument(
    "FILE", help: "A disavow file, or - for standard input.", completion: .files)

  static let disavow = Command(
    name: "disavow", summary: "Works on disavow files",
    subcommands: [lint, fix, merge, diff, covers, impact, uploaded])

  private static let lint = Command(
    name: "lint", summary: "Finds mistakes in disavow files",
    arguments: [
      Command.Argument("FILE", help: "Disavow files.", isRepeatable: true)
    ],
    options: [
      Command.Option(flag: "json", help: "Prints JSON."),
      Command.Option(flag: "sarif", help: "Prints SARIF 2.1.0, for tools that review code."),
      Command.Option(
        "fail-on", value: "SEVERITY", help: "Ends with 5 from this severity on.",
        choices: ["info", "warning", "error", "never"], default: "error"),
    ] + guardOptions,
    examples: [Command.Example("backlinks disavow lint disavow.txt --site shop.example")])

  private static let fix = Command(
    name: "fix", summary: "Repairs a disavow file and prints it",
    discussion: """
      Keeps order, comments, blank lines and every valid entry. A line that cannot be an entry becomes
      a comment that begins with REJECTED. What fixing leaves is clean, and fixing it again changes
      nothing.
      """,
    arguments: [file],
    options: [
      Command.Option(flag: "write", help: "Replaces the file, in one step, if anything changes."),
      Command.Option(flag: "backup", help: "Keeps the old file as FILE.bak; with --write."),
      Command.Option(flag: "dry-run", help: "Prints what would change, as diff -u does."),
      Command.Option(
        flag: "safe", help: "Makes comments of entries that a hard guard holds: HELD."),
      Command.Option(
        flag: "minimise", help: "Leaves out entries that another one covers; covers the same."),
      Command.Option(
        "collapse", value: "N",
        help: "Names the host for N or more of its pages, the domain for N or more sub-domains; "
          + "widens the file, but never across a platform or a guard."),
    ] + guardOptions,
    examples: [
      Command.Example("backlinks disavow fix disavow.txt --dry-run"),
      Command.Example(
        "backlinks disavow fix disavow.txt --safe --site shop.example --write --backup"),
    ])

  private static let merge = Command(
    name: "merge", summary: "Makes one disavow file of several",
    discussion: """
      The first file stays as it is, repaired; what the others add follows below the comment that it
      has there. Of different comments on one entry that of the last file wins. With --base, the file
      that all come from, what one of them removed is removed. Entries that a hard guard holds become
      comments.
      """,
    arguments: [
      Command.Argument(
        "FILE", help: "Disavow files, the oldest first.", isRepeatable: true, completion: .files)
    ],
    options: [
      Command.Option(
        "base", value: "FILE", help: "The file that the others come from.", completion: .files),
      Command.Option(
        "out", value: "FILE", help: "Writes here, in one step; it may be one of the files.",
        completion: .files),
    ] + guardOptions,
    examples: [
      Command.Example("backlinks disavow merge mine.txt agency.txt --out merged.txt"),
      Command.Example("backlinks disavow merge --base uploaded.txt mine.txt agency.txt"),
    ])

  private static let diff = Command(
    name: "diff", summary: "Tells what one disavow file changes over another",
    discussion: """
      Compares what the files mean, not their text: entries added, removed, now covered. With --ledger
      OLD is the file that was written down as uploaded last.
      """,
    arguments: [
      Command.Argument(
        "OLD", help: "The file that is uploaded now; not with --ledger.", isOptional: true,
        completion: .files),
      Command.Argument("NEW", help: "The file that takes its place.", completion: .files),
    ],
    options: [
      Command.Option(
        "ledger", value: "FILE", help: "The ledger that knows what Google has.", completion: .files),
      Command.Option(
        "site", value: "HOST", help: "The site that the file is for; with --ledger.",
        isRepeatable: true),
      Command.Option(flag: "json", help: "Prints JSON."),
    ],
    examples: [
      Command.Example("backlinks disavow diff uploaded.txt out/disavow.txt"),
      Command.Example(
        "backlinks disavow diff --ledger links.db out/disavow.txt", "against what Google has now"),
    ])

  private static let covers = Command(
    name: "covers", summary: "Tells which line of a disavow file covers a URL",
    discussion:
      "Prints a line a URL: the URL, a tab, and the line's number and entry or 'not covered'.",
    arguments: [
      file,
      Command.Argument(
        "URL", help: "Addresses, or - for standard input, one a line.", isRepeatable: true,
        isOptional: true, completion: .nothing),
    ],
    options: [
      Command.Option(
        "from", value: "FILE", help: "Reads addresses from here, one a line.", isRepeatable: true,
        completion: .files),
      Command.Option(flag: "why", help: "Adds a column: why, or what comes nearest."),
    ],
    examples: [Command.Example("backlinks disavow covers disavow.txt https://spam.example/page")])

  private static let uploaded = Command(
    name: "uploaded", summary: "Writes down in the ledger which file Google has now",
    arguments: [file],
    options: [
      ledgerOption,
      Command.Option(
        "site", value: "HOST", help: "The site that it was uploaded for.", isRepeatable: true),
      Command.Option("date", value: "DATE", help: "The day of the upload; today."), lockOption,
    ],
    examples: [
      Command.Example(
        "backlinks disavow uploaded disavow.txt --site shop.example --ledger links.db")
    ])

  private static let impact = Command(
    name: "impact", summary: "Tells what a disavow file discounts of the links in exports",
    arguments: [file, input],
    options: [siteOption, asOption, ownOption, Command.Option(flag: "json", help: "Prints JSON.")]
      + ruleOptions,
    examples: [Command.Example("backlinks disavow impact disavow.txt exports/")])
}
