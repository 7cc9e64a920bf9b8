import CommandLineKit
import LinkModel

/// The commands on the ledger.
extension CommandTree {
  static let ledgerOption = Command.Option(
    "ledger", value: "FILE",
    help: "The ledger; without it the one that the configuration names.", completion: .files)

  static let lockOption = Command.Option(
    "lock", value: "HOW",
    help: "When another run uses the ledger: wait for it, fail with 4, or skip with 0.",
    choices: ["wait", "fail", "skip"], default: "fail")

  static let metricsOption = Command.Option(
    "metrics", value: "FILE",
    help: "Writes how the run ended and what there is now, for Prometheus's textfile collector.",
    completion: .files)

  /// For commands that may judge the history.
  static let ledgerOptions = [
    ledgerOption, lockOption,
    Command.Option(
      "decisions", value: "FILE",
      help: "Reads decisions from this CSV file, as decide --from does.",
      completion: .files),
  ]

  static let ingest = Command(
    name: "ingest", summary: "Reads what is new in exports and logs into the ledger",
    discussion: """
      For cron and timers. Files are known again by their content, whatever they are called and
      however they are packed: nothing is counted twice, a growing log is read on from where the
      last run ended, and a last line without its end waits. Standard input cannot be known again:
      when such a run is killed, run it again and what it had committed counts twice.

      The ledger is made when it is not there.
      """,
    arguments: [input],
    options: [
      ledgerOption, siteOption, ownOption, asOption,
      Command.Option(flag: "final", help: "Takes last lines without their end too."),
      lockOption,
      Command.Option(flag: "dry-run", help: "Says what would be taken, and keeps nothing of it."),
      Command.Option(flag: "json", help: "Prints JSON."), metricsOption,
      Command.Option(
        "rejects", value: "FILE", help: "Writes the rows that could not be used, with reasons.",
        completion: .files),
      Command.Option(
        "max-rejects", value: "PERCENT", help: "Ends with 3 when more rows are rejected.",
        default: "5"),
    ] + ruleOptions,
    examples: [
      Command.Example(
        "backlinks ingest /var/log/nginx/access.log* --site shop.example --ledger links.db"),
      Command.Example(
        "backlinks ingest exports/ --ledger links.db", "takes what is new in a folder"),
    ])

  static let changes = Command(
    name: "changes",
    summary: "Tells which links and referring domains are new, lost or back, and what to look at",
    discussion: """
      Compares two points of the ledger's history, by the exports that it had taken until then. A link
      is lost when its exporter says so or when a whole later export does not have it; one that is not
      in a sample or in an export that was cut off is not lost. The first exports of a report are a
      baseline: what they list is not new.

      Alerts come first: lost links of domains with a high authority, weeks in which far more domains
      came than usual, a toxic share that rises, anchors that spread. The id of an alert is the same
      whenever it is told. With -q nothing but alerts is printed.
      """,
    options: [
      ledgerOption,
      Command.Option(
        "site", value: "HOST", help: "Only this site; else all that the ledger knows.",
        isRepeatable: true),
      Command.Option(
        "since", value: "WHEN",
        help:
          "So many days before the end (90d), a day (2026-01-31), a run (41), or last-run: what "
          + "the last run of ingest brought.", default: "90d"),
      Command.Option(
        "until", value: "WHEN", help: "The end: a day or a run; all that the ledger has."),
      Command.Option(
        "to", value: "FORMAT", help: "How it is printed.", choices: ["text", "json", "csv", "md"],
        default: "text"),
      Command.Option(flag: "json", help: "Prints JSON, as --to json does."),
      Command.Option(
        "fail-on", value: "SEVERITY", help: "Ends with 5 when there is an alert this grave.",
        choices: ["medium", "high", "never"], default: "medium"),
    ] + ruleOptions,
    examples: [
      Command.Example("backlinks changes --ledger links.db"),
      Command.Example(
        "backlinks changes --ledger links.db --since last-run -q",
        "for cron, behind ingest: says nothing on a quiet day"),
    ])

  static let decide = Command(
    name: "decide", summary: "Writes down what you decided about a domain, a host or a page",
    discussion: """
      A decision takes the place of the verdict, outlives rules and exports, and is named in reports
      and in the disavow file. A hard guard stands above it: an own site is never disavowed.

      A file is CSV with the columns subject,decision,note,author,date.
      """,
    arguments: [
      Command.Argument(
        "SUBJECT", help: "A referring domain, a host of it, or a URL.", isOptional: true,
        completion: .nothing),
      Command.Argument(
        "DECISION", help: "What is to be done.", isOptional: true,
        choices: Decision.Choice.names, completion: .nothing),
    ],
    options: [
      ledgerOption,
      Command.Option("note", value: "TEXT", help: "Why."),
      Command.Option("author", value: "NAME", help: "Who decided; the user of the system."),
      Command.Option("date", value: "DATE", help: "When; today."),
      Command.Option(
        "from", value: "FILE", help: "Reads decisions from here; - is standard input.",
        completion: .files),
      lockOption,
    ],
    examples: [
      Command.Example(
        "backlinks decide partner.example keep --note 'we asked for it' --ledger links.db"),
      Command.Example("backlinks decide --from decisions.csv --ledger links.db"),
    ])

  static let ledger = Command(
    name: "ledger", summary: "Checks, shrinks and exports a ledger",
    subcommands: [
      Command(
        name: "check", summary: "Finds out whether the file is whole", options: [ledgerOption],
        examples: [Command.Example("backlinks ledger check --ledger links.db")]),
      Command(
        name: "vacuum", summary: "Gives free room back to the disk",
        options: [ledgerOption, lockOption],
        examples: [Command.Example("backlinks ledger vacuum --ledger links.db")]),
      Command(
        name: "export", summary: "Prints decisions, links or runs",
        arguments: [
          Command.Argument(
            "WHAT", help: "What to print.", choices: ["decisions", "links", "runs"],
            completion: .nothing)
        ],
        options: [
          ledgerOption, siteOption,
          Command.Option(
            "to", value: "FORMAT", help: "How links are printed.", choices: ["csv", "ndjson"],
            default: "csv"),
        ] + ruleOptions,
        examples: [
          Command.Example("backlinks ledger export decisions --ledger links.db > decisions.csv")
        ]),
    ])
}
