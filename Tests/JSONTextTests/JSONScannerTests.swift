import JSONText
import SeededRandom
import Testing

@Suite struct JSONScannerTests {
  @Test func `random objects have the values that a recursive parser sees, wherever they are cut`()
    throws
  {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let object = random.object(depth: 4)
      let expected = try #require(JSONOracle(object), "seed \(seed): \(object)").leaves()
      let text = Array(object.utf8)
      for cut in 0..<text.count {
        let (found, isOpen) = records(of: text, cutAt: cut)
        let isRight = found.count == 1 && found[0].leaves == expected && found[0].problem == nil
        #expect(isRight && !isOpen, "seed \(seed), cut at byte \(cut): \(object) gave \(found)")
        if !isRight { return }
      }
    }
  }

  @Test func `strict JSON and nothing else of random soup is read without repair`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "1", "true", "nul", " ", "\n", "\\\"",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...8, using: &random)
      let soup = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let text = "{" + soup + "}"
      let (found, _) = records(of: Array(text.utf8))
      let isOne = found.count == 1 && found[0].problem == nil && !found[0].isRepaired
      let isWhole = isOne && found[0].range == 0..<text.utf8.count
      let oracle = JSONOracle(text)
      #expect(isWhole == (oracle != nil), "seed \(seed): \(text) gave \(found)")
      if isWhole { #expect(found[0].leaves == oracle?.leaves(), "seed \(seed): \(text)") }
    }
  }

  @Test func `random damage gives the same records wherever the text is cut`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let objects = (0..<3).map { _ in random.object(depth: 2) }
      var text = Array("{\"x\":1,\"items\":[\(objects.joined(separator: ",\n"))]}".utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: text.indices, using: &random)
        text[place] = Array("\"\\{}[],:\na1".utf8).randomElement(using: &random) ?? 0
      }
      for path in ["", "items"] {
        let whole = records(of: text, at: path)
        let bytewise = records(of: text, at: path, everyByte: true)
        let shown = String(decoding: text, as: UTF8.self)
        #expect(bytewise == whole, "seed \(seed), path '\(path)': \(shown)")
        for cut in text.indices {
          let parts = records(of: text, at: path, cutAt: cut)
          #expect(parts == whole, "seed \(seed), path '\(path)', cut at byte \(cut): \(shown)")
          if parts != whole { return }
        }
      }
    }
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var path = ""
    /// The lines and first values of the records; nil for one that cannot be read.
    let records: [(line: Int, first: String?)]
  }

  static let cases = [
    Case(
      testDescription: "an array", text: "[{\"a\":1},\n{\"a\":2}]", records: [(1, "1"), (2, "2")]),
    Case(
      testDescription: "lines", text: "{\"a\":1}\n\n{\"a\":2}\n", records: [(1, "1"), (3, "2")]),
    Case(
      testDescription: "objects at a path of keys through arrays",
      text: "{\"n\":[{\"a\":0}],\"t\":[{\"u\":{\"a\":1}},{\"u\":[{\"a\":2},{\"a\":3}]}],\"m\":{}}",
      path: "t.u", records: [(1, "1"), (1, "2"), (1, "3")]),
    Case(
      testDescription: "commas before closing brackets", text: "[{\"a\":[1,],},]",
      records: [(1, "1")]),
    Case(
      testDescription: "a line without its end", text: "{\"a\":1}\n{\"a\":2\n{\"a\":3}\n",
      records: [(1, "1"), (2, nil), (3, "3")]),
    Case(
      testDescription: "a string that is not closed", text: "{\"a\":1}\n{\"a\":\"2}\n{\"a\":3}\n",
      records: [(1, "1"), (2, nil), (3, "3")]),
    Case(
      testDescription: "an unknown word on a long line", text: "[{\"a\":1},{\"a\":nope},{\"a\":3}]",
      records: [(1, "1"), (1, nil), (1, "3")]),
    Case(
      testDescription: "a damaged record among indented ones",
      text: """
        {"items": [
          {
            "a": 1
          },
          {
            "a": "2,
            "b": {"c": 1}
          },
          {
            "a": 3
          }
        ]}
        """, path: "items", records: [(2, "1"), (5, nil), (9, "3")]),
    Case(
      testDescription: "text between lines", text: "{\"a\":1}\nretry later\n{\"a\":2}\n",
      records: [(1, "1"), (2, nil), (3, "2")]),
    Case(
      testDescription: "values that are no objects", text: "[{\"a\":1},7,[\"x\"]]",
      records: [(1, "1"), (1, nil), (1, nil)]),
    Case(
      testDescription: "damage before the records",
      text: "{\"n\": 5 \"items\":[\n{\"a\":1},\n{\"a\":2}]}", path: "items",
      records: [(1, nil), (2, "1"), (3, "2"), (3, nil)]),
    Case(
      testDescription: "an answer without records",
      text: "{\"items\":[{\"a\":1}]}\n{\"error\":\"quota\"}\n{\"items\":[]}\n", path: "items",
      records: [(1, "1"), (2, nil)]),
    Case(
      testDescription: "a line that is damaged inside one answer of several",
      text: "{\"items\":[{\"a\":1},{\"a\":\"]}\n{\"items\":[{\"a\":2}]}\n", path: "items",
      records: [(1, "1"), (1, nil), (2, "2")]),
    Case(testDescription: "nothing", text: " \n", records: []),
  ]

  @Test(arguments: cases)
  func `records are found and damaged ones cost themselves`(_ example: Case) {
    let text = Array(example.text.utf8)
    for cut in 0..<text.count {
      let (found, _) = records(of: text, at: example.path, cutAt: cut)
      let got = found.map { (line: $0.line, first: $0.leaves.first?.text) }
      let isRight =
        got.map(\.line) == example.records.map(\.line)
        && got.map(\.first) == example.records.map(\.first)
      #expect(isRight, "cut at byte \(cut): \(found)")
      if !isRight { return }
      #expect(found.allSatisfy { ($0.problem == nil) == !$0.leaves.isEmpty })
    }
  }

  @Test func `a text that is cut off says so`() {
    let text = Array("{\"items\":[{\"a\":1},{\"a\":2}]}".utf8)
    for end in 1..<text.count {
      let (found, isOpen) = records(of: Array(text[..<end]), at: "items")
      #expect(isOpen || found.last?.problem == .cutOff, "\(end) bytes gave \(found)")
    }
  }

  @Test func `depth and number of values are limited`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(records(of: Array("[{\"a\":\(deep)}".utf8)).found.map(\.problem) == [.tooDeep])
    let many = (0...JSONValues.limit).map { "\($0)" }.joined(separator: ",")
    let text = "[{\"a\":[\(many)]},{\"a\":1}]"
    #expect(records(of: Array(text.utf8)).found.map(\.problem) == [.tooManyValues, nil])
  }

  @Test func `a record longer than the limit costs itself`() {
    let long = String(repeating: "x", count: JSONScanner.byteLimit)
    let text = Array("{\"a\":1}\n{\"a\":\"\(long)\"}\n{\"a\":3}\n".utf8)
    let (found, _) = records(of: text, cutAt: 20 + JSONScanner.byteLimit)
    #expect(found.map(\.problem) == [nil, .tooLong, nil])
    #expect(found.map(\.line) == [1, 2, 3])
  }
}
