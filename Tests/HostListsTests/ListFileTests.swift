import Testing
import YAMLDocument

@testable import HostLists

@Suite struct ListFileTests {
  private func list(_ entries: String) throws(YAMLProblems) -> ListFile {
    let text = """
      list: trades
      title: Trades
      kind: words
      date: 2026-11-21
      licence: Apache-2.0
      sources: [https://sample.example/]
      \(entries)

      """
    return try ListFile(parsing: Array(text.utf8), file: "trades.yaml")
  }

  @Test func `entries by language are those of their group, and counted`() throws {
    let list = try list("groups: { loans: { en: [a, b], no: [c], mul: d }, plain: [e] }")
    #expect(list.groups.map(\.name) == ["loans", "plain"])
    #expect(list.groups.map(\.entries) == [["a", "b", "c", "d"], ["e"]])
    #expect(list.languages == ["loans": ["en": 2, "no": 1, "mul": 1]])
    let flat = try self.list("entries: { en: [a], de: [b] }")
    #expect(flat.entries == ["a", "b"])
    #expect(flat.languages == ["": ["en": 1, "de": 1]])
  }

  @Test(arguments: [
    (
      "entries: { english: [a] }",
      "'english' is no code of a language such as de, or mul for several"
    ),
    ("groups: { x: { EN: [a] } }", "'EN' is no code of a language such as de, or mul for several"),
    ("groups: { x: { en: { a: b } } }", "expected text or a list of texts, found a mapping"),
    ("note: none", "a list needs entries or groups"),
  ])
  func `what is no language and no list is refused`(_ example: (entries: String, problem: String)) {
    do throws(YAMLProblems) {
      _ = try list(example.entries)
      Issue.record("nothing was wrong")
    } catch {
      #expect(error.problems.map(\.text).contains(example.problem), "\(error)")
    }
  }
}
