import LinkModel

extension Configuration {
  /// A setting as `config init` explains it.
  struct Setting: Sendable {
    let key: String
    /// A value to replace, as YAML.
    let example: String
    /// What it holds.
    let kind: Kind
    /// What it does, a line each.
    let help: [String]
  }

  /// What a setting holds.
  enum Kind: Sendable {
    /// One text.
    case text
    /// A text or several.
    case texts
    /// A group of spam words, or several.
    case topics
    /// One of these words.
    case choice([String])
    /// Entries by list of the rules.
    case lists
    /// Changes by rule.
    case overrides
    /// Rules that do not count for a time.
    case suppressions
  }

  /// The settings, in the order in which they are explained.
  static let settings: [Setting] = [
    Setting(
      key: "sites", example: "[shop.example]", kind: .texts,
      help: ["The sites to audit. Without it: the commonest target domain of each input."]),
    Setting(
      key: "brand", example: "[Lantern Harbour]", kind: .texts,
      help: [
        "Further names of the site. Anchors that are a name do not look like spam, and domains",
        "that carry one are not disavowed without you.",
      ]),
    Setting(
      key: "keywords", example: "[storm lamps]", kind: .texts,
      help: ["What the site wants to be found for; anchors with such words are counted apart."]),
    Setting(
      key: "topics", example: "[casino]", kind: .topics,
      help: [
        "What the site is about, when that is a trade whose words are spam elsewhere. The names are",
        "those of the groups in rules/lists/spam-words.yaml.",
      ]),
    Setting(
      key: "policy", example: "clean", kind: .choice(Policy.names),
      help: [
        "How readily to disavow: watch (decisive evidence only), clean, or manual-action (after one:",
        "also paid, directory and comment links).",
      ]),
    Setting(
      key: "allow", example: "[partner.example]", kind: .texts,
      help: ["Hosts that are never disavowed, nor anything below them."]),
    Setting(
      key: "own", example: "[shop-blog.example]", kind: .texts,
      help: ["Further hosts of yours: their links are left out."]),
    Setting(
      key: "rules", example: "[my-rules]", kind: .texts,
      help: [
        "Folders with rules, mappings and lists of your own; what has the name of a built-in one",
        "replaces it.",
      ]),
    Setting(
      key: "lists", example: "{ commercial-words: [storm lamp deals] }", kind: .lists,
      help: ["Entries that are added to lists of the rules."]),
    Setting(
      key: "overrides", example: "{ low-authority: { weight: 0 } }", kind: .overrides,
      help: ["Other weights, statuses and thresholds of rules: see docs/rules.md for their names."]),
    Setting(
      key: "suppress",
      example:
        "[{ rule: low-authority, domain: partner.example, reason: ours, until: 2099-12-31 }]",
      kind: .suppressions,
      help: ["Rules that do not count for a time, for one domain or for all."]),
    Setting(
      key: "psl", example: "public_suffix_list.dat", kind: .text,
      help: ["A newer Public Suffix List, from https://publicsuffix.org."]),
    Setting(
      key: "ledger", example: "links.db", kind: .text,
      help: ["The ledger of ingest, decide, ledger and disavow uploaded."]),
  ]

  /// A backlinks.yaml in which everything is explained and nothing is set.
  package static var template: String {
    var text = """
      # Settings of backlinks, read from the working directory or from --config FILE.
      # Everything may be left out; options on the command line win.
      # Remove the "# " before a setting to use it, then run: backlinks config check
      # Editors complete and check it by the schema that this prints: backlinks rules docs settings-schema

      """
    for setting in settings {
      text += "\n" + setting.help.map { "# \($0)\n" }.joined()
      text += "# \(setting.key): \(setting.example)\n"
    }
    return text
  }
}
