import Testing
import YAMLDocument

/// The mistakes that authors of rules make, and what they are told.
@Suite struct SyntaxHintTests {
  @Test(arguments: [
    (
      #"p: "\d+casino""#,
      #"1:5: '\d' is not an escape of double quotes; use single quotes: '\d+casino'"#
    ),
    (#"p: "\uD800""#, #"1:5: '\u' is not an escape of double quotes; use single quotes: '\uD800'"#),
    (#"p: "\xzz""#, #"1:5: '\x' is not an escape of double quotes; use single quotes: '\xzz'"#),
    (
      "p: [a-z]+casino",
      "1:4: text follows the end of a value that starts with [; quote the whole value: '[a-z]+casino'"
    ),
    (
      "p: {2,3}x",
      "1:4: text follows the end of a value that starts with {; quote the whole value: '{2,3}x'"
    ),
    (
      "p: 'it's'",
      "1:4: text follows the end of a value that starts with '; quote the whole value: 'it''s'"
    ),
    (
      "p: 'it's'\nq: 1",
      "1:4: text follows the end of a value that starts with '; quote the whole value: 'it''s'"
    ),
    (
      "p: \"a\" b",
      "1:4: text follows the end of a value that starts with \"; quote the whole value: '\"a\" b'"
    ),
    ("p: *casino", "1:4: '*casino' is a YAML alias; quote it: '*casino'"),
    ("p: [*casino, b]", "1:5: '*casino' is a YAML alias; quote it: '*casino'"),
    ("p: *.casino.com # all", "1:4: '*' starts a YAML alias; quote it: '*.casino.com'"),
    ("p: &casino", "1:4: '&casino' is a YAML anchor; quote it: '&casino'"),
    ("p: !casino", "1:4: '!casino' is a YAML tag; quote it: '!casino'"),
    ("p: !foo!bar", "1:4: '!' starts a YAML tag; quote it: '!foo!bar'"),
    ("p: |casino|poker", "1:4: '|' starts a block of text; quote the value: '|casino|poker'"),
    ("p: >=5", "1:4: '>' starts a block of text; quote the value: '>=5'"),
    ("p: >0", "1:4: '>' starts a block of text; quote the value: '>0'"),
    ("p: %x", "1:4: a value cannot begin with '%'; quote it: '%x'"),
    ("p: @x # y", "1:4: a value cannot begin with '@'; quote it: '@x'"),
    ("p: `x`", "1:4: a value cannot begin with '`'; quote it: '`x`'"),
    ("p: ]x", "1:4: a value cannot begin with ']'; quote it: ']x'"),
    ("a:\n\tb: 1", "2:1: a tab is used for indentation; use spaces"),
    ("a:\n  b: 1\n\tc: 1", "3:1: a tab is used for indentation; use spaces"),
    ("a: |\n \tx\n\n  y", "2:2: a tab is used for indentation; use spaces"),
    ("rules\n  a: b", "1:1: missing ':' after 'rules'"),
    ("rules\nfoo: bar", "1:1: missing ':' after 'rules'"),
    ("rules\n  - a\n  - b\nc: d", "1:1: missing ':' after 'rules'"),
    ("p: 'abc\n", "1:4: the quote is not closed; add the closing quote"),
    ("a: 1\np: \"abc\nb: 2\n", "2:4: the quote is not closed; add the closing quote"),
    (
      "p: 'abc\nq: 'd'",
      "1:4: the quote that opens here is closed only at 2:5; close it on its own line"
    ),
    (
      "a: b\n   c: d",
      "2:4: the line begins in column 4, the key above in column 1; keys of one mapping begin in one"
        + " column, and the key above has its value already"
    ),
    (
      "a:\n    b: 1\n  c: 1",
      "3:3: the line begins in column 3, the lines it belongs to in column 1; indent it like line 1"
    ),
    ("- a\nb: c", "2:1: a key stands among list items; indent it, or make it like line 1"),
    ("a: 1\n- b", "2:1: a list item stands among keys; indent it, or make it like line 1"),
    (
      "a: - b",
      "1:4: a list item cannot begin here; begin the list on a line of its own, or write it as [a, b]"
    ),
    ("title: a: b", "1:8: a second ': ' stands in the value; quote the value: 'a: b'"),
    (
      "p: [a, b\nc: d",
      "2:2: the list in [ ] does not go on here; write ',' or ']', or quote the text before"
    ),
    (
      "p: {a: b\n",
      "1:4: the mapping in { } does not go on here; write ',' or '}', or quote the text before"
    ),
  ])
  func `a mistake is named where it is, with the remedy`(_ text: String, _ headline: String) {
    #expect(headlines(text) == ["f.yaml:" + headline])
  }

  @Test func `a badly indented line is shown together with the line it belongs to`() throws {
    let error = try #require(throws: YAMLProblems.self) {
      try YAMLDocument(parsing: "a:\n    b: 1\n  c: 1\n", file: "f")
    }
    #expect(
      error.problems[0].snippet == """
          1 | a:
            | ^
          3 |   c: 1
            |   ^
        """)
  }

  @Test(arguments: [
    (
      "p: a #b",
      "f:1:6: warning: '#b' is read as a comment; quote the whole value, or write a space after '#'"
    ),
    ("p: a # b", nil), ("p: a#b", nil), ("p: 'a' #b", nil), ("p: a ## b", nil), ("p: #b\n  a", nil),
  ])
  func `a comment that may be part of a value is warned of`(_ text: String, _ warning: String?)
    throws
  {
    let document = try YAMLDocument(parsing: text, file: "f")
    #expect(document.warnings.map(\.headline) == (warning.map { [$0] } ?? []))
  }

  @Test func `a long line is shown around its mistake`() throws {
    let padding = String(repeating: "x", count: 300)
    let error = try #require(throws: YAMLProblems.self) {
      try YAMLDocument(parsing: "a: [\(padding), *y, \(padding)]", file: "f")
    }
    let lines = error.problems[0].snippet.split(separator: "\n").map(Array.init)
    #expect(lines[0].count < 120)
    let caret = try #require(lines[1].firstIndex(of: "^"))
    #expect(lines[0][caret] == "*")
  }
}
