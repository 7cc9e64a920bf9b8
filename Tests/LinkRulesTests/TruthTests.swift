import LinkModel
import Testing

@testable import LinkRules

/// Conditions on a record that says 5 external links and nothing on internal ones.
@Suite struct TruthTests {
  static let operands = [
    "Y": "{ link.external_links: { at_least: 5 } }",
    "N": "{ link.external_links: { at_least: 6 } }",
    "?": "{ link.internal_links: { at_least: 1 } }",
  ]

  /// A condition over operands, and its truth.
  static let table: [(String, Truth)] = [
    ("Y", .yes), ("N", .no), ("?", .unknown),
    ("{ not: Y }", .no), ("{ not: N }", .yes), ("{ not: ? }", .unknown),
    ("{ all: [Y, Y] }", .yes), ("{ all: [Y, N] }", .no), ("{ all: [Y, ?] }", .unknown),
    ("{ all: [?, N] }", .no), ("{ all: [N, ?] }", .no), ("{ all: [?, ?] }", .unknown),
    ("{ any: [N, N] }", .no), ("{ any: [Y, N] }", .yes), ("{ any: [?, Y] }", .yes),
    ("{ any: [Y, ?] }", .yes), ("{ any: [?, N] }", .unknown), ("{ any: [?, ?] }", .unknown),
    ("{ at_least_n: { n: 2, of: [Y, Y, ?] } }", .yes),
    ("{ at_least_n: { n: 2, of: [Y, ?, N] } }", .unknown),
    ("{ at_least_n: { n: 2, of: [?, N, N] } }", .no),
    ("{ not: { any: [?, N] } }", .unknown),
    ("{ not: { all: [?, N] } }", .yes),
  ]

  @Test(arguments: table)
  func `what is not known decides nothing`(_ condition: String, _ truth: Truth) throws {
    var match = condition
    for (letter, text) in TruthTests.operands {
      match = match.split(separator: letter, omittingEmptySubsequences: false)
        .joined(separator: text)
    }
    #expect(try fires(match) == (truth == .yes))
    #expect(try fires("{ not: \(match) }") == (truth == .no))
  }

  private func fires(_ match: String) throws -> Bool {
    var sample = SampleRule()
    sample.match = match
    let link = ExampleLink(
      from: "https://a.example/", to: "https://b.example/",
      fields: [.externalLinks: .number(5)])
    let scene = try ExampleScene([link], hosts: SampleRule.hosts())
    return scene.fires(try SampleRule.set([sample]))
  }
}
