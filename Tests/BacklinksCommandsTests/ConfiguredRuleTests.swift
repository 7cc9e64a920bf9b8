import CalendarTime
import Testing

/// What a backlinks.yaml makes of the rules.
@Suite struct ConfiguredRuleTests {
  /// Audits the links of ``OptionTests`` under a configuration.
  private func audit(_ configuration: String, today: Day = Day(rawValue: 20_500)) throws -> Audited
  {
    let folder = try TemporaryFolder()
    let path = try folder.write("backlinks.yaml", configuration)
    return try Audited(OptionTests.links, options: ["--config", path], today: today)
  }

  @Test func `an override of weight or status changes the verdict`() throws {
    #expect(try audit("{}").verdict("guest.example") == "review")
    let light = try audit("overrides: { paid-footprint: { weight: 5 } }")
    #expect(try light.verdict("guest.example") == "keep")
    let off = try audit("overrides: { paid-footprint: { status: deprecated } }")
    #expect(try off.verdict("guest.example") == "keep")
  }

  @Test func `a list of the rules takes further entries`() throws {
    #expect(try audit("{}").verdict("good.example") == "keep")
    let words = try audit("lists: { spam-words: { pharma: [nice lamps] } }")
    #expect(try words.verdict("good.example") == "disavow-domain")
    let hosts = try audit("lists: { well-known: [pills.example] }")
    #expect(try hosts.verdict("pills.example") == "review")
  }

  static let suppression =
    "suppress: [ { rule: spam-phrase, domain: pills.example, reason: a partner, until: 2026-02-01 } ]"

  @Test func `a suppressed rule does not count until its day is over, and it is said`() throws {
    let day = try #require(Day(year: 2026, month: 2, day: 1))
    let held = try audit(ConfiguredRuleTests.suppression, today: day)
    #expect(try held.verdict("pills.example") == "review")
    #expect(try held.verdict("dice.example") == "disavow-domain")
    #expect(
      try held.domains()["pills.example"]?["reason"]?
        .contains("spam-phrase suppressed until 2026-02-01: a partner") == true)
    #expect(held.run.errors == "")
    let over = try audit(
      ConfiguredRuleTests.suppression, today: Day(rawValue: day.rawValue + 1))
    #expect(try over.verdict("pills.example") == "disavow-domain")
    #expect(
      over.run.errors.contains(
        "backlinks.yaml:1: the suppression of spam-phrase ended on 2026-02-01; it counts again"))
  }

  @Test func `a topic that switches nothing off is said, with the nearest`() throws {
    let audited = try audit("topics: [casinos]")
    #expect(
      audited.run.errors.contains(
        "the topic 'casinos' switches no words off; did you mean 'casino'?"))
  }

  @Test func `a policy is taken from the configuration, and an option wins`() throws {
    #expect(try audit("policy: manual-action").verdict("guest.example") == "disavow-domain")
    let folder = try TemporaryFolder()
    let path = try folder.write("backlinks.yaml", "policy: manual-action")
    let options = ["--config", path, "--policy", "clean"]
    #expect(try Audited(OptionTests.links, options: options).verdict("guest.example") == "review")
  }

  @Test func `a rule about the site raises an alert`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "rules/own/crowd.yaml",
      """
      id: crowd
      title: Five domains
      status: stable
      family: spam-words
      role: alert
      scope: profile
      severity: high
      finds: Five domains.
      why: A test.
      wrong_when: [Never.]
      sources: [https://sample.example/]
      clause: none
      match: { profile.referring_domains: { at_least: 5 } }
      message: "{profile.referring_domains} domains link to {profile.site}"
      tests:
        fires: [ { name: five, given: { from: "https://s{1..5}.example/" } } ]
        quiet: [ { name: four, given: { from: "https://s{1..4}.example/" } } ]
      """)
    let rules = ["--rules", folder.path("rules")]
    let audited = try Audited(OptionTests.links, options: rules)
    #expect(audited.run.output.contains("5 domains link to shop.example"))
    #expect(try audited.file("summary.md").contains("5 domains link to shop.example"))
    #expect(try CommandRun(["rules", "test"] + rules).code == 0)
  }

  @Test(arguments: [
    ("overrides: { spam-phrases: { weight: 1 } }", "did you mean 'spam-phrase'?"),
    ("lists: { wel-known: [a.example] }", "did you mean 'well-known'?"),
    ("lists: { spam-words: { casinos: [x] } }", "did you mean 'casino'?"),
    ("lists: { well-known: ['a b'] }", "'a b' is not a host"),
  ])
  func `a mistake in the configuration is a usage error with its place`(
    _ text: String, _ message: String
  ) throws {
    let audited = try audit(text)
    #expect(audited.run.code == 2)
    #expect(audited.run.errors.contains("backlinks.yaml:1:"))
    #expect(audited.run.errors.contains(message))
  }
}
