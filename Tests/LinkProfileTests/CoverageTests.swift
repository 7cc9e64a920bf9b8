import SeededRandom
import Testing

@testable import LinkProfile

@Suite struct CoverageTests {
  /// Rows of exporters whose numbers are their names: of links, and of whole domains.
  private func rows(ofTools tools: Int, count: Int, seed: UInt64) -> [Row] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let host = "x\(random.below(6)).test"
      var row = Row(from: "https://\(host)/\(random.below(9))")
      row.anchor = "tea \(random.below(3))"
      row.count = random.below(4) == 0 ? Int64(random.below(20)) : nil
      row.tool = random.below(tools)
      row.firstSeen = "20\(10 + random.below(15))-05-01"
      if random.below(8) == 0 {
        (row.from, row.to, row.anchor) = (host, "", nil)
      }
      return row
    }
  }

  /// The coverage of each exporter by definition: sets of what it lists.
  private func plainCoverage(of rows: [Row], tools: Int) -> [ToolCoverage] {
    func listed(_ name: (Row) -> String?) -> [Set<String>] {
      (0..<tools).map { tool in Set(rows.filter { $0.tool == tool }.compactMap(name)) }
    }
    func only(_ sets: [Set<String>], _ tool: Int) -> Int {
      sets.indices.filter { $0 != tool }.reduce(sets[tool]) { $0.subtracting(sets[$1]) }.count
    }
    let domains = listed { row in
      row.namesPage ? String(row.from.split(separator: "/")[1]) : row.from
    }
    let pages = listed { $0.namesPage ? $0.from : nil }
    let links = listed { $0.namesPage ? "\($0.from) \($0.anchor ?? "")" : nil }
    return (0..<tools).map { tool in
      ToolCoverage(
        domains: domains[tool].count, onlyDomains: only(domains, tool),
        pages: pages[tool].count, onlyPages: only(pages, tool),
        links: links[tool].count, onlyLinks: only(links, tool))
    }
  }

  /// The rows with the exporters numbered as they come; and the number that each got.
  private func numbered(_ rows: [Row]) -> (rows: [Row], numbers: [Int: Int]) {
    var numbers: [Int: Int] = [:]
    let renamed = rows.map { row in
      var row = row
      let number = numbers[row.tool] ?? numbers.count
      numbers[row.tool] = number
      row.tool = number
      return row
    }
    return (renamed, numbers)
  }

  @Test(arguments: [1, 2, 10, 11, 12, 34, 35, 60], [UInt64(1), 2, 3])
  func `coverage and counted links are those of plain sets, in any order of the inputs`(
    _ tools: Int, _ seed: UInt64
  ) throws {
    let rows = rows(ofTools: tools, count: 60 + tools * 12, seed: seed)
    let expected = plainCoverage(of: rows, tools: tools)
    let facts = try facts(of: numbered(rows).rows).map(\.lines)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3 {
      let (shuffled, numbers) = numbered(rows.shuffled(using: &random))
      let profile = try profile(shuffled)
      for (tool, number) in numbers {
        #expect(profile.coverage(tool: number) == expected[tool], "exporter \(tool)")
      }
      #expect(try LinkProfileTests.facts(of: shuffled).map(\.lines) == facts)
    }
  }

  @Test func `past the exact counts exporters without a flag of their own are told apart too`()
    throws
  {
    let rows = (0..<12_000).map { number in
      Row(from: "https://a.test/\(number)", tool: number % 3 == 0 ? 30 : number % 12)
    }
    let (forward, numbers) = numbered(rows)
    let (backward, others) = numbered(rows.reversed())
    let first = try profile(forward)
    let second = try profile(backward)
    for tool in Set(rows.map(\.tool)) {
      let coverage = first.coverage(tool: try #require(numbers[tool]))
      #expect(coverage == second.coverage(tool: try #require(others[tool])))
      #expect(coverage.onlyPages == coverage.pages)
      if tool == 30 { #expect(abs(coverage.pages - 4_000) < 400) }
    }
  }
}
