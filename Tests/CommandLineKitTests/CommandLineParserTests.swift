import CommandLineKit
import SeededRandom
import Testing

@Suite struct CommandLineParserTests {
  private func parse(
    _ words: [String], environment: [String: String] = [:]
  ) throws(UsageError) -> ParsedCommand {
    try CommandLineParser(sampleTool).parse(words) { environment[$0] }
  }

  @Test(arguments: [
    ("audit a.csv", "audit: a.csv"), ("audit a b c", "audit: a b c"), ("audit -", "audit: -"),
    ("disavow lint x", "disavow lint: x"), ("-q disavow -v lint x --strict", "disavow lint: x"),
    ("--json audit a", "audit: a"), ("--out d audit a", "audit: a"),
    ("audit -- -a --b", "audit: -a --b"),
    ("audit --help", "audit"), ("--help", ""), ("disavow -h", "disavow"), ("--version", ""),
    ("decide a.com keep", "decide: a.com keep"), ("decide a.com keep --help", "decide: a.com keep"),
    ("decide --help nonsense words far too many", "decide: nonsense words far too many"),
  ])
  func `words are commands and arguments in their order`(_ line: String, _ expected: String) {
    #expect(outcome(line) == expected)
  }

  @Test(arguments: [
    "audit a --out d", "audit a --out=d", "audit a -o d", "audit a -od", "audit a -o=d",
    "audit -qo d a",
    "-q --out d audit a", "audit -qvod a",
  ])
  func `a value may be written in every usual way`(_ line: String) throws {
    let parsed = try parse(line.split(separator: " ").map(String.init))
    #expect(parsed.value("out") == "d")
    #expect(parsed.arguments == ["a"])
  }

  @Test func `values keep spaces, equal signs, dashes and emptiness`() throws {
    #expect(try parse(["audit", "a", "--out=a=b c"]).value("out") == "a=b c")
    #expect(try parse(["audit", "a", "--out="]).value("out") == "")
    #expect(try parse(["audit", "a", "--out", ""]).value("out") == "")
    #expect(try parse(["audit", "a", "--out=--x"]).value("out") == "--x")
    #expect(try parse(["audit", "a", "--out", "-"]).value("out") == "-")
  }

  @Test func `clustered switches are all set`() throws {
    let parsed = try parse(["audit", "-qv", "a"])
    #expect(parsed.isSet("quiet") && parsed.isSet("verbose"))
    #expect(!parsed.isSet("json"))
  }

  @Test func `a repeatable option collects its values in order`() throws {
    let parsed = try parse(["-s", "a", "audit", "x", "--site=b", "-sc"])
    #expect(parsed.values("site") == ["a", "b", "c"])
    #expect(parsed.value("site") == "c")
    #expect(try parse(["audit", "x"]).values("site") == [])
  }

  @Test(arguments: [
    ("audit a --fromat x", "unknown option '--fromat'", "audit"),
    ("audit a --sit x", "unknown option '--sit'; did you mean '--site'?", "audit"),
    ("audit a --jsno", "unknown option '--jsno'; did you mean '--json'?", "audit"),
    ("audit a --ver", "unknown option '--ver'", "audit"),
    ("audit a --vers", "unknown option '--vers'; did you mean '--version'?", "audit"),
    ("audit a -x", "unknown option '-x'", "audit"),
    ("audit a -qxv", "unknown option '-x'", "audit"),
    ("disavow lint a --json", "unknown option '--json'", "disavow lint"),
    ("audti a", "unknown command 'audti'; did you mean 'audit'?", ""),
    ("zzz", "unknown command 'zzz'", ""),
    ("disavow lnit", "unknown command 'lnit'; did you mean 'lint'?", "disavow"),
    ("", "'links' needs a command: audit, disavow, decide", ""),
    ("disavow", "'links disavow' needs a command: lint, covers", "disavow"),
    ("audit a --out", "option '--out' needs a value: --out DIR", "audit"),
    ("audit a --out --json", "option '--out' needs a value: --out DIR", "audit"),
    ("audit a -qo", "option '-o' needs a value: -o DIR", "audit"),
    ("audit a --quiet=yes", "option '--quiet' takes no value, found 'yes'", "audit"),
    ("audit a --out x -o y", "option '-o' is given twice", "audit"),
    (
      "audit a --fail-on hihg",
      "option '--fail-on' is 'hihg', expected one of low, medium, high; did you mean 'high'?",
      "audit"
    ),
    (
      "audit a --fail-on x", "option '--fail-on' is 'x', expected one of low, medium, high", "audit"
    ),
    ("audit", "missing argument INPUT", "audit"),
    ("disavow covers", "missing argument FILE", "disavow covers"),
    ("disavow covers f", "missing argument URL", "disavow covers"),
    ("decide a.com", "missing argument DECISION", "decide"),
    (
      "decide a.com kep",
      "DECISION is 'kep', expected one of keep, disavow, review; did you mean 'keep'?",
      "decide"
    ),
    ("decide a keep why extra", "unexpected argument 'extra'", "decide"),
  ])
  func `a mistake is one line, and one that tells where to read more`(
    _ line: String, _ message: String, _ path: String
  ) {
    let help = "see 'links help" + (path.isEmpty ? "" : " " + path) + "'"
    #expect(outcome(line) == message + "\n" + help)
  }

  @Test func `arguments are found by name, a repeatable one takes what is left`() throws {
    let covers = try parse(["disavow", "covers", "f", "u1", "u2"])
    #expect(covers.argument("FILE") == "f")
    #expect(covers.arguments("URL") == ["u1", "u2"])
    let decide = try parse(["decide", "a.com", "keep"])
    #expect(decide.argument("NOTE") == nil)
  }

  @Test func `the command line wins over the environment, and that over the default`() throws {
    let environment = ["LINKS_COLOR": "never", "LINKS_OUT": ""]
    #expect(try parse(["audit", "a"]).value("color") == "auto")
    #expect(try parse(["audit", "a"], environment: environment).value("color") == "never")
    let parsed = try parse(["audit", "a", "--color=always"], environment: environment)
    #expect(parsed.value("color") == "always")
    #expect(parsed.value("out") == nil)
    #expect(!parsed.isSet("out"))
  }

  @Test(arguments: [("1", true), ("yes", true), ("0", false), ("false", false), ("", false)])
  func `a variable sets a switch unless it is empty, 0 or false`(_ value: String, _ isSet: Bool)
    throws
  {
    #expect(try parse(["audit", "a"], environment: ["LINKS_JSON": value]).isSet("json") == isSet)
  }

  @Test func `a wrong value of the environment is named with its variable`() {
    #expect(
      outcome("audit a", environment: ["LINKS_COLOR": "neve"]) == """
        environment variable LINKS_COLOR is 'neve', expected one of auto, always, never; \
        did you mean 'never'?
        see 'links help audit'
        """)
    #expect(outcome("audit --help", environment: ["LINKS_COLOR": "neve"]) == "audit")
  }

  @Test func `a number is asked for with its range`() throws {
    #expect(try parse(["audit", "a"]).int("limit", in: 1...1000) == 100)
    #expect(try parse(["audit", "a", "--limit", "7"]).int("limit") == 7)
    let error = try #require(throws: UsageError.self) {
      try parse(["audit", "a", "--limit=0"]).int("limit", in: 1...1000)
    }
    #expect(error.message == "option '--limit' is '0', expected a number from 1 to 1000")
    #expect(error.path == ["links", "audit"])
  }

  @Test func `no words crash the parser`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let words = [
      "audit", "disavow", "lint", "covers", "decide", "keep", "--", "-", "", "--out", "--out=",
      "-o",
      "-q", "-qo", "--=", "---", "-=", "--help", "--fail-on", "high", "é", "-é", "--é=é", "=",
    ]
    for round in 0..<5000 {
      var line: [String] = []
      for _ in 0..<(round % 7) {
        line.append(random.pick(words))
      }
      do {
        let parsed = try parse(line)
        #expect(parsed.path.first == "links", "seed \(seed), round \(round)")
      } catch {
        #expect(!error.message.contains("\n"), "seed \(seed), round \(round)")
      }
    }
  }
}
