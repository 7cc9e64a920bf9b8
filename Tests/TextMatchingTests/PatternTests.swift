import Testing

@testable import TextMatching

struct PatternCase: Sendable, CustomTestStringConvertible {
  let pattern: String
  let found: [String]
  let absent: [String]

  var testDescription: String { pattern }

  init(_ pattern: String, found: [String], absent: [String]) {
    self.pattern = pattern
    self.found = found
    self.absent = absent
  }
}

struct Refusal: Sendable, CustomTestStringConvertible {
  let pattern: String
  let offset: Int
  let message: String

  var testDescription: String { pattern }

  init(_ pattern: String, _ offset: Int, _ message: String) {
    self.pattern = pattern
    self.offset = offset
    self.message = message
  }
}

extension PatternMachine {
  /// Whether one of the programs occurs in `text`.
  mutating func finds(in text: Span<UInt8>) -> Bool {
    var found: [Int32] = []
    find(in: text, into: &found)
    return !found.isEmpty
  }
}

/// Whether a raw pattern occurs in `text`.
func finds(_ pattern: String, in text: String) throws -> Bool {
  let program = try PatternProgram(PatternParser.parse(pattern, fold: nil))
  var machine = PatternMachine(PatternUnion([program]))
  let bytes = Array(text.utf8)
  return machine.finds(in: bytes.span)
}

@Suite struct PatternTests {
  static let dialect: [PatternCase] = [
    .init("abc", found: ["abc", "xabcx"], absent: ["ab", "acb", ""]),
    .init("a.c", found: ["abc", "aéc", "a\nc", "a赌c"], absent: ["ac", "abbc"]),
    .init("colou?r", found: ["color", "colour"], absent: ["colouur"]),
    .init("^ab*c$", found: ["ac", "abbbc"], absent: ["abb", "xac", "acx"]),
    .init("^ab+c$", found: ["abc", "abbc"], absent: ["ac"]),
    .init("^a{3}$", found: ["aaa"], absent: ["aa", "aaaa"]),
    .init("^a{2,}$", found: ["aa", "aaaaaa"], absent: ["a"]),
    .init("^a{2,3}$", found: ["aa", "aaa"], absent: ["a", "aaaa"]),
    .init("^a{0}b$", found: ["b"], absent: ["ab"]),
    .init("^a{0,2}$", found: ["", "a", "aa"], absent: ["aaa"]),
    .init("cat|dog", found: ["cat", "a dog"], absent: ["cow"]),
    .init("^(?:cat|dog)s?$", found: ["cat", "dogs"], absent: ["cats dogs"]),
    .init("^(ab)+$", found: ["ab", "abab"], absent: ["aba", "abb"]),
    .init("^(a|b|)c$", found: ["ac", "bc", "c"], absent: ["abc"]),
    .init("[a-cx]z", found: ["az", "bz", "xz"], absent: ["dz", "yz"]),
    .init("[^a-c]z", found: ["dz", "éz"], absent: ["az", "z"]),
    .init("^[-a]+$", found: ["-a-"], absent: ["b"]),
    .init("^[a-]+$", found: ["-a-"], absent: ["b"]),
    .init("[а-я]+", found: ["казино"], absent: ["casino"]),
    .init(#"^[\d.]+$"#, found: ["1.5"], absent: ["1,5", "١"]),
    .init(#"^[\]\\^]$"#, found: ["]", #"\"#, "^"], absent: ["["]),
    .init(#"^\d\d$"#, found: ["42"], absent: ["4", "4a"]),
    .init(#"^\w+$"#, found: ["abc_1", "Éва赌"], absent: ["a b", "-"]),
    .init(#"a\sb"#, found: ["a b", "a\tb", "a\u{A0}b", "a\u{3000}b"], absent: ["ab", "a-b"]),
    .init(#"\bcat\b"#, found: ["cat", "a cat.", "cat dog"], absent: ["cats", "cat_", "cat9"]),
    .init(#"x\b"#, found: ["x", "ax"], absent: ["xy"]),
    .init(#"a\.b\|c"#, found: ["a.b|c"], absent: ["axb|c"]),
    .init("^$", found: [""], absent: ["a"]),
    .init("(a*)*b", found: ["b", "aab"], absent: ["aaa", ""]),
    .init("^(a?){3}$", found: ["", "aaa"], absent: ["aaaa"]),
  ]

  @Test(arguments: dialect)
  func `the dialect means what it says`(_ example: PatternCase) throws {
    for text in example.found {
      #expect(try finds(example.pattern, in: text), "\(text)")
    }
    for text in example.absent {
      #expect(try !finds(example.pattern, in: text), "\(text)")
    }
  }

  private static let counts = "counts are written '{3}', '{3,}' or '{3,5}', the sign itself '\\{'"
  private static let groups =
    "only groups '( )' and '(?: )' are known, no lookaround, names or flags"

  static let refusals: [Refusal] = [
    .init("", 0, "the pattern is empty"),
    .init(#"(a)\1"#, 3, #"back references such as '\1' are not known"#),
    .init("x(?=a)", 1, groups),
    .init("(?<!a)b", 0, groups),
    .init("(?P<name>a)", 0, groups),
    .init("(?i)a", 0, groups),
    .init("a+?", 2, "lazy quantifiers are not known"),
    .init("a*+", 2, "possessive quantifiers are not known"),
    .init("a**", 2, "a quantifier cannot be repeated; use a group"),
    .init("a{2}{3}", 4, "a quantifier cannot be repeated; use a group"),
    .init("*a", 0, #"'*' has nothing to repeat; the sign itself is written '\*'"#),
    .init("a|+", 2, #"'+' has nothing to repeat; the sign itself is written '\+'"#),
    .init("{2}", 0, #"'{' has nothing to repeat; the sign itself is written '\{'"#),
    .init("^*", 1, #"a place such as '^', '$' or '\b' cannot be repeated"#),
    .init("a{,3}", 1, counts),
    .init("a{x}", 1, counts),
    .init("a{3", 1, counts),
    .init("a{65}", 2, "a count is at most 64"),
    .init("a{2,99999999999999999999}", 4, "a count is at most 64"),
    .init("a{65,}", 2, "a count is at most 64"),
    .init("a{3,2}", 1, "the range of counts runs backwards"),
    .init("é(a", 1, "the group is not closed"),
    .init("a)b", 1, #"')' closes no group; a sign is written '\)'"#),
    .init("x[a", 1, "the class is not closed"),
    .init("[]a]", 0, #"the class is empty; the sign itself is written '\]'"#),
    .init("[z-a]", 1, "the range does not run from a lower to a higher sign"),
    .init(#"[a-\d]"#, 1, "the range does not run from a lower to a higher sign"),
    .init("[[:alpha:]]", 1, #"classes do not nest; the sign itself is written '\['"#),
    .init("a]", 1, #"']' closes nothing; the sign itself is written '\]'"#),
    .init("a}", 1, #"'}' closes nothing; the sign itself is written '\}'"#),
    .init(#"a\"#, 1, #"'\' ends the pattern"#),
    .init(#"\p{L}"#, 0, #"'\p' is not known; only \d, \w, \s, signs and outside of classes \b"#),
    .init(#"[\b]"#, 1, #"'\b' is not known; only \d, \w, \s, signs and outside of classes \b"#),
    .init(#"[\n]"#, 1, #"'\n' is not known; only \d, \w, \s, signs and outside of classes \b"#),
    .init("((a{64}){64}){2}", 13, "repetition makes the pattern larger than 4096 states"),
    .init(String(repeating: "(", count: 60), 50, "groups nest deeper than 50"),
    .init(
      String(repeating: "a", count: 4_097), 4_096, "the pattern is longer than 4096 characters"),
  ]

  @Test(arguments: refusals)
  func `what the dialect does not know is refused where it stands`(_ example: Refusal) {
    let pattern = example.pattern
    #expect(throws: PatternError(example.message, at: example.offset)) {
      try PatternProgram(PatternParser.parse(pattern, fold: nil))
    }
  }

  @Test func `a refusal names the test, the pattern and the place`() {
    let tests = [TextTest(.contains, ["(?i)"]), TextTest(.matches, ["ok", "a+?"])]
    let error = #expect(throws: TextTestError.self) { try TextMatcher(tests: tests) }
    #expect(error?.description == "test 1, pattern 1: character 3: lazy quantifiers are not known")
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["(a+)+$", "(a|a)*b", "(a*)*c", "^(a?){60}a{60}$"])
  func `nested repetition takes time in proportion to the text`(_ pattern: String) throws {
    let text = String(repeating: "a", count: 10_000) + "!"
    let clock = ContinuousClock()
    let time = try clock.measure {
      let isFound = try finds(pattern, in: text)
      #expect(!isFound)
    }
    #expect(time < .seconds(5))
  }

  static let required: [(String, [String]?)] = [
    ("casino", ["casino"]),
    ("buy .* online now", [" online now"]),
    ("casino|poker", ["casino", "poker"]),
    ("(casino|poker) x", ["casino", "poker"]),
    ("casino|[0-9]+", nil),
    ("(?:cheap)+[a-z]{2}", ["cheap"]),
    ("(?:cheap)?[a-z]x", nil),
    ("colou?r", ["colo"]),
    ("ab(cd)ef", ["abcdef"]),
    (#"^\bwin\b$"#, ["win"]),
    ("a", nil),
  ]

  @Test(arguments: required)
  func `the longest literal that every match has is known`(
    _ pattern: String, _ literals: [String]?
  ) throws {
    let found = try PatternParser.parse(pattern, fold: nil).requiredLiterals
    #expect(found == literals.map { $0.map { $0.unicodeScalars.map(\.value) } })
  }
}
