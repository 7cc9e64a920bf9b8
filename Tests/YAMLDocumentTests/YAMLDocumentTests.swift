import Testing
import YAMLDocument

@Suite struct YAMLDocumentTests {
  @Test(arguments: [
    ("a: b", "{a: b}"), ("- a\n- b\n", "[a, b]"),
    ("a:\n  - b: 1\n    c: 2\n", "{a: [{b: 1, c: 2}]}"),
    ("a: [b, 'c', \"d\"]", "{a: [b, 'c', 'd']}"), ("a: {b: {}}", "{a: {b: {}}}"),
    ("a: |\n  one\n  two\n", "{a: 'one\ntwo\n'}"), ("a: >-\n  one\n  two\n", "{a: 'one two'}"),
    ("just text", "just text"), ("---\na: b\n...\n", "{a: b}"), ("a:\nb: 1", "{a: , b: 1}"),
    ("'no': no # comment", "{'no': no}"), ("a: \"\\0\\u00e9\"", "{a: '\0é'}"),
    ("a: b\r\nc: d\r\n", "{a: b, c: d}"),
  ])
  func `the tree is what was written, and every scalar is text`(_ text: String, _ tree: String)
    throws
  {
    #expect(try outline(YAMLDocument(parsing: text, file: "f").root) == tree)
  }

  @Test func `every node knows its line and column in code points`() throws {
    let document = try YAMLDocument(
      parsing: "\u{FEFF}# 💩\nключ: [💩, 'x']\r\nb:\r\n  - c: d\n", file: "f")
    guard case .mapping(let entries) = document.root.content,
      case .sequence(let list) = entries[0].value.content,
      case .sequence(let nested) = entries[1].value.content
    else {
      Issue.record("expected a mapping of two lists")
      return
    }
    #expect(entries[0].key.position == SourcePosition(line: 2, column: 1))
    #expect(list.map(\.position.description) == ["2:8", "2:11"])
    #expect(list.map(\.width) == [1, 3])
    #expect(nested[0].position == SourcePosition(line: 4, column: 5))
    #expect(document.sourceLine(2) == "ключ: [💩, 'x']")
    #expect(document.sourceLine(9) == "")
  }

  @Test(arguments: [
    ("a: &x b", "f.yaml:1:4: '&x' is a YAML anchor; quote it: '&x'"),
    ("a: !!str b", "f.yaml:1:4: '!!str' is a YAML tag; quote it: '!!str'"),
    ("a: ! b", "f.yaml:1:4: '!' is a YAML tag; quote it: '!'"),
    ("<<: b", "f.yaml:1:1: the merge key '<<' is not used here; write the keys out"),
    ("%YAML 1.1\n---\na: b", "f.yaml:1:1: a '%' directive is not used here; remove the line"),
    ("%FOO\n---\na: b", "f.yaml:1:1: a '%' directive is not used here; remove the line"),
    ("a: b\n---\nc: d", "f.yaml:2:1: a second document begins; write one document in a file"),
    ("[a]: b", "f.yaml:1:1: a key is a list; write text as a key"),
    ("", "f.yaml:1:1: the file has no content"), ("# a\n", "f.yaml:1:1: the file has no content"),
    ("---\n", "f.yaml:1:1: the file has no content"),
  ])
  func `what our files do not use is refused`(_ text: String, _ headline: String) {
    #expect(headlines(text) == [headline])
  }

  @Test func `a key that occurs twice is reported with both places`() throws {
    let error = try #require(throws: YAMLProblems.self) {
      try YAMLDocument(parsing: "id: a\nb: 1\n'id': c\n", file: "rules/x.yaml")
    }
    #expect(error.problems[0].related == SourcePosition(line: 1, column: 1))
    #expect(
      error.description == """
        rules/x.yaml:3:1: duplicate key 'id'; the first is at 1:1
          1 | id: a
            | ^
          3 | 'id': c
            | ^~~~
        """)
  }

  @Test func `all problems of one file are reported in one run`() {
    #expect(
      headlines("a: *x\nb: &y 1\na: 2\n").map { $0.prefix(11) }
        == ["f.yaml:1:4:", "f.yaml:2:4:", "f.yaml:3:1:"])
  }

  @Test func `a file that is wrong everywhere reports a hundred problems`() {
    #expect(headlines(String(repeating: "a: 1\n", count: 5000)).count == 100)
  }

  @Test(arguments: ["", "# only a comment\n", "---\n"])
  func `an empty file is an empty mapping where that is allowed`(_ text: String) throws {
    let document = try YAMLDocument(parsing: text, file: "f", limits: .init(allowsEmpty: true))
    #expect(outline(document.root) == "{}")
  }

  @Test func `a file past the size limit is refused before it is read`() {
    #expect(headlines("a: b", limits: .init(bytes: 4)) == [])
    #expect(
      headlines("a: bc", limits: .init(bytes: 4))
        == ["f.yaml:1:1: the file has 5 bytes; at most 4 are allowed"])
  }

  @Test func `nesting is allowed up to the limit and no further`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(headlines(nested(64)) == [])
    #expect(
      headlines(nested(65)) == ["f.yaml:1:65: lists and mappings are nested deeper than 64"])
  }

  @Test(arguments: [
    (
      [0x61, 0x3A, 0x20, 0xC3, 0x28] as [UInt8],
      "f:1:4: byte 0xC3 is not UTF-8; save the file as UTF-8"
    ),
    ([0x61, 0x0A, 0xC3, 0xA9, 0xFF], "f:2:2: byte 0xFF is not UTF-8; save the file as UTF-8"),
    ([0xED, 0xA0, 0x80], "f:1:1: byte 0xED is not UTF-8; save the file as UTF-8"),
    ([0xFF, 0xFE, 0x61, 0x00], "f:1:1: the file is UTF-16; save it as UTF-8"),
    ([0x61, 0x3A, 0x20, 0x00], "f:1:4: control character U+0000; remove it"),
    ([0x61, 0x3A, 0x20, 0x7F], "f:1:4: control character U+007F; remove it"),
    (
      [0x61, 0x3A, 0x20, 0xE2, 0x80, 0xA8],
      "f:1:4: line separator U+2028; write it as \"\\u2028\" in double quotes"
    ),
  ])
  func `the first unreadable byte is named with its place`(_ bytes: [UInt8], _ headline: String)
    throws
  {
    let error = try #require(throws: YAMLProblems.self) {
      try YAMLDocument(parsing: bytes, file: "f")
    }
    #expect(error.problems.map(\.headline) == [headline])
  }
}
