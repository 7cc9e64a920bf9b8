import SeededRandom
import Testing

@testable import DisavowFile

@Suite struct RollUpTests {
  /// Hosts of two labels are domains; `blog.test` is a platform, `safe.test` is guarded.
  static let checks = DisavowChecks(
    rollUpStart: { host in
      let text = DocumentTests.text(host)
      let labels = text.split(separator: ".")
      if text.hasSuffix("safe.test") { return nil }
      let count = text.hasSuffix("blog.test") ? 3 : 2
      guard labels.count >= count else { return nil }
      return text.utf8.count - labels.suffix(count).joined(separator: ".").utf8.count
    })

  private func fixed(_ text: String, _ least: Int) throws -> DisavowDocument.Fixed {
    try DisavowDocument(parsing: Array(text.utf8)).fixed(
      .init(isMinimising: true, rollUpFrom: least, checks: Self.checks))
  }

  @Test func `many sub-domains become their domain, where the first of them stood`() throws {
    let text = """
      # three
      domain:x.test
      domain:a.bad.test
      # note
      domain:b.bad.test
      domain:c.d.bad.test

      """
    let result = try fixed(text, 3)
    #expect(
      String(decoding: result.text, as: UTF8.self)
        == "# three\ndomain:x.test\ndomain:bad.test\n# note\n")
    #expect(result.rolledUp.map { "\($0.entry.text) \($0.lines)" } == ["domain:bad.test 3"])
    #expect(result.dropped == [5, 6])
    #expect(try fixed(text, 4).rolledUp.isEmpty)
  }

  @Test func `many pages become their host, and no more`() throws {
    let text = "http://a.bad.test/1\nhttp://a.bad.test/2\nhttps://bad.test/3\n"
    let result = try fixed(text, 2)
    #expect(
      String(decoding: result.text, as: UTF8.self) == "domain:a.bad.test\nhttps://bad.test/3\n")
  }

  @Test func `neither a platform nor a guard is crossed`() throws {
    let text = """
      domain:a.blog.test
      domain:b.blog.test
      domain:c.blog.test
      domain:a.safe.test
      domain:b.safe.test
      http://safe.test/1
      http://safe.test/2

      """
    let result = try fixed(text, 2)
    #expect(String(decoding: result.text, as: UTF8.self) == text)
    #expect(result.rolledUp.isEmpty)
  }

  @Test(arguments: PropertyTests.seeds)
  func `a rolled-up file covers at least what it covered, and stays as it is`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      guard let original = try? DisavowDocument(parsing: random.file() + random.file()) else {
        continue
      }
      let options = DisavowDocument.FixOptions(
        isMinimising: true, rollUpFrom: 2, checks: Self.checks)
      let once = try DisavowDocument(parsing: original.fixed(options).text)
      let index = CoverageIndex(once)
      for (_, entry) in original.entries {
        #expect(index.has(entry), "seed \(seed) round \(round): \(entry.text)")
      }
      let twice = try DisavowDocument(parsing: once.fixed(options).text)
      #expect(twice.isClean, "seed \(seed) round \(round)")
    }
  }
}
