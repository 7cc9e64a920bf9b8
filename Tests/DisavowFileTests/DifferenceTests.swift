import Testing

@testable import DisavowFile

@Suite struct DifferenceTests {
  private func items(_ old: String, _ new: String) throws -> [String] {
    let difference = DisavowDifference(
      from: try DisavowDocument(parsing: Array(old.utf8)),
      to: try DisavowDocument(parsing: Array(new.utf8)))
    var found: [String] = []
    difference.forEach { item in
      let other = item.coverer.map { " \($0.line) \($0.entry.text)" } ?? ""
      found.append("\(item.change.rawValue) \(item.line) \(item.entry.text)\(other)")
    }
    return found + ["kept \(difference.keptCount)"]
  }

  @Test func `files that mean the same do not differ`() throws {
    #expect(
      try items("# x\ndomain:A.test\nb.test\n", "domain:b.test\n\n\"domain:a.test\"") == ["kept 2"])
  }

  @Test func `every change is told by what it means`() throws {
    let old = "domain:gone.test\ndomain:sub.wide.test\ndomain:narrow.test\nhttp://page.test/a\n"
    let new = "domain:wide.test\ndomain:sub.narrow.test\ndomain:page.test\ndomain:new.test\n"
    #expect(
      try items(old, new) == [
        "added 1 domain:wide.test", "narrowed 2 domain:sub.narrow.test 3 domain:narrow.test",
        "added 3 domain:page.test", "added 4 domain:new.test", "removed 1 domain:gone.test",
        "covered 2 domain:sub.wide.test 1 domain:wide.test", "removed 3 domain:narrow.test",
        "covered 4 http://page.test/a 3 domain:page.test", "kept 0",
      ])
  }
}
