import Testing
import YAMLDocument

@Suite struct ScalarOffsetTests {
  /// Where in `a: TEXT` the character with the offset is said to be.
  private func place(_ text: String, _ offset: Int) throws -> String {
    let document = try YAMLDocument(parsing: "a: " + text, file: "f")
    guard case .mapping(let entries) = document.root.content else { return "" }
    return document.position(in: entries[0].value, characterOffset: offset).description
  }

  @Test(arguments: [
    ("(abc", 0, "1:4"), ("(abc", 3, "1:7"), ("(abc", 4, "1:8"), ("ключ(", 4, "1:8"),
    ("'(abc'", 0, "1:5"), ("'it''s('", 4, "1:10"), ("'it''s('", 2, "1:7"), ("'ab'", 2, "1:7"),
    ("\"(abc\"", 2, "1:7"), ("\"💩(\"", 1, "1:6"),
  ])
  func `a character of a one-line scalar is found exactly`(
    _ text: String, _ offset: Int, _ expected: String
  ) throws {
    #expect(try place(text, offset) == expected)
  }

  @Test(arguments: [
    ("\"\\u0061b(\"", 2), ("\"a\\\\b(\"", 3), ("a\n  b(", 3), ("'a\n  b('", 3), (">-\n  ab(", 2),
    ("abc", 4), ("abc", -1), ("[a]", 0),
  ])
  func `where it cannot be told, the scalar's start stands in`(_ text: String, _ offset: Int) throws
  {
    #expect(try place(text, offset) == "1:4")
  }

  @Test func `an offset in UTF-8 is found as well`() throws {
    let document = try YAMLDocument(parsing: "ключ(", file: "f")
    #expect(document.position(in: document.root, utf8Offset: 8).description == "1:5")
  }
}
