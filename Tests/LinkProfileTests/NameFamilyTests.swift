import ByteKeys
import SeededRandom
import Testing

@testable import LinkProfile

@Suite struct NameFamilyTests {
  private func sizes(_ names: [String]) -> [Int] {
    let families = NameFamilies(Array(names.indices), name: { names[$0] })
    return names.indices.map { families.size(of: $0) }
  }

  static let families: [(names: [String], sizes: [Int])] = [
    (["list810.example", "list931.example", "list7.test"], [3, 3, 3]),
    (["cheap-lamps.example", "cheap-lamps.test", "cheaplamps.site"], [3, 3, 3]),
    (["lamp.example", "lamp.test"], [1, 1]),
    (["bestlanterns.example", "bestlantern.example", "bestlanternz.example"], [3, 3, 3]),
    (["lanterns.example", "harbours.example"], [1, 1]),
    (["best-seo-links.example", "seo-links-24.example", "links-seo.example"], [2, 2, 1]),
    (["my-big-shop.example", "our-big-shop.example"], [1, 1]),
    (["xn--abcdefghij.example", "xn--abcdefghik.example"], [1, 1]),
    (["12345678.example", "12345679.example"], [1, 1]),
    (["rank-forge1.example", "rank-forge2.example", "rank-forge-x.example"], [3, 3, 3]),
    ([], []),
    ([""], [1]),
  ]

  @Test(arguments: families)
  func `names made by the dozen are one family`(_ example: (names: [String], sizes: [Int])) {
    #expect(sizes(example.names) == example.sizes)
  }

  @Test func `names are alike by one letter as a comparison of all pairs says`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let names = Set(
      (0..<120).map { _ in
        "abcabcab" + String((0..<3).map { _ in "abcd".randomElement(using: &random) ?? "a" })
      }
    ).sorted()
    let found = sizes(names.map { $0 + ".example" })
    for (index, name) in names.enumerated() {
      let variants = Self.variants(name)
      let sharing = variants.map { variant in names.count { Self.variants($0).contains(variant) } }
      #expect(found[index] == sharing.max(), "\(name), seed \(seed)")
    }
  }

  /// A name and every name with one letter less.
  private static func variants(_ name: String) -> Set<String> {
    Set(
      [name]
        + name.indices.map { index in
          var shorter = name
          shorter.remove(at: index)
          return shorter
        })
  }

  @Test func `a protected domain and the users of a platform make no family`() throws {
    func size(_ hosts: [String]) throws -> Int64? {
      try facts(of: hosts.map { Row(from: "https://\($0)/") })
        .first { $0.name == hosts[0] }?.number(.nameFamilyDomains)
    }
    #expect(try size(["fine-lamps1.test", "fine-lamps2.test"]) == 2)
    #expect(try size(["fine-lamps1.blogs.test", "fine-lamps2.blogs.test"]) == 1)
    var rows = ["fine-lamps1.test", "fine-lamps2.test"].map { Row(from: "https://\($0)/") }
    rows[1].domainScore = 80_000
    #expect(try facts(of: rows).map { $0.number(.nameFamilyDomains) } == [1, 1])
  }
}
