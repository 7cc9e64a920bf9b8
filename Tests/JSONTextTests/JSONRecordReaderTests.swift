import JSONText
import Testing

@Suite struct JSONRecordReaderTests {
  private func read(_ text: String, _ paths: [String]) -> (values: [String?], problem: JSONProblem?)
  {
    let bytes = Array(text.utf8)
    var reader = JSONRecordReader(JSONPaths(paths))
    let problem = reader.read(bytes.span)
    var texts = [String?](repeating: nil, count: paths.count)
    for value in reader.values {
      var text: [UInt8] = []
      JSONString.append(bytes.span.extracting(value.range), to: &text)
      let old = value.isInArray ? texts[value.path].map { $0 + ", " } ?? "" : ""
      texts[value.path] = old + String(decoding: text, as: UTF8.self)
    }
    return (texts, problem)
  }

  @Test func `values are found by their path`() {
    let line = """
      {"status":200,"request":{"host":"shop.example","headers":{"Referer":["https://a.example/"]}},
       "x":null,"tags":["a",["b"],{"c":1}],"request.method":"GET"}
      """
    let paths = ["request.headers.Referer", "status", "request.method", "x", "tags", "tags.c", "y"]
    let (values, problem) = read(line, paths)
    #expect(problem == nil)
    #expect(values == ["https://a.example/", "200", "GET", nil, "a, b", "1", nil])
  }

  @Test func `of a key that comes twice the last value counts`() {
    #expect(read("{\"a\":1,\"a\":2}", ["a"]).values == ["2"])
  }

  @Test(arguments: [
    ("", JSONProblem.cutOff), ("7", .notAnObject), ("[{}]", .notAnObject), ("{\"a\":1", .cutOff),
    ("{\"a\":1} x", .unexpected(0x78)), ("{\"a\":1}{", .unexpected(0x7B)),
    ("{'a':1}", .unexpected(0x27)), ("{\"a\":\"\n\"}", .unclosedString),
  ])
  func `what is not one object is refused`(_ text: String, _ problem: JSONProblem) {
    let read = read(text, ["a"])
    #expect(read.problem == problem)
    #expect(read.values == [nil])
  }

  @Test(arguments: [
    ("plain", "plain"), ("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\u{8}\u{C}\n\r\t"),
    ("\\u00e9\\u4E2D", "é中"), ("\\ud834\\udd1e", "𝄞"), ("\\ud834x", "\u{FFFD}x"),
    ("\\udd1e\\u0041", "\u{FFFD}A"), ("\\ud834\\ud834\\udd1e", "\u{FFFD}𝄞"),
    ("\\x41\\u12", "\\x41\\u12"), ("\\", "\\"),
  ])
  func `escapes are resolved, and what is none stays`(_ content: String, _ text: String) {
    var bytes: [UInt8] = []
    let content = Array(content.utf8)
    JSONString.append(content.span, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
