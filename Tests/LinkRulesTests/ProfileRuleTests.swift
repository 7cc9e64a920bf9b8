import LinkModel
import LinkProfile
import Testing

@testable import LinkRules

/// Rules that ask for facts of the whole site.
@Suite struct ProfileRuleTests {
  private func report(_ change: (inout SampleRule) -> Void) throws -> RuleTestReport {
    var sample = SampleRule()
    change(&sample)
    return RuleTester(try SampleRule.set([sample]), hosts: try SampleRule.hosts()).run()
  }

  private func failures(_ change: (inout SampleRule) -> Void) throws -> [String] {
    try report(change).failures.map(\.description)
  }

  @Test func `a rule of scope profile fires on what all links come to`() throws {
    let failures = try failures {
      ($0.role, $0.scope, $0.weight) = ("alert", "profile", nil)
      $0.match = "{ profile.referring_domains: { at_least: 3 } }"
      $0.message = "{profile.referring_domains} domains"
      $0.fires = "[ { name: f, given: { from: 'https://s{1..3}.example/' } } ]"
      $0.quiet = "[ { name: q, given: { from: 'https://s{1..2}.example/' } } ]"
    }
    #expect(failures == [])
  }

  @Test func `a rule of every scope may ask for what is set for the site`() throws {
    for (scope, other) in [
      ("link", "link.anchor: { is: x }"), ("domain", "domain.links: { is: 1 }"),
    ] {
      let failures = try failures {
        $0.scope = scope
        $0.match = """
          { all: [ { \(other) }, { profile.policy: { in: [clean, manual-action] } },
            { not: { profile.topics: { in: [gardens] } } }, { profile.brand: { contains: storm } } ] }
          """
        $0.fires = "[ { name: f, site: { brand: Storm Lamps }, given: { anchor: x } } ]"
        $0.quiet = """
          [ { name: q, site: { brand: Storm Lamps }, given: { anchor: y, link_count: 2 } },
            { name: p, site: { brand: Storm Lamps, policy: watch }, given: { anchor: x } },
            { name: t, site: { brand: Storm Lamps, topics: [gardens] }, given: { anchor: x } },
            { name: b, site: { brand: Gas Lamps }, given: { anchor: x } } ]
          """
      }
      #expect(failures == [], "\(scope)")
    }
  }

  @Test func `words of a topic are left out in an example of a site with that topic`() throws {
    let failures = try failures {
      $0.match = "{ link.anchor: { contains_word: { list: colours } } }"
      $0.fires = "[ { name: f, site: { topics: [cold] }, given: { anchor: red } } ]"
      $0.quiet = "[ { name: q, site: { topics: [warm] }, given: { anchor: red } } ]"
    }
    #expect(failures == [])
  }

  @Test func `what is not known of the site decides nothing`() throws {
    var sample = SampleRule()
    sample.match = "{ not: { profile.policy: { is: watch } } }"
    let set = try SampleRule.set([sample])
    let scene = try ExampleScene(
      try links("https://a.example/"), hosts: try SampleRule.hosts())
    #expect(scene.fires(set))
    let unknown = try ExampleScene(
      try links("https://a.example/"), settings: ProfileFacts(), hosts: try SampleRule.hosts())
    #expect(!unknown.fires(set))
  }

  @Test func `hosts written in a rule mean those below them too`() throws {
    let failures = try failures {
      $0.match = "{ link.source_host: { in_list: [farm.example, BÜCHER.example] } }"
      $0.fires = """
        [ { name: host, given: { from: 'https://farm.example/' } },
          { name: below, given: { from: 'https://a.farm.example/' } },
          { name: idn, given: { from: 'https://xn--bcher-kva.example/' } } ]
        """
      $0.quiet = "[ { name: longer, given: { from: 'https://notfarm.example/' } } ]"
    }
    #expect(failures == [])
  }

  @Test func `known mistakes of a rule are run, and one that is over is said`() throws {
    let known = """
      known_misses:
          - { name: still missed, given: { anchor: z } }
          - { name: found by now, given: { anchor: x } }
        known_false_alarms:
          - { name: still wrong, given: { anchor: x } }
          - { name: right by now, given: { anchor: y } }
      """
    let report = try report { $0.knownWrong = known }
    #expect(report.failures == [])
    #expect(report.knownWrongCount == 4)
    #expect(
      report.notes.map(\.message) == [
        "known miss 'found by now': the rule fires now; move it to fires",
        "known false alarm 'right by now': the rule is quiet now; move it to quiet",
      ])
  }
}
