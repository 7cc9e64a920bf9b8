import DelimitedText
import Testing

/// The records of a text as decoded fields; a record that cannot be used as its problem.
func records(
  of text: String, width: Int = 0, separator: Character = ",", cutAt cut: Int? = nil
) -> [[String]] {
  let bytes = Array(text.utf8)
  let dialect = Dialect(separator: separator.asciiValue ?? 0)
  var scanner = RecordScanner(dialect: dialect, width: width)
  var rows: [[String]] = []
  func take(_ part: [UInt8], isLast: Bool) -> Int {
    var index = RecordIndex()
    var part = part
    let used = scanner.scan(part.span, isLast: isLast, into: &index)
    for record in index.records {
      if let problem = record.problem {
        rows.append(["!\(problem)", "line \(record.line)"])
        continue
      }
      rows.append(
        (0..<record.fieldCount).map { field in
          let raw = index.rawField(field, of: record)
          let range: Range<Int>
          switch FieldText.content(of: raw, in: part.span, quote: dialect.quote) {
          case .plain(let plain): range = plain
          case .doubled(let doubled):
            range = FieldText.appendUndoubled(doubled, of: &part, quote: dialect.quote)
          }
          return String(decoding: part[range], as: UTF8.self)
        })
    }
    return used
  }
  if let cut {
    let used = take(Array(bytes[..<cut]), isLast: false)
    _ = take(Array(bytes[used...]), isLast: true)
  } else {
    _ = take(bytes, isLast: true)
  }
  return rows
}

@Suite struct RecordScannerTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var width = 0
    let rows: [[String]]
    var testDescription: String { name }
  }

  static let examples: [Example] = [
    Example(name: "nothing", text: "", rows: []),
    Example(name: "plain rows", text: "a,b\nc,d\n", rows: [["a", "b"], ["c", "d"]]),
    Example(name: "no final line end", text: "a,b\nc,d", rows: [["a", "b"], ["c", "d"]]),
    Example(
      name: "line ends of all kinds", text: "a\r\nb\nc\rd", rows: [["a"], ["b"], ["c"], ["d"]]),
    Example(
      name: "separators and line ends in quotes", text: "\"a,b\",\"c\nd\"\n",
      rows: [["a,b", "c\nd"]]),
    Example(
      name: "two quotes stand for one", text: "\"say \"\"hi\"\"\",x\n", rows: [["say \"hi\"", "x"]]),
    Example(name: "empty quotes", text: "\"\",\"\"\n", rows: [["", ""]]),
    Example(
      name: "a quote inside an unquoted field", text: "5\" pipe,x\n", rows: [["5\" pipe", "x"]]),
    Example(
      name: "an unescaped quote inside quotes", text: "\"a \"b\" c\",x\n",
      rows: [["a \"b\" c", "x"]]),
    Example(name: "blanks around quotes", text: "a, \"b,c\" ,d\n", rows: [["a", "b,c", "d"]]),
    Example(name: "blanks of unquoted fields stay", text: " a , b\n", rows: [[" a ", " b"]]),
    Example(
      name: "a separator too much at the end", text: "a,b,\nc,d,\n", width: 2,
      rows: [["a", "b"], ["c", "d"]]),
    Example(
      name: "a short row is kept, a long one is not", text: "a,b\nc\nd,e,f\ng,h\n", width: 2,
      rows: [["a", "b"], ["c"], ["!tooManyFields(3)", "line 3"], ["g", "h"]]),
    Example(
      name: "a quote closed by text costs only its row", text: "1,\"say \"x\", then\",2\n3,4,5\n",
      width: 3, rows: [["!tooManyFields(4)", "line 1"], ["3", "4", "5"]]),
    Example(
      name: "an unclosed quote costs only its line", text: "1,\"abc,2\n3,4,5\n6,\"7\",8\n",
      width: 3,
      rows: [["!strayQuotes", "line 1"], ["3", "4", "5"], ["6", "7", "8"]]),
    Example(
      name: "an unclosed quote at the end", text: "1,2\n\"a,b\n3,4\n", width: 2,
      rows: [["1", "2"], ["!unclosedQuote", "line 2"], ["3", "4"]]),
    Example(name: "a NUL is text", text: "a\u{0},b\n", rows: [["a\u{0}", "b"]]),
  ]

  @Test(arguments: examples)
  func `every shape of row is read as it was meant`(_ example: Example) {
    #expect(records(of: example.text, width: example.width) == example.rows)
  }

  @Test(arguments: examples)
  func `the records do not depend on where a chunk ends`(_ example: Example) {
    for cut in 0...example.text.utf8.count {
      let rows = records(of: example.text, width: example.width, cutAt: cut)
      #expect(rows == example.rows, "cut at byte \(cut)")
    }
  }

  @Test func `a quote that is never closed swallows at most the line limit`() {
    let rows = (1...200).map { "\($0),x\n" }.joined()
    let read = records(of: "0,\"y\n" + rows, width: 2)
    #expect(read.first == ["!unclosedQuote", "line 1"])
    #expect(read.count == 201)
    #expect(read.last == ["200", "x"])
  }
}
