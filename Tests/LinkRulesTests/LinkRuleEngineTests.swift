import LinkModel
import Testing

@testable import LinkRules

@Suite struct LinkRuleEngineTests {
  /// The ids that fire on each record.
  private func fired(
    _ rules: [SampleRule], _ links: [[Field: FieldValue]], _ options: RuleOptions = RuleOptions()
  ) throws -> [[String]] {
    let set = try SampleRule.set(rules)
    let engine = LinkRuleEngine(set, options: options, hosts: try SampleRule.hosts())
    var batch = RecordBatch(layout: RecordLayout(engine.fields))
    engine.bind(to: batch.layout)
    for link in links {
      batch.appendRow()
      for (field, value) in link {
        switch value {
        case .text(let text): batch.setText(text, field)
        case .number(let number): batch.setNumber(number, field)
        }
      }
    }
    return (0..<batch.count).map { row in
      var fired: [Int] = []
      engine.judge(batch, row: row, anchorKind: .other, isFollowed: true, into: &fired)
      return fired.map { set.rules[$0].id }
    }
  }

  private func sample(_ id: String, _ match: String) -> SampleRule {
    var sample = SampleRule()
    (sample.id, sample.match) = (id, match)
    return sample
  }

  @Test func `each row is judged by its own values, and the rules come in order`() throws {
    let rules = [
      sample("b-long", "{ link.external_links: { at_least: 100 } }"),
      sample("a-red", "{ link.anchor: { contains_word: red } }"),
    ]
    #expect(
      try fired(
        rules,
        [
          [.anchor: .text("red"), .externalLinks: .number(200)], [.anchor: .text("redder")],
          [.externalLinks: .number(100)], [:],
        ]) == [["a-red", "b-long"], [], ["b-long"], []])
  }

  @Test func `an engine asks for the fields of its conditions and messages only`() throws {
    var rule = sample("a", "{ link.anchor: { contains: x } }")
    rule.message = "{link.source_title}"
    let engine = LinkRuleEngine(
      try SampleRule.set([rule]), options: RuleOptions(), hosts: try SampleRule.hosts())
    #expect(engine.fields == [.anchor, .sourceTitle])
  }

  @Test func `deprecated and experimental rules run only when asked for`() throws {
    var rule = sample("a", "{ link.anchor: { contains: x } }")
    rule.status = "experimental"
    #expect(try fired([rule], [[.anchor: .text("x")]]) == [[]])
    var options = RuleOptions()
    options.statuses = [.stable, .experimental]
    #expect(try fired([rule], [[.anchor: .text("x")]], options) == [["a"]])
  }

  @Test func `a topic of the site takes its word group out`() throws {
    let rule = sample("a", "{ link.anchor: { contains_word: { list: colours } } }")
    let links: [[Field: FieldValue]] = [[.anchor: .text("red")], [.anchor: .text("blue")]]
    #expect(try fired([rule], links) == [["a"], ["a"]])
    var options = RuleOptions()
    options.topics = ["warm"]
    #expect(try fired([rule], links, options) == [[], ["a"]])
  }

  @Test func `a rule may name groups of a list, and words beside it`() throws {
    let rule = sample(
      "a", "{ link.anchor: { contains_word: { list: colours, groups: [cold], also: [green] } } }")
    #expect(
      try fired(
        [rule], [[.anchor: .text("red")], [.anchor: .text("blue")], [.anchor: .text("green")]])
        == [[], ["a"], ["a"]])
  }

  @Test func `a host is on a list with the domain above it`() throws {
    let rule = sample("a", "{ link.source_host: { in_list: known } }")
    #expect(
      try fired(
        [rule],
        [[.sourceHost: .text("www.known.example")], [.sourceHost: .text("unknown.example")]])
        == [["a"], []])
  }

  @Test func `one of several kinds of link suffices`() throws {
    let rule = sample("a", "{ link.link_types: { in: [image, redirect] } }")
    #expect(
      try fired(
        [rule],
        [
          [.linkTypes: .number(Int64(LinkTypes.image.rawValue))],
          [.linkTypes: .number(Int64(LinkTypes.text.rawValue))], [:],
        ]) == [["a"], [], []])
  }
}
