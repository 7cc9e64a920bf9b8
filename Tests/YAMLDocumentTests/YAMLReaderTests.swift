import Testing
import YAMLDocument

@Suite struct YAMLReaderTests {
  /// Asks one question about the value of `a: TEXT`: the answer and the headlines of the problems.
  private func ask<Answer>(
    _ text: String, _ question: (YAMLReader, YAMLNode?) -> Answer?
  ) throws -> (answer: Answer?, problems: [String]) {
    let reader = YAMLReader(try YAMLDocument(parsing: "a: " + text, file: "f"))
    let keys = try #require(reader.mapping(reader.document.root, known: ["a"]))
    let answer = question(reader, keys.required("a"))
    return (answer, reader.problems.map { String($0.headline.dropFirst("f:1:4: ".count)) })
  }

  @Test(arguments: [("no", "no"), ("010", "010"), ("null", "null"), ("''", ""), ("1:30", "1:30")])
  func `text is never guessed to be anything else`(_ text: String, _ value: String) throws {
    let (answer, problems) = try ask(text) { $0.string($1) }
    #expect(answer == value)
    #expect(problems == [])
  }

  @Test(arguments: [
    ("", "expected text, found nothing"), ("[b]", "expected text, found a list"),
    ("{b: c}", "expected text, found a mapping"), (">5", "expected text, found nothing"),
  ])
  func `what is not text is refused as text`(_ text: String, _ problem: String) throws {
    let (answer, problems) = try ask(text) { $0.string($1) }
    #expect(answer == nil)
    #expect(problems == [problem])
  }

  @Test(
    arguments: [
      ("true", true, nil), ("false", false, nil),
      ("yes", nil, "expected true or false, found 'yes'; write true"),
      ("no", nil, "expected true or false, found 'no'; write false"),
      ("on", nil, "expected true or false, found 'on'; write true"),
      ("off", nil, "expected true or false, found 'off'; write false"),
      ("True", nil, "expected true or false, found 'True'; write it in lowercase"),
      ("'true'", nil, "expected true or false, found 'true'; remove the quotes"),
      ("1", nil, "expected true or false, found '1'"),
      ("", nil, "expected true or false, found nothing"),
      ("[]", nil, "expected true or false, found a list"),
    ] as [(String, Bool?, String?)])
  func `only true and false are booleans`(_ text: String, _ value: Bool?, _ problem: String?) throws
  {
    let (answer, problems) = try ask(text) { $0.bool($1) }
    #expect(answer == value)
    #expect(problems == (problem.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("0", 0, nil), ("55", 55, nil), ("100", 100, nil),
      ("101", nil, "expected a number from 0 to 100, found '101'"),
      ("-1", nil, "expected a number from 0 to 100, found '-1'"),
      (
        "99999999999999999999", nil, "expected a number from 0 to 100, found '99999999999999999999'"
      ),
      ("010", nil, "leading zero in '010'; write 10"), ("00", nil, "leading zero in '00'; write 0"),
      ("1_000", nil, "expected a whole number, found '1_000'; write 1000"),
      ("1:30", nil, "expected a whole number, found '1:30'"),
      ("0x1F", nil, "expected a whole number, found '0x1F'"),
      ("1e3", nil, "expected a whole number, found '1e3'"),
      ("1.5", nil, "expected a whole number, found '1.5'"),
      ("+5", nil, "expected a whole number, found '+5'; write it without '+'"),
      ("5%", nil, "expected a whole number, found '5%'; write it without '%'"),
      ("'5'", nil, "expected a whole number, found '5'; remove the quotes"),
      ("٥", nil, "expected a whole number, found '٥'"),
      ("", nil, "expected a whole number, found nothing"),
    ] as [(String, Int?, String?)])
  func `whole numbers are decimal digits`(_ text: String, _ value: Int?, _ problem: String?) throws
  {
    let (answer, problems) = try ask(text) { $0.int($1, in: 0...100) }
    #expect(answer == value)
    #expect(problems == (problem.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("0.9", 900, nil), ("1", 1000, nil), ("0.125", 125, nil), ("0", 0, nil), ("0.050", 50, nil),
      ("1.001", nil, "expected a number from 0 to 1, found '1.001'"),
      ("0.1234", nil, "expected a number of at most three decimals, found '0.1234'"),
      (".5", nil, "expected a number, found '.5'; write 0.5"),
      ("5.", nil, "expected a number, found '5.'"), ("nan", nil, "expected a number, found 'nan'"),
      (".inf", nil, "expected a number, found '.inf'"),
      ("90%", nil, "expected a number, found '90%'; write it without '%'"),
    ] as [(String, Int?, String?)])
  func `decimal numbers are exact thousandths`(_ text: String, _ value: Int?, _ problem: String?)
    throws
  {
    let (answer, problems) = try ask(text) { $0.thousandths($1, in: 0...1000) }
    #expect(answer == value)
    #expect(problems == (problem.map { [$0] } ?? []))
  }

  @Test func `numbers without a range go as far as the machine`() throws {
    #expect(try ask("\(Int.max)") { $0.int($1) }.answer == .max)
    #expect(try ask("\(Int.min)") { $0.int($1) }.answer == .min)
    #expect(
      try ask("9223372036854775808") { $0.int($1) }.problems
        == ["expected a smaller number, found '9223372036854775808'"])
    #expect(try ask("-1.5") { $0.thousandths($1) }.answer == -1500)
  }

  @Test(
    arguments: [
      ("b", ["b"], nil), ("[b, no]", ["b", "no"], nil),
      ("[]", nil, "expected at least one text, found a list"),
      ("{b: c}", nil, "expected text or a list of texts, found a mapping"),
    ] as [(String, [String]?, String?)])
  func `one text may stand for a list of one`(
    _ text: String, _ value: [String]?, _ problem: String?
  ) throws {
    let (answer, problems) = try ask(text) { $0.strings($1) }
    #expect(answer == value)
    #expect(problems == (problem.map { [$0] } ?? []))
  }

  enum Severity: String, CaseIterable { case info, low, medium, high }

  @Test func `a name outside the choice is answered with the nearest`() throws {
    #expect(try ask("high") { $0.oneOf($1, as: Severity.self) }.answer == .high)
    #expect(
      try ask("hihg") { $0.oneOf($1, as: Severity.self) }.problems
        == ["'hihg' is not one of info, low, medium, high; did you mean 'high'?"])
    #expect(
      try ask("severe") { $0.oneOf($1, as: Severity.self) }.problems
        == ["'severe' is not one of info, low, medium, high"])
  }

  @Test func `one run reports every mistake of a file, from top to bottom`() throws {
    let text = """
      id: x
      ancor: casino
      weight: 010
      flags: yes
      zzz: 1
      note: a #b

      """
    let reader = YAMLReader(try YAMLDocument(parsing: text, file: "rules/x.yaml"))
    let known = ["id", "anchor", "weight", "flags", "note", "title"]
    let keys = try #require(reader.mapping(reader.document.root, known: known))
    #expect(reader.string(keys.required("id")) == "x")
    #expect(reader.string(keys.required("title")) == nil)
    #expect(reader.int(keys.optional("weight")) == nil)
    #expect(reader.bool(keys.optional("flags")) == nil)
    let error = try #require(throws: YAMLProblems.self) { try reader.finish("done") }
    #expect(
      error.problems.map(\.headline) == [
        "rules/x.yaml:1:1: missing key 'title'",
        "rules/x.yaml:2:1: unknown key 'ancor'; did you mean 'anchor'?",
        "rules/x.yaml:3:9: leading zero in '010'; write 10",
        "rules/x.yaml:4:8: expected true or false, found 'yes'; write true",
        "rules/x.yaml:5:1: unknown key 'zzz'; expected one of id, anchor, weight, flags, note, title",
        "rules/x.yaml:6:9: warning: '#b' is read as a comment; quote the whole value,"
          + " or write a space after '#'",
      ])
    #expect(
      error.problems[1].description == """
        rules/x.yaml:2:1: unknown key 'ancor'; did you mean 'anchor'?
          2 | ancor: casino
            | ^~~~~
        """)
  }

  @Test func `a warning alone does not stop a file`() throws {
    let reader = YAMLReader(try YAMLDocument(parsing: "a: b #c", file: "f"))
    #expect(try reader.finish("done") == "done")
    #expect(reader.problems.count == 1)
  }

  @Test func `an absent value is no second problem`() throws {
    let reader = YAMLReader(try YAMLDocument(parsing: "a: b", file: "f"))
    #expect(reader.string(nil) == nil)
    #expect(reader.int(nil) == nil)
    #expect(reader.mapping(nil, known: []) == nil)
    #expect(!reader.hasErrors)
  }

  @Test func `a mapping of one key gives that key, or says how many there are`() throws {
    #expect(
      try ask("{at_least: 5}") { $0.mapping($1, known: ["at_least"])?.only()?.name }.answer
        == "at_least")
    #expect(
      try ask("{}") { $0.mapping($1, known: [])?.only()?.name }.problems
        == ["expected one key, found 0"])
  }
}
