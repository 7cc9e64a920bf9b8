package import CommandLineKit

/// The commands as data: parsing, help, completions and docs/cli.md come from here.
package enum CommandTree {
  static let input = Command.Argument(
    "INPUT",
    help: "Files, globs, directories, or - for standard input; the kind is found by content.",
    isRepeatable: true)

  static let optionalInput = Command.Argument(
    "INPUT", help: input.help + " None is needed with --ledger.", isRepeatable: true,
    isOptional: true)

  static let ruleOptions = [
    Command.Option(
      "rules", value: "DIR", help: "Adds a rules directory; a rule of the same name is replaced.",
      isRepeatable: true, completion: .directories),
    Command.Option(flag: "no-builtin-rules", help: "Starts without the built-in rules."),
    Command.Option(
      "psl", value: "FILE", help: "Uses this Public Suffix List, not the built-in one.",
      completion: .files),
  ]

  static let siteOption = Command.Option(
    "site", value: "HOST",
    help: "The site that is linked; without it each input's commonest target domain.",
    isRepeatable: true)

  static let asOption = Command.Option(
    "as", value: "NAME",
    help: "Reads the inputs as this export or log format (see formats), or as a pasted LogFormat.")

  private static let internalOption = Command.Option(
    flag: "allow-internal",
    help: "Reads reports of links inside one site too, such as a crawler's; else they are refused.")

  static let brandOption = Command.Option(
    "brand", value: "NAME", help: "A name of the site.", isRepeatable: true)

  static let allowOption = Command.Option(
    "allow", value: "HOST", help: "Never disavow this host or one below it.", isRepeatable: true)

  static let ownOption = Command.Option(
    "own", value: "HOST", help: "Another host of yours; its links are left out.",
    isRepeatable: true)

  private static let auditOptions =
    [
      siteOption, asOption,
      brandOption,
      Command.Option(
        "keyword", value: "TEXT",
        help: "What the site wants to be found for; anchors are held against it.",
        isRepeatable: true),
      Command.Option(
        "topic", value: "NAME",
        help: "What the site is about; word groups of that name are not spam to it.",
        isRepeatable: true),
      allowOption, ownOption,
      Command.Option(
        "policy", value: "NAME",
        help:
          "How readily to disavow: watch (decisive evidence only), clean (unless set), manual-action.",
        choices: ["watch", "clean", "manual-action"]),
      Command.Option(
        "nofollow", value: "VERDICT", help: "What becomes of spam whose links are nofollow.",
        choices: ["ignore", "review", "disavow"], default: "ignore"),
      Command.Option(
        "as-of", value: "DATE", help: "The day to count back from; the newest in the data."),
      Command.Option(flag: "experimental", help: "Runs experimental rules too."),
    ] + ruleOptions

  /// The program and its commands.
  package static let root = Command(
    name: "backlinks",
    summary: "Reads backlink exports and server logs, finds toxic links, writes disavow files",
    options: [
      Command.Option(flag: "quiet", "q", help: "Says nothing on success."),
      Command.Option(
        "config", value: "FILE", help: "Reads settings from here; backlinks.yaml when it is there.",
        completion: .files),
      Command.Option(
        "color", value: "WHEN", help: "Colours labels; auto: on a terminal, without NO_COLOR.",
        choices: ["auto", "always", "never"], default: "auto"),
      Command.Option(
        "progress", value: "WHEN",
        help: "Shows a line of progress after a second; auto: on a terminal.",
        choices: ["auto", "always", "never"], default: "auto"),
      Command.Option(flag: "version", help: "Prints the version.", standsAlone: true),
    ],
    subcommands: [
      audit, convert, inspect, ingest, changes, decide, explain, disavow, ledger, rules, formats,
      config,
      completions, help,
    ])

  private static let audit = Command(
    name: "audit", summary: "Judges every referring domain and writes disavow.txt and reports",
    discussion: """
      Reads all inputs once, judges every referring domain by the rules, and writes into DIR:
      disavow.txt, report.html, summary.json, summary.md, domains.csv, links.csv, outreach.csv and
      rejects.csv. Without --out only the summary is shown.

      report.html is one page to read and to review in: it works without a network, and its
      decisions are downloaded as a file. outreach.csv lists whom to ask for removals.

      With several sites each has a folder DIR/SITE/. Only files that an audit wrote are replaced. When
      disavow.txt there has entries of your own that the new one lacks, the new one is held as
      disavow.held.txt; --previous keeps them.

      With --ledger the inputs, if there are any, go into the ledger first, and the history is judged:
      all links that it knows, lost ones too, with your decisions.
      """,
    arguments: [optionalInput],
    options: auditOptions + ledgerOptions + [
      Command.Option(
        "out", value: "DIR", help: "Where to write; nothing is written without it.",
        completion: .directories),
      Command.Option(
        "previous", value: "FILE",
        help: "The disavow file that is uploaded now; its lines are kept.",
        completion: .files),
      Command.Option(
        flag: "prune", help: "Drops own lines of the previous file that are not found any more."),
      Command.Option(flag: "all-links", help: "Lists every link in links.csv."),
      Command.Option(flag: "force", help: "Writes disavow.txt however much link value it costs."),
      Command.Option(flag: "json", help: "Prints summary.json instead of the summary."),
      metricsOption,
      Command.Option(
        "fail-on", value: "SEVERITY",
        help: "Ends with 5 when a new verdict rests on a finding this grave.",
        choices: ["info", "low", "medium", "high"]),
      Command.Option(
        "max-rejects", value: "PERCENT", help: "Ends with 3 when more rows are rejected.",
        default: "5"),
    ],
    examples: [
      Command.Example("backlinks audit ahrefs.csv gsc.csv --site shop.example --out out"),
      Command.Example(
        "backlinks audit exports/ --previous disavow.txt --out out",
        "keeps the lines that are uploaded"),
    ])

  private static let convert = Command(
    name: "convert", summary: "Prints exports, logs, or the links of a ledger as the common record",
    arguments: [optionalInput],
    options: [
      Command.Option(
        "ledger", value: "FILE",
        help: "Prints what the exports in this ledger say of each link, in the place of inputs.",
        completion: .files), siteOption, asOption, internalOption,
      Command.Option(
        "to", value: "FORMAT", help: "One JSON object a line, or CSV.", choices: ["ndjson", "csv"],
        default: "ndjson"),
      Command.Option(
        "rejects", value: "FILE", help: "Writes the rows that could not be used, with reasons.",
        completion: .files),
      Command.Option(
        "max-rejects", value: "PERCENT", help: "Ends with 3 when more rows are rejected.",
        default: "5"),
    ] + ruleOptions,
    examples: [
      Command.Example("backlinks convert semrush.csv.gz --to csv"),
      Command.Example("backlinks convert --ledger links.db"),
    ])

  private static let inspect = Command(
    name: "inspect", summary: "Tells what a file is, why, and how its columns are read",
    arguments: [
      Command.Argument("FILE", help: "Files to look at.", isRepeatable: true)
    ],
    options: [
      siteOption, asOption, internalOption, Command.Option(flag: "json", help: "Prints JSON."),
    ] + ruleOptions,
    examples: [Command.Example("backlinks inspect export.csv")])

  private static let explain = Command(
    name: "explain", summary: "Shows every finding on a referring domain, and what would change it",
    arguments: [
      Command.Argument("DOMAIN", help: "A referring domain, or a URL of it.", completion: .nothing),
      optionalInput,
    ],
    options: auditOptions + ledgerOptions + [Command.Option(flag: "json", help: "Prints JSON.")],
    examples: [Command.Example("backlinks explain spam.example exports/")])

  private static let rules = Command(
    name: "rules", summary: "Lists, checks and tests rules",
    subcommands: [
      Command(
        name: "list", summary: "Lists the rules",
        options: [Command.Option(flag: "json", help: "Prints JSON.")] + ruleOptions,
        examples: [Command.Example("backlinks rules list")]),
      Command(
        name: "check", summary: "Finds mistakes in rule files", options: ruleOptions,
        examples: [Command.Example("backlinks rules check --rules my-rules")]),
      Command(
        name: "test", summary: "Runs the examples inside the rules", options: ruleOptions,
        examples: [Command.Example("backlinks rules test --rules my-rules")]),
      Command(
        name: "backtest", summary: "Shows what each rule does on your own exports",
        discussion: """
          Judges the inputs and counts for each rule the referring domains on which it fired, counted, and
          decided the verdict; then rules that never fired, that fire together, and that another rule
          leaves nothing to do. With --disavow the verdicts are held against a file of yours: precision
          is the share of the domains to disavow that it names, recall the share of those it names that
          the rules disavow.
          """,
        arguments: [input],
        options: auditOptions + [
          Command.Option(
            "disavow", value: "FILE", help: "A disavow file that somebody made with care.",
            completion: .files),
          Command.Option(flag: "json", help: "Prints JSON."),
        ],
        examples: [
          Command.Example("backlinks rules backtest --disavow disavow.txt exports/")
        ]),
      Command(
        name: "docs",
        summary: "Prints a page: rules, fields, formats, commands, the manual, a schema",
        arguments: [
          Command.Argument(
            "PAGE", help: "Which page to print.",
            choices: [
              "rules", "fields", "formats", "cli", "man", "rule-schema", "settings-schema",
            ],
            completion: .nothing)
        ],
        options: ruleOptions,
        examples: [
          Command.Example("backlinks rules docs rules"),
          Command.Example("backlinks rules docs man >backlinks.1"),
        ]),
    ])

  private static let formats = Command(
    name: "formats", summary: "Lists the exports and logs that are understood",
    options: [Command.Option(flag: "json", help: "Prints JSON.")] + ruleOptions,
    examples: [Command.Example("backlinks formats")])

  private static let completions = Command(
    name: "completions", summary: "Prints completions for a shell",
    arguments: [
      Command.Argument(
        "SHELL", help: "The shell.", choices: ["bash", "zsh", "fish"], completion: .nothing)
    ],
    examples: [
      Command.Example(
        "backlinks completions bash >/etc/bash_completion.d/backlinks", "for all users of bash"),
      Command.Example("source <(backlinks completions zsh)", "for this zsh"),
      Command.Example(
        "backlinks completions fish >~/.config/fish/completions/backlinks.fish", "for your fish"),
    ])

  private static let help = Command(
    name: "help", summary: "Shows help on a command",
    arguments: [
      Command.Argument(
        "TOPIC", help: "A command.", isRepeatable: true, isOptional: true, completion: .nothing)
    ],
    examples: [Command.Example("backlinks help disavow fix")])
}
