import HostLists
import LinkModel
import WebAddress
import YAMLDocument

@testable import LinkRules

/// Rules for tests: the text of a rule file with some parts replaced.
struct SampleRule {
  var id = "sample"
  var status = "stable"
  var family = "spam-words"
  var role = "evidence"
  var scope = "link"
  /// Nil: the file has none.
  var weight: Int? = 40
  var clause = "link-spam"
  var match = "{ link.anchor: { contains: x } }"
  var message = "found"
  var fires = "[ { name: f, given: { anchor: x } } ]"
  var quiet = "[ { name: q, given: { anchor: y } } ]"
  /// Further lines under `tests`.
  var knownWrong = ""

  static let families = [
    "auto-list", "link-sale", "outdegree", "page-template", "redirector", "spam-words", "tld",
  ]

  /// The lines of the file; `match` stands on line 14.
  var text: String {
    """
    id: \(id)
    title: A sample
    status: \(status)
    family: \(family)
    role: \(role)
    scope: \(scope)
    severity: low
    \(weight.map { "weight: \($0)" } ?? "# no weight")
    finds: Something.
    why: Because.
    wrong_when: [Never.]
    sources: [https://sample.example/]
    clause: \(clause)
    match: \(match)
    message: "\(message)"
    tests:
      fires: \(fires)
      quiet: \(quiet)
      \(knownWrong.isEmpty ? "# nothing is known to be wrong" : knownWrong)
    """
  }

  /// The rule; word lists `colours` and `shapes`, host list `known`.
  func rule(file: String? = nil) throws(YAMLProblems) -> Rule {
    try Rule(
      parsing: Array(text.utf8), file: file ?? "rules/x/\(id).yaml",
      families: SampleRule.families,
      lists: RuleListNames(
        words: [("colours", ["warm", "cold"]), ("shapes", [""])], hosts: ["known"]))
  }

  /// The problems of the file, each in a line.
  var problems: [String] {
    do {
      _ = try rule()
      return []
    } catch {
      return error.problems.map(\.headline)
    }
  }

  static func set(_ rules: [SampleRule]) throws -> RuleSet {
    let words = """
      list: colours
      title: Colours
      kind: words
      date: 2026-11-21
      licence: Apache-2.0
      sources: [https://sample.example/]
      groups: { warm: [red, orange], cold: [blue] }
      """
    return RuleSet(
      rules: try rules.map { try $0.rule() }, supportFamilies: ["tld"],
      lists: [try ListFile(parsing: Array(words.utf8), file: "colours.yaml")])
  }

  static func hosts() throws -> HostTable {
    HostTable(
      suffixes: try SuffixList(rules: [("example", .icann)]),
      lists: HostLists([("known", ["known.example"])]))
  }
}
