import Testing

@testable import LinkRules

@Suite struct RuleTesterTests {
  private func failures(_ change: (inout SampleRule) -> Void) throws -> [String] {
    var sample = SampleRule()
    change(&sample)
    return RuleTester(try SampleRule.set([sample]), hosts: try SampleRule.hosts()).run().failures
      .map(\.description)
  }

  @Test func `examples that say what they should leave no failure`() throws {
    #expect(try failures { _ in } == [])
  }

  @Test func `an example that does not fire is named with what was seen`() throws {
    #expect(
      try failures { $0.fires = "[ { name: f, given: { anchor: why } } ]" } == [
        "rules/x/sample.yaml:17: sample: fires 'f': the rule does not fire (link.anchor 'why')"
      ])
  }

  @Test func `an example that should be quiet is named with what was seen`() throws {
    #expect(
      try failures {
        $0.scope = "domain"
        $0.match = "{ domain.source_pages: { at_least: 3 } }"
        $0.fires = "[ { name: f, given: { from: 'https://a.example/{1..3}' } } ]"
        $0.quiet = "[ { name: q, given: { from: 'https://a.example/{1..4}' } } ]"
      } == [
        "rules/x/sample.yaml:18: sample: quiet 'q': the rule fires (domain.source_pages 4)"
      ])
  }

  @Test func `a condition that no example needs is reported`() throws {
    let failures = try failures {
      $0.match = "{ all: [ { link.anchor: { contains: x } }, { link.ugc: { is: false } } ] }"
      $0.fires = "[ { name: f, given: { anchor: x, ugc: false } } ]"
      $0.quiet = "[ { name: q, given: { anchor: y, ugc: false } } ]"
    }
    #expect(
      failures == [
        "rules/x/sample.yaml: sample: condition 'link.ugc is false' is untested: "
          + "no example notices that it is dropped"
      ])
  }

  /// Conditions of which one part is not needed by the examples, and what is said of it.
  static let untested:
    [(scope: String, match: String, fires: String, quiet: String, part: String)] = [
      (
        "link",
        "{ all: [ { link.anchor: { contains: x } }, { not: { any: [ { link.ugc: { is: true } }, "
          + "{ link.nofollow: { is: true } } ] } } ] }",
        "{ anchor: x, ugc: false, nofollow: false }",
        "[ { anchor: y, ugc: false, nofollow: false }, { anchor: x, ugc: false, nofollow: true } ]",
        "'link.ugc is true' is untested"
      ),
      (
        "link",
        "{ at_least_n: { n: 1, of: [ { link.anchor: { contains: x } }, "
          + "{ link.alt_text: { contains: z } } ] } }",
        "{ anchor: x }", "{ anchor: y }", "'link.alt_text contains [z]' is untested"
      ),
      (
        "link", "{ link.anchor: { matches: ['x+', 'z+'] } }", "{ anchor: x }", "{ anchor: y }",
        "'link.anchor matches 'z+'' is untested"
      ),
      (
        "domain",
        "{ all: [ { domain.links: { at_least: 2 } }, { domain.source_pages: { at_least: 1 } } ] }",
        "{ from: 'https://a.example/{1..2}' }", "{ from: https://a.example/1 }",
        "'domain.source_pages at_least 1' is untested"
      ),
      (
        "profile",
        "{ all: [ { profile.links: { at_least: 2 } }, { profile.owners: { at_least: 1 } } ] }",
        "{ from: 'https://a.example/{1..2}' }", "{ from: https://a.example/1 }",
        "'profile.owners at_least 1' is untested"
      ),
      (
        "referrer",
        "{ all: [ { referrer.hits: { at_least: 2 } }, { referrer.clients: { at_least: 1 } } ] }",
        "{ hits: 2, clients: 1 }", "{ hits: 1, clients: 1 }",
        "'referrer.clients at_least 1' is untested"
      ),
    ]

  @Test(arguments: untested.indices)
  func `a part that no example needs is found in every scope, however deep it lies`(
    _ index: Int
  ) throws {
    let example = RuleTesterTests.untested[index]
    let failures = try failures {
      $0.scope = example.scope
      if example.scope == "profile" {
        $0.role = "alert"
        $0.weight = nil
      }
      $0.match = example.match
      $0.fires = "[ { name: f, given: \(example.fires) } ]"
      $0.quiet = "[ { name: q, given: \(example.quiet) } ]"
    }
    #expect(!failures.isEmpty)
    #expect(failures.allSatisfy { $0.contains("condition \(example.part)") }, "\(failures)")
  }

  @Test func `a rule that knows the case of letters must say raw`() throws {
    let isRaw = "{ link.anchor: { raw: { contains: x } } }"
    #expect(try failures { $0.match = isRaw } == [])
  }

  @Test(arguments: [
    ("https://a.example/{1..60", "'{' without '}' in 'https://a.example/{1..60'"),
    ("https://a.example/{60..1}", "'{60..1}' is no range such as {1..60}"),
    ("https://a.example/{1..99999}", "'{1..99999}' stands for more than 10000 records"),
    ("mailto:a@b.example", "'mailto:a@b.example' is no web address"),
  ])
  func `an address that cannot be used is explained`(_ from: String, _ reason: String) throws {
    let failures = try failures {
      $0.fires = "[ { name: f, given: { anchor: x, from: '\(from)' } } ]"
    }
    #expect(failures == ["rules/x/sample.yaml:17: sample: fires 'f': \(reason)"])
  }

  @Test func `ranges in braces advance together, and shorter ones begin again`() throws {
    let pattern = try AddressPattern(parsing: "https://s{1..2}.example/{8..10}")
    #expect(
      (0..<pattern.count).map { pattern[$0] } == [
        "https://s1.example/8", "https://s2.example/9", "https://s1.example/10",
      ])
  }

  @Test func `the report counts rules, examples and mutants`() throws {
    let report = RuleTester(try SampleRule.set([SampleRule()]), hosts: try SampleRule.hosts())
      .run()
    #expect(report.ruleCount == 1)
    #expect(report.exampleCount == 2)
    #expect(report.changedExampleCount == 8)
    #expect(report.mutantCount == 1)
  }
}
