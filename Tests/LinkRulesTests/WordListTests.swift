import HostLists
import Testing

@testable import LinkRules

/// The vocabularies of spam trades: in how many languages they stand, and that honest words stay quiet.
@Suite struct WordListTests {
  static let trades: [(list: String, group: String)] =
    ["adult", "casino", "crypto-scam", "essay", "loans", "pharma", "replica"]
    .map { ("spam-words", $0) } + [("link-sale-phrases", "")]

  @Test(arguments: trades)
  func `a trade is told in twelve languages, by two phrases each at least`(
    _ trade: (list: String, group: String)
  ) throws {
    let list = try #require(RulePack.pack.lists.first { $0.name == trade.list })
    let languages = try #require(list.languages[trade.group])
    // Several languages share words: those are nobody's.
    let told = languages.filter { $0.key != "mul" && $0.value >= 2 }.keys.sorted()
    print("\(trade.list) \(trade.group): \(told.count) languages: \(told.joined(separator: " "))")
    #expect(told.count >= 12)
  }

  @Test func `every entry of those lists says its language`() throws {
    for list in try RulePack.pack.lists where list.name.hasPrefix("spam-words") {
      for group in list.groups {
        let labelled = list.languages[group.name, default: [:]].values.reduce(0, +)
        #expect(labelled == group.entries.count, "\(list.name) \(group.name)")
      }
    }
  }

  @Test func `honest words beside every trade stay quiet in twelve languages`() throws {
    let rule = try #require(RulePack.pack.set.rules.first { $0.id == "spam-phrase" })
    let examples = rule.quiet.filter { $0.name.hasPrefix("look-alikes in ") }
    #expect(Set(examples.map(\.name)).count >= 12)
    #expect(examples.allSatisfy { $0.links.count >= WordListTests.trades.count - 1 })
  }
}
