import SeededRandom
import Testing

@testable import DisavowFile

@Suite struct MergeTests {
  private func read(_ text: String) throws -> DisavowDocument {
    try DisavowDocument(parsing: Array(text.utf8))
  }

  private func merged(_ texts: String..., base: String? = nil) throws -> String {
    let merge = DisavowMerge(
      try texts.map(read), base: try base.map(read), checks: DocumentTests.guardsTest)
    return String(decoding: merge.text, as: UTF8.self)
  }

  @Test func `the first file stays, what others add follows below its comment`() throws {
    let first = """
      # head

      # farm
      domain:a.test

      domain:b.test

      """
    let second = """
      # farm
      domain:c.test
      domain:a.test

      # sold
      domain:d.test
      domain:e.test

      """
    #expect(
      try merged(first, second) == """
        # head

        # farm
        domain:a.test
        domain:c.test

        domain:b.test

        # sold
        domain:d.test
        domain:e.test

        """)
  }

  @Test func `entries without a comment follow at the end`() throws {
    #expect(
      try merged("domain:a.test\n", "domain:b.test\ndomain:a.test", "domain:c.test\n")
        == "domain:a.test\ndomain:b.test\ndomain:c.test\n")
    #expect(
      try merged("# x\ndomain:a.test\n", "domain:b.test\n")
        == "# x\ndomain:a.test\n\ndomain:b.test\n")
  }

  @Test func `the newest comment wins, in place where it holds for all`() throws {
    #expect(
      try merged("# old\ndomain:a.test\ndomain:b.test\n", "# new\ndomain:b.test\ndomain:a.test\n")
        == "# new\ndomain:a.test\ndomain:b.test\n")
    #expect(
      try merged("# old\ndomain:a.test\ndomain:b.test\n", "# new\ndomain:b.test\n")
        == "# old\ndomain:a.test\n\n# new\ndomain:b.test\n")
    #expect(
      try merged("# old\ndomain:a.test\n", "domain:a.test\n") == "# old\ndomain:a.test\n")
    #expect(
      try merged("# 1\ndomain:a.test\n", "# 2\ndomain:a.test\n", "# 3\ndomain:a.test\n")
        == "# 3\ndomain:a.test\n")
  }

  @Test func `a comment that stands free is kept once`() throws {
    #expect(
      try merged("# a\n\ndomain:a.test\n", "# a\n\n# b\n\ndomain:a.test\n")
        == "# a\n\ndomain:a.test\n\n# b\n")
  }

  @Test func `with a base, what a file removed is removed`() throws {
    let base = "# why\ndomain:a.test\ndomain:b.test\n"
    let mine = "# why\ndomain:a.test\ndomain:b.test\ndomain:c.test\n"
    let theirs = "# why not\ndomain:a.test\n"
    #expect(
      try merged(mine, theirs, base: base) == "# why\ndomain:c.test\n\n# why not\ndomain:a.test\n")
    // Nobody changed the comment but the first.
    #expect(
      try merged("# mine\ndomain:a.test\n", "# why\ndomain:a.test\n", base: base)
        == "# mine\ndomain:a.test\n")
    let merge = DisavowMerge([try read(mine), try read(theirs)], base: try read(base))
    #expect(merge.removedLines == [3])
    #expect(merge.entryCount == 2)
  }

  @Test func `what only a held entry covers is not removed`() throws {
    #expect(
      try merged("domain:a.test\n", "domain:test\n", base: "domain:a.test\n")
        == "domain:a.test\n\n# HELD GUARD_TLD: domain:test\n")
  }

  @Test func `what is held or rejected becomes a comment and is said`() throws {
    let merge = DisavowMerge(
      [try read("domain:a.test\n"), try read("domain:test\nwords here\ndomain:known.test\n")],
      checks: DocumentTests.guardsTest)
    #expect(
      String(decoding: merge.text, as: UTF8.self)
        == """
        domain:a.test

        # HELD GUARD_TLD: domain:test
        # REJECTED GARBAGE: words here

        domain:known.test

        """)
    #expect(merge.held == [.init(file: 1, line: 1)])
    #expect(merge.rejected == [.init(file: 1, line: 2)])
    #expect(merge.warned == [.init(file: 1, line: 3)])
    #expect(merge.addedCount == 1)
  }

  @Test(arguments: PropertyTests.seeds)
  func `a merge has every entry once more, is clean, and merging again changes nothing`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let files = (0..<3).compactMap { _ in try? DisavowDocument(parsing: random.file()) }
      guard files.count == 3 else { continue }
      let name: Comment = "seed \(seed) round \(round)"
      let text = DisavowMerge(files).text
      let merged = try DisavowDocument(parsing: text)
      #expect(merged.isClean, name)
      let all = Set(files.flatMap { $0.entries.map(\.entry) })
      #expect(Set(merged.entries.map(\.entry)) == all, name)
      #expect(DisavowMerge([merged]).text == text, name)
      for file in files {
        let again = DisavowMerge([merged, file])
        #expect(again.addedCount == 0, name)
        #expect(Set(try DisavowDocument(parsing: again.text).entries.map(\.entry)) == all, name)
      }
      #expect(DisavowMerge([merged, files[2]]).text == text, name)
      // The comments of the newest file survive; which of two on one entry wins is not said.
      let last = files[2].entries.map(\.entry)
      if Set(last).count < last.count { continue }
      let lines = Set(text.split(separator: 0x0A))
      for line in try DisavowDocument(parsing: files[2].fixed().text).lines
      where line.kind == .comment {
        #expect(lines.contains(line.raw[...]), name)
      }
    }
  }

  @Test(arguments: PropertyTests.seeds)
  func `with a base an entry stays exactly if no file dropped it`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let files = (0..<3).compactMap { _ in try? DisavowDocument(parsing: random.file()) }
      guard files.count == 3 else { continue }
      let (base, mine, theirs) = (files[0], files[1], files[2])
      func entries(_ document: DisavowDocument) -> Set<DisavowEntry> {
        Set(document.entries.map(\.entry))
      }
      let expected = entries(mine).union(entries(theirs)).filter { entry in
        !entries(base).contains(entry)
          || entries(mine).contains(entry) && entries(theirs).contains(entry)
      }
      let merged = try DisavowDocument(parsing: DisavowMerge([mine, theirs], base: base).text)
      #expect(entries(merged) == expected, "seed \(seed) round \(round)")
    }
  }
}
