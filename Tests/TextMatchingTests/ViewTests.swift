import Testing

@testable import TextMatching

struct ViewCase: Sendable, CustomTestStringConvertible {
  let test: TextTest
  let text: String
  let view: TextView?

  var testDescription: String { "\(test.op) \(test.patterns) in '\(text)'" }

  init(_ op: TextTest.Operator, _ pattern: String, _ text: String, _ view: TextView?) {
    test = TextTest(op, [pattern])
    self.text = text
    self.view = view
  }
}

@Suite struct ViewTests {
  static let disguises: [ViewCase] = [
    .init(.containsWord, "casino", "CASINO", .plain),
    .init(.containsWord, "casino", "ｃａｓｉｎｏ", .plain),
    .init(.containsWord, "casino", "ca\u{200B}si\u{AD}no", .plain),
    .init(.containsWord, "casino", "саsinо", .skeleton),
    .init(.equals, "casino", "саsinо", .skeleton),
    .init(.startsWith, "casi", "саsinо online", .skeleton),
    .init(.endsWith, "casino", "best саsinо", .skeleton),
    .init(.matches, "^cas[i]no$", "саsinо", .skeleton),
    .init(.containsWord, "viagra", "buy v1agra now", .joined),
    .init(.equals, "viagra", "v1agra", .joined),
    .init(.startsWith, "loan", "1oan 4 you", .joined),
    .init(.endsWith, "viagra", "buy v1agra", .joined),
    .init(.matches, "^viagra$", "v1agra", .joined),
    .init(.matches, "^loan$", "1oan", .joined),
    .init(.containsWord, "casino", "best c a s i n o bonus", .joined),
    .init(.containsWord, "viagra", "v.i.a.g.r.a", .joined),
    .init(.containsWord, "casino", "с a s i n о", nil),
    .init(.contains, "viagra", "a v1agra", .joined),
    .init(.containsWord, "v1agra", "v1agra", .plain),
    .init(.containsWord, "strasse", "Hauptstraße", nil),
    .init(.endsWith, "STRASSE", "Hauptstraße", .plain),
    .init(.endsWith, "straße", "HAUPTSTRASSE", .plain),
    .init(.matches, "stra(ß)e", "HAUPTSTRASSE", .plain),
    .init(.matches, "[А-Я]{6}", "казино", .plain),
    .init(.matches, "[Ａ-Ｚ]{6}", "CASINO", .plain),
    .init(.matches, "^[^A-Z]+$", "Casino", nil),
    .init(.matches, "Buy  Cheap", "buy\tcheap", .plain),
    .init(.containsWord, " Buy\u{A0}cheap ", "please buy   cheap!", .plain),
    .init(.contains, "cafe\u{301}", "CAFÉ", .plain),
    .init(.equals, "click here", "  Click\n here ", .plain),
  ]

  @Test(arguments: disguises)
  func `a word is found in its disguise, and the view says which`(_ example: ViewCase) throws {
    #expect(try views([example.test], in: example.text) == [example.view])
  }

  @Test func `the two readings of a view are not one text`() throws {
    // `1` reads as i and as l; the end of one reading does not touch the start of the other.
    let tests = [
      TextTest(.matches, ["a.*a.*a"]), TextTest(.contains, ["x1 m"]), TextTest(.equals, ["m1x"]),
      TextTest(.equals, ["mix"]), TextTest(.equals, ["mlx"]), TextTest(.matches, [#"x\sm"#]),
    ]
    #expect(try views(tests, in: "m1x") == [nil, nil, .plain, .joined, .joined, nil])
  }

  @Test func `the first view that holds is the one reported, whatever pattern found it`() throws {
    let tests = [TextTest(.contains, ["viagra", "v1agra"]), TextTest(.contains, ["viagra"])]
    #expect(try views(tests, in: "v1agra") == [.plain, .joined])
  }

  @Test func `raw tests see disguises as they are`() throws {
    let tests = [
      TextTest(.contains, ["\u{200B}"], isRaw: true), TextTest(.matches, ["[а-я]a"], isRaw: true),
      TextTest(.contains, ["casino"], isRaw: true),
    ]
    #expect(try views(tests, in: "ca\u{200B}sino") == [.raw, nil, nil])
    #expect(try views(tests, in: "саsino") == [nil, nil, nil])
    #expect(try views(tests, in: "сasino") == [nil, .raw, nil])
  }
}
