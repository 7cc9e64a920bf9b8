import Testing

@testable import ReferrerLogs

@Suite struct LineCutterTests {
  /// What is cut from bytes that come in two chunks: the physical line, and the text.
  private func cuts(_ bytes: [UInt8], cutAt middle: Int? = nil) -> [String] {
    var cutter = LineCutter()
    var result: [String] = []
    var start = 0
    for end in [middle ?? bytes.count, bytes.count] {
      let chunk = bytes.span.extracting(start..<end)
      var position = 0
      while let cut = cutter.next(chunk, at: &position, isLast: end == bytes.count) {
        let (word, range) =
          switch cut {
          case .line(let range): ("", range)
          case .tooLong(let range): ("too long ", range)
          case .cutOff(let range): ("cut off ", range)
          }
        let text = String(decoding: range.map { chunk[$0] }.prefix(40), as: UTF8.self)
        result.append("\(cutter.number) \(word)\(text)")
      }
      start += position
    }
    #expect(start == bytes.count)
    return result
  }

  @Test(arguments: [
    (#"{"records":[{"a":1},{"b":"}]\""}]}"#, [#"1 {"a":1}"#, #"1 {"b":"}]\""}"#]),
    (
      "\u{FEFF}{ \"records\" :\n[\n{\"a\":{\"b\":[1,\n2]}}\n,\n  {\"c\":2}\n]\n}\nnext",
      ["3 {\"a\":{\"b\":[1,\n2]}}", "6 {\"c\":2}", "9 next"]
    ),
    (
      #"{"records":[{"a":1}]}{"records":[{"b":1}]}"# + "\r\n{\"records\":[]}\nx\n",
      [#"1 {"a":1}"#, #"1 {"b":1}"#, "3 x"]
    ),
    (#"{"records":[{"a":1},7,{"b":2}"#, [#"1 {"a":1}"#, #"1 7,{"b":2}"#]),
    (#"{"records":[{"a":1},{"b":2"#, [#"1 {"a":1}"#, #"1 cut off {"b":2"#]),
    (#"{"records":{"a":1}}"#, [#"1 {"records":{"a":1}}"#]),
    (#"{"records""#, [#"1 {"records""#]), ("{", ["1 {"]), ("", []), ("\n\n", ["1 ", "2 "]),
  ])
  func `a document of records is cut into its objects, wherever chunks end`(
    _ text: String, _ expected: [String]
  ) {
    let bytes = Array(text.utf8)
    for middle in 0...bytes.count {
      #expect(cuts(bytes, cutAt: middle) == expected, "cut at byte \(middle)")
    }
  }

  @Test func `an object over a mebibyte is rejected, and the next line is read`() {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: LogReader.longestLine)
    let head = Array("{\"records\":[\n{\"a\":\"".utf8)
    let bytes = head + long + Array("\"},\n{\"b\":1}]}\n".utf8)
    let expected = [
      "2 too long {\"a\":\"" + String(repeating: "x", count: 34), "3 {\"b\":1}]}",
    ]
    for middle in [0, 14, head.count, long.count, head.count + long.count + 3, bytes.count] {
      #expect(cuts(bytes, cutAt: middle) == expected, "cut at byte \(middle)")
    }
  }

  @Test func `nesting costs no memory and no stack`() {
    let open = [UInt8](repeating: UInt8(ascii: "["), count: 500_000)
    let close = [UInt8](repeating: UInt8(ascii: "]"), count: 500_000)
    let bytes = Array("{\"records\":[{\"a\":".utf8) + open + close + Array("},{\"b\":1}]}".utf8)
    #expect(cuts(bytes).last == "1 {\"b\":1}")
  }
}
