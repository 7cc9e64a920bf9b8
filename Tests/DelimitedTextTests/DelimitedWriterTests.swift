import DelimitedText
import Testing

@Suite struct DelimitedWriterTests {
  static let cells: [(cell: String, written: String)] = [
    ("plain", "plain"),
    ("", ""),
    ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("two\nlines", "\"two\nlines\""),
    ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
    ("+1", "'+1"),
    ("@x", "'@x"),
    ("-5", "-5"),
    ("-5.2", "-5.2"),
    ("-cmd", "'-cmd"),
    ("-", "-"),
    ("\tx", "'\tx"),
    ("a\u{0}b", "ab"),
    ("\u{0}=cmd", "'=cmd"),
    ("\u{0}-5", "-5"),
    ("\u{0}", ""),
    ("a cell longer than a word", "a cell longer than a word"),
    ("only the tenth, needs quotes", "\"only the tenth, needs quotes\""),
    ("the last one quote\"", "\"the last one quote\"\"\""),
    ("höher als 日本語 und später", "höher als 日本語 und später"),
    ("0123456\u{0}89", "012345689"),
    ("=0123456789", "'=0123456789"),
  ]

  @Test(arguments: cells)
  func `a cell is quoted where it must be and can not become a formula`(
    _ example: (cell: String, written: String)
  ) {
    var writer = DelimitedWriter()
    writer.field(example.cell)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == example.written)
  }

  @Test func `what is written is read back`() {
    let rows = [["a", "b,c", "d\"e"], ["", "x\ny", "z"]]
    var writer = DelimitedWriter()
    for row in rows { writer.record(row) }
    #expect(records(of: String(decoding: writer.bytes, as: UTF8.self)) == rows)
  }
}
