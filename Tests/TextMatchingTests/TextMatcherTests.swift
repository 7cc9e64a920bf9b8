import Testing

@testable import TextMatching

/// The views in which single tests hold for a text; nil for those that do not.
func views(_ tests: [TextTest], in text: String) throws -> [TextView?] {
  var matcher = try TextMatcher(tests: tests)
  let bytes = Array(text.utf8)
  var result = [TextView?](repeating: nil, count: tests.count)
  for match in matcher.matches(in: bytes.span) { result[match.test] = match.view }
  return result
}

struct OperatorCase: Sendable, CustomTestStringConvertible {
  let op: TextTest.Operator
  let pattern: String
  let text: String
  let holds: Bool

  var testDescription: String { "\(op) '\(pattern)' in '\(text)'" }

  init(_ op: TextTest.Operator, _ pattern: String, _ text: String, _ holds: Bool) {
    self.op = op
    self.pattern = pattern
    self.text = text
    self.holds = holds
  }
}

@Suite struct TextMatcherTests {
  static let operators: [OperatorCase] = [
    .init(.equals, "Click here", "click HERE", true),
    .init(.equals, "click here", "click here now", false),
    .init(.equals, "", "", true),
    .init(.equals, "", "x", false),
    .init(.contains, "cialis", "a specialist", true),
    .init(.contains, "casino", "casin", false),
    .init(.startsWith, "http:", "http://a.example/", true),
    .init(.startsWith, "a.example", "http://a.example/", false),
    .init(.endsWith, ".ru/", "http://a.ru/", true),
    .init(.endsWith, ".ru/", "http://a.ru/x", false),
    .init(.containsWord, "casino", "best casino!", true),
    .init(.containsWord, "cialis", "a specialist", false),
    .init(.containsWord, "cunt", "Scunthorpe", false),
    .init(.containsWord, "cialis", "specialist, cialis", true),
    .init(.containsWord, "slot", "slot88 gacor", true),
    .init(.containsWord, "buy cheap", "Buy cheap shoes", true),
    .init(.containsWord, "buy cheap", "buy cheaper shoes", false),
    .init(.containsWord, "казино", "лучшее казино", true),
    .init(.containsWord, "казино", "казиношник", false),
    .init(.containsWord, "casino", "オンラインcasinoおすすめ", true),
    .init(.containsWord, "カジノ", "オンラインカジノー", true),
    .init(.containsWord, "赌场", "澳门赌场网站", true),
    .init(.containsWord, "카지노", "온라인카지노추천", true),
    .init(.containsWord, "คาสิโน", "เล่นคาสิโนออนไลน์", true),
    .init(.containsWord, "cafe", "cafe\u{315}s", false),
    .init(.matches, "casino|poker", "Poker room", true),
    .init(.matches, "^buy .*online$", "Buy shoes ONLINE", true),
    .init(.matches, "^buy .*online$", "buy shoes online!", false),
  ]

  @Test(arguments: operators)
  func `every operator holds for the texts it promises, and for no others`(
    _ example: OperatorCase
  ) throws {
    let found = try views([TextTest(example.op, [example.pattern])], in: example.text)
    #expect(found == [example.holds ? .plain : nil])
  }

  @Test func `any pattern of a test suffices, and tests are reported in ascending order`() throws {
    let tests = [
      TextTest(.contains, ["poker", "casino"]), TextTest(.contains, ["bingo"]),
      TextTest(.startsWith, ["online"]), TextTest(.contains, ["online", "casino"]),
    ]
    #expect(try views(tests, in: "Online Casino") == [.plain, nil, .plain, .plain])
  }

  @Test func `a raw test sees the text as it is`() throws {
    let tests = [
      TextTest(.contains, ["Casino"], isRaw: true), TextTest(.contains, ["casino"], isRaw: true),
      TextTest(.contains, ["casino"]), TextTest(.matches, ["Cas[i]no"], isRaw: true),
    ]
    #expect(try views(tests, in: "Casino") == [.raw, nil, .plain, .raw])
  }

  @Test func `an empty pattern is refused where every text would have it`() {
    #expect(
      throws: TextTestError(
        test: 1, pattern: 1,
        error: PatternError("the pattern is empty and would be in every text", at: 0))
    ) {
      try TextMatcher(tests: [TextTest(.equals, [""]), TextTest(.contains, ["a", ""])])
    }
  }

  @Test func `a remembered text has the same answer`() throws {
    let tests = [TextTest(.contains, ["casino"]), TextTest(.endsWith, ["online"])]
    var plain = try TextMatcher(tests: tests)
    var remembering = try TextMatcher(tests: tests, remembering: 2)
    for text in ["casino online", "nothing", "online", "casino online", "nothing", "nothing"] {
      let bytes = Array(text.utf8)
      var found = [TextMatch(test: 9, view: .raw)]
      remembering.appendMatches(in: bytes.span, to: &found)
      #expect(Array(found.dropFirst()) == plain.matches(in: bytes.span), "\(text)")
    }
  }

  @Test func `what lies behind 64 kB is not looked at`() throws {
    let filler = String(repeating: "x ", count: TextMatcher.longestText / 2)
    #expect(try views([TextTest(.contains, ["casino"])], in: filler + "casino") == [nil])
    #expect(try views([TextTest(.contains, ["casino"])], in: "casino " + filler) == [.plain])
  }

  @Test func `bytes that are no valid UTF-8 do not hide what is beside them`() throws {
    let text: [UInt8] = [0xFF, 0xC3] + Array("casino".utf8) + [0xE3, 0x81]
    let tests = [TextTest(.contains, ["casino"]), TextTest(.matches, ["c.sino"], isRaw: true)]
    var matcher = try TextMatcher(tests: tests)
    #expect(matcher.matches(in: text.span).map(\.view) == [.plain, .raw])
  }
}
