import LinkModel
import LinkRules
import Testing
import YAMLDocument

@Suite struct ReferrerRuleTests {
  private static func text(role: String, match: String) -> String {
    """
    id: x
    title: X
    status: stable
    family: ghost-referrer
    role: \(role)
    scope: referrer
    severity: info
    weight: 80
    finds: X.
    why: X.
    wrong_when: [Never.]
    sources: [https://e.example/]
    clause: link-spam
    match: \(match)
    message: "{referrer.hits} hits"
    tests:
      fires: [{ name: a, given: { hits: 3 } }]
      quiet: [{ name: b, given: { hits: 2 } }, { name: c, given: { hits: 1 } }, { name: d, given: {} }]
    """
  }

  private func problems(_ text: String) -> [String] {
    do throws(YAMLProblems) {
      _ = try Rule(
        parsing: Array(text.utf8), file: "rules/x.yaml", families: ["ghost-referrer"],
        lists: RuleListNames(words: [], hosts: []))
      return []
    } catch {
      return error.problems.map(\.headline)
    }
  }

  @Test func `a log alone decides nothing`() {
    let match = "{ referrer.hits: { at_least: 3 } }"
    #expect(problems(Self.text(role: "evidence", match: match)).isEmpty)
    for role in ["decisive", "support", "noise"] {
      #expect(
        problems(Self.text(role: role, match: match)) == [
          "rules/x.yaml:5:7: a rule of scope referrer has the role evidence: a log alone decides nothing"
        ])
    }
  }

  @Test func `only facts of referrers are known`() {
    #expect(
      problems(Self.text(role: "evidence", match: "{ domain.links: { at_least: 3 } }")) == [
        "rules/x.yaml:14:10: 'domain.links' is not known in a rule of scope referrer"
      ])
  }

  @Test func `the examples of a rule are facts, and tell when a condition is not needed`() throws {
    let pack = try RulePack.pack
    let match =
      "{ all: [ { referrer.hits: { at_least: 3 } }, { referrer.targets: { at_most: 1 } } ] }"
    let text = Self.text(role: "evidence", match: match)
      .replacing("{ hits: 3 }", with: "{ hits: 3, targets: 1 }")
      .replacing("{ hits: 2 }", with: "{ hits: 2, targets: 1 }")
    let rule = try Rule(
      parsing: Array(text.utf8), file: "rules/x.yaml", families: ["ghost-referrer"],
      lists: RuleListNames(words: [], hosts: []))
    let set = RuleSet(rules: [rule], supportFamilies: [], lists: [])
    let report = RuleTester(set, hosts: try pack.hosts()).run()
    #expect(report.exampleCount == 4)
    #expect(report.failures.map(\.message).count == 1)
    #expect(
      report.failures.first?.message.contains("'referrer.targets at_most 1' is untested") == true)
  }
}
