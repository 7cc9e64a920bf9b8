import CalendarTime
import Testing
import YAMLDocument

@testable import LinkRules

@Suite struct RuleAdjustmentTests {
  private func read(_ text: String) throws -> RuleAdjustments {
    let document = try YAMLDocument(parsing: text, file: "backlinks.yaml")
    let reader = YAMLReader(document)
    let keys = reader.mapping(document.root, known: ["overrides", "suppress"])
    return try reader.finish(
      RuleAdjustments(
        reader, overrides: keys?.optional("overrides"), suppress: keys?.optional("suppress")))
  }

  private func problems(_ text: String, _ rules: [Rule]) -> [String] {
    do {
      _ = try read(text).applied(to: rules)
      return []
    } catch let error as YAMLProblems {
      return error.problems.map(\.headline)
    } catch {
      return ["\(error)"]
    }
  }

  private func sample() throws -> Rule {
    var sample = SampleRule()
    sample.match =
      "{ all: [ { link.anchor: { is: x } }, { not: { link.external_links: { at_least: 300 } } } ] }"
    return try sample.rule()
  }

  @Test func `weight, status and thresholds of a rule are replaced`() throws {
    let changed = try read(
      """
      overrides:
        sample: { weight: 7, status: experimental, thresholds: { link.external_links: { at_least: 90 } } }
      """
    ).applied(to: [try sample()])
    #expect(changed[0].weight == 7)
    #expect(changed[0].status == .experimental)
    #expect(
      changed[0].condition.words
        == "all [link.anchor in [x], not link.external_links at_least 90]")
  }

  @Test func `a decisive rule that weighs too little is evidence`() throws {
    var sample = SampleRule()
    (sample.role, sample.weight) = ("decisive", 80)
    sample.quiet =
      "[\((1...3).map { "{ name: q\($0), given: { anchor: y } }" }.joined(separator: ", "))]"
    let rules = [try sample.rule()]
    #expect(
      try read("overrides: { sample: { weight: 75 } }").applied(to: rules)[0].role == .decisive)
    #expect(
      try read("overrides: { sample: { weight: 74 } }").applied(to: rules)[0].role == .evidence)
  }

  static let mistakes = [
    (
      "overrides: { smaple: { weight: 7 } }",
      "1:14: there is no rule 'smaple'; did you mean 'sample'?"
    ),
    ("overrides: { sample: { wieght: 7 } }", "1:24: unknown key 'wieght'; did you mean 'weight'?"),
    (
      "overrides: { sample: { weight: 101 } }", "1:32: expected a number from 0 to 100, found '101'"
    ),
    (
      "overrides: { sample: { thresholds: { link.anchor: { at_least: 1 } } } }",
      "1:38: 'link.anchor' is not a field with a number"
    ),
    (
      "overrides: { sample: { thresholds: { link.external_links: { at_most: 1 } } } }",
      "1:61: the rule 'sample' has no condition 'link.external_links at_most'; its numbers are "
        + "link.external_links at_least"
    ),
    (
      "suppress: [ { rule: samples, reason: r, until: 2026-01-31 } ]",
      "1:21: there is no rule 'samples'; did you mean 'sample'?"
    ),
    ("suppress: [ { rule: sample, reason: r } ]", "1:13: missing key 'until'"),
    ("suppress: [ { rule: sample, until: 2026-01-31 } ]", "1:13: missing key 'reason'"),
    (
      "suppress: [ { rule: sample, reason: r, until: soon } ]",
      "1:47: expected a date such as 2026-01-31, found 'soon'"
    ),
    (
      "suppress: [ { rule: sample, domain: 'a b', reason: r, until: 2026-01-31 } ]",
      "1:37: 'a b' is not a host"
    ),
  ]

  @Test(arguments: mistakes)
  func `a change that fits no rule is refused with its place`(_ text: String, _ problem: String)
    throws
  {
    #expect(problems(text, [try sample()]) == ["backlinks.yaml:" + problem])
  }

  @Test func `a suppression covers its domain and hosts below, or every domain`() throws {
    let text = """
      suppress:
        - { rule: sample, domain: partner.example, reason: ours, until: 2026-12-31 }
        - { rule: other, reason: noisy, until: 2026-12-31 }
      """
    var other = SampleRule()
    other.id = "other"
    let set = try SampleRule.set([other, SampleRule()])
    let table = RuleSuppression.Table(try read(text).suppressions, of: set)
    let (first, second) = (0, 1)
    #expect(set.rules.map(\.id) == ["other", "sample"])
    for domain in ["partner.example", "www.partner.example"] {
      #expect(
        table.suppression(of: second, domain: domain)?.explanation
          == "suppressed until 2026-12-31: ours")
    }
    #expect(table.suppression(of: second, domain: "notpartner.example") == nil)
    #expect(table.suppression(of: first, domain: "any.example")?.reason == "noisy")
  }
}
