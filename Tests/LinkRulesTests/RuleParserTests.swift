import Testing

@testable import LinkRules

@Suite struct RuleParserTests {
  struct Case: Sendable {
    let change: @Sendable (inout SampleRule) -> Void
    let problem: String
  }

  static let cases: [Case] = [
    Case(
      change: { $0.match = "{ link.ancor: { contains: x } }" },
      problem: "14:10: unknown field 'link.ancor'; did you mean 'link.anchor'?"),
    Case(
      change: { $0.match = "{ link.anchor: { containz: x } }" },
      problem: "14:25: unknown operator 'containz'; did you mean 'contains'?"),
    Case(
      change: { $0.match = "{ domain.links: { at_least: 3 } }" },
      problem: "14:10: 'domain.links' is not known in a rule of scope link"),
    Case(
      change: { $0.match = "{ link.external_links: { at_least: many } }" },
      problem: "14:43: expected a whole number, found 'many'"),
    Case(
      change: { $0.match = "{ link.anchor: { matches: 'a(b' } }" },
      problem: "14:36: the group is not closed"),
    Case(
      change: { $0.match = "{ link.anchor: { contains_word: { list: colors } } }" },
      problem: "14:48: 'colors' is not one of colours, shapes; did you mean 'colours'?"),
    Case(
      change: { $0.match = "{ link.source_host: { in_list: knwon } }" },
      problem: "14:39: 'knwon' is not one of known; did you mean 'known'?"),
    Case(
      change: {
        $0.match = "{ link.anchor: { contains_word: { list: colours, groups: [warn] } } }"
      },
      problem: "14:66: the list 'colours' has no group 'warn'; did you mean 'warm'?"),
    Case(
      change: { $0.match = "{ link.anchor: { contains: ['\u{200B}'] } }" },
      problem: "14:37: the pattern is empty and would be in every text"),
    Case(
      change: { $0.match = "{ link.source_host: { in_list: [a.example, 'a b'] } }" },
      problem: "14:51: 'a b' is not a host"),
    Case(
      change: { $0.match = "{ link.ugc: { at_least: 1 } }" },
      problem: "14:22: 'at_least' does not fit 'link.ugc'; expected one of is, in"),
    Case(
      change: { $0.match = "{ link.first_seen: { at_least: yesterday } }" },
      problem: "14:39: expected a date such as 2026-01-31, found 'yesterday'"),
    Case(
      change: { $0.match = "{ link.external_links: { between: [9, 3] } }" },
      problem: "14:42: expected two numbers, the smaller first"),
    Case(
      change: { $0.match = "{ at_least_n: { n: 2, of: [ { link.anchor: { is: x } } ] } }" },
      problem: "14:27: at least 2 of 1 conditions can never hold"),
    Case(
      change: { $0.match = "{ profile.links: { at_least: 3 } }" },
      problem: "14:10: 'profile.links' is not known in a rule of scope link"),
    Case(
      change: { $0.message = "{profile.policy}" },
      problem: "15:10: 'profile.policy' is not known in this scope"),
    Case(
      change: {
        $0.role = "alert"; $0.weight = nil
      },
      problem: "5:7: the role alert and the scope profile belong together"),
    Case(
      change: {
        ($0.role, $0.scope, $0.weight) = ("alert", "profile", 20)
        $0.match = "{ profile.links: { at_least: 3 } }"
      },
      problem: "8:9: an alert weighs nothing; remove the weight"),
    Case(
      change: { $0.match = "{ link.anchor: { matches: '(a+)+\\1' } }" },
      problem: "14:40: back references such as '\\1' are not known"),
    Case(
      change: { $0.match = "{ all: [] }" },
      problem: "14:15: expected at least one condition"),
    Case(
      change: { $0.match = "{ link.placement: { is: futer } }" },
      problem: "14:32: 'futer' is not one of content, navigation, header, footer, sidebar, "
        + "comment, unknown; did you mean 'footer'?"),
    Case(
      change: { $0.family = "spam-word" },
      problem: "4:9: 'spam-word' is not one of auto-list, link-sale, outdegree, page-template, "
        + "redirector, spam-words, tld; did you mean 'spam-words'?"),
    Case(
      change: { $0.message = "{link.anhcor}" },
      problem: "15:12: unknown field 'link.anhcor'"),
    Case(
      change: { $0.fires = "[ { name: f, given: { ancor: x } } ]" },
      problem: "17:32: unknown key 'ancor'; did you mean 'anchor'?"),
  ]

  @Test(arguments: cases)
  func `a mistake is reported at its place, with the nearest name`(_ example: Case) {
    var sample = SampleRule()
    example.change(&sample)
    #expect(sample.problems == ["rules/x/sample.yaml:" + example.problem])
  }

  @Test func `all mistakes of a file are reported in one run`() {
    var sample = SampleRule()
    sample.role = "evidenc"
    sample.weight = 101
    sample.match = "{ any: [ { link.ancor: { is: x } }, { link.anchor: { iz: x } } ] }"
    #expect(
      sample.problems.map { $0.split(separator: " ")[0] } == [
        "rules/x/sample.yaml:5:7:", "rules/x/sample.yaml:8:9:", "rules/x/sample.yaml:14:19:",
        "rules/x/sample.yaml:14:61:",
      ])
  }

  @Test func `the id is the name of the file`() {
    #expect(throws: (any Error).self) { try SampleRule().rule(file: "rules/x/other.yaml") }
  }

  @Test func `a decisive rule needs weight, a clause and three quiet examples`() {
    var sample = SampleRule()
    sample.role = "decisive"
    sample.clause = "none"
    #expect(
      sample.problems == [
        "rules/x/sample.yaml:5:7: a decisive rule needs a weight of 75 or more",
        "rules/x/sample.yaml:5:7: a decisive rule needs a clause",
        "rules/x/sample.yaml:5:7: a decisive rule needs three quiet tests",
      ])
  }
}
