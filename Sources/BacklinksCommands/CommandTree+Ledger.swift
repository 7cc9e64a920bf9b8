import CommandLineKit

/// The commands on the ledger.
extension CommandTree {
  static let ledgerOption = Command.Option(
    "ledger", value: "FILE",
    help: "The ledger; without it the one that the configuration names.", completion: .files)

  static let lockOption = Command.Option(
    "lock", value: "HOW",
    help: "When another run uses the ledger: wait for it, fail with 4, or skip with 0.",
    choices: ["wait", "fail", "skip"], default: "fail")

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
      Command.Option(flag: "json", help: "Prints JSON."),
      Command.Option(
        "rejects", value: "FILE", help: "Writes the rows that could not be used, with reasons.",
        completion: .files),
      Command.Option(
        "max-rejects", value: "PERCENT", help: "Ends with 3 when more rows are rejected.",
        default: "5"),
    ] + ruleOptions,
    examples: [
      Command.Example("backlinks ingest /var/log/nginx/access.log* --site shop.example --ledger links.db"),
      Command.Example("backlinks ingest exports/ --ledger links.db", "takes what is new in a folder"),
    ])
}
