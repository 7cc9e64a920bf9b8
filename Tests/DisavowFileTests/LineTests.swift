import Testing

@testable import DisavowFile

@Suite struct LineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    /// `nil` for a rejected line.
    var canonical: String?
    /// The codes in order; the rejection with `!`.
    var codes: [String]
    var testDescription: String { line }

    init(_ line: String, _ canonical: String?, _ codes: String = "") {
      self.line = line
      self.canonical = canonical
      self.codes = codes.split(separator: " ").map(String.init)
    }
  }

  static let around = [
    Case("", ""), Case("   ", "", "TRAILING_SPACE"), Case("# note", "# note"),
    Case("#note", "#note"),
    Case("  # note", "# note", "INDENTED_COMMENT"), Case("# note \t", "# note", "TRAILING_SPACE"),
    Case("// a note", "# a note", "FOREIGN_COMMENT"), Case("//note", "# note", "FOREIGN_COMMENT"),
    Case("; note", "# note", "FOREIGN_COMMENT"), Case("-- note", "# note", "FOREIGN_COMMENT"),
    Case("! note", "# note", "FOREIGN_COMMENT"), Case("--", "#", "FOREIGN_COMMENT"),
    Case("\u{FEFF}domain:a.test", "domain:a.test", "INVISIBLE_CHAR"),
    Case("domain:a\u{200B}b.test", "domain:ab.test", "INVISIBLE_CHAR"),
    Case("\u{A0}domain:a.test", "domain:a.test", "UNICODE_SPACE"),
    Case("\tdomain:a.test ", "domain:a.test", "LEADING_SPACE TRAILING_SPACE"),
    Case("'domain:a.test'", "domain:a.test", "QUOTED"), Case("\"\"", nil, "QUOTED !GARBAGE"),
    Case("domain:a.test # why", "domain:a.test", "INLINE_COMMENT"),
    Case("domain:a.test#why", "domain:a.test", "INLINE_COMMENT"),
    Case("http://a.test/b # why", "http://a.test/b", "INLINE_COMMENT"),
    Case("domain:a\u{1}.test", nil, "!CONTROL_CHAR"), Case("some words", nil, "!GARBAGE"),
    Case("word", nil, "!GARBAGE"), Case("a.test, b.test", nil, "!MULTIPLE_ON_LINE"),
    Case("a.test is bad", nil, "!GARBAGE"),
  ]

  static let domains = [
    Case("domain:a.test", "domain:a.test"),
    Case("DOMAIN : A.test", "domain:a.test", "KEYWORD_CASE SPACE_AROUND_COLON HOST_CASE"),
    Case("domain\u{FF1A}a.test", "domain:a.test", "FULLWIDTH_COLON"),
    Case("host:a.test", "domain:a.test", "OTHER_KEYWORD"),
    Case("url:http://a.test/b", "http://a.test/b", "OTHER_KEYWORD"),
    Case("domain:domain:a.test", "domain:a.test", "DOUBLE_PREFIX"),
    Case("domain:", nil, "!EMPTY_HOST"), Case("domain:.", nil, "LEADING_DOT !EMPTY_HOST"),
    Case("domain:https://a.test/", "domain:a.test", "DOMAIN_HAS_SCHEME TRAILING_SLASH"),
    Case("domain:https://a.test/b", nil, "DOMAIN_HAS_SCHEME !DOMAIN_HAS_PATH"),
    Case("domain:ftp://a.test", nil, "!BAD_SCHEME"),
    Case("domain:a.test/b", nil, "!DOMAIN_HAS_PATH"),
    Case("domain:a.test?b", nil, "!DOMAIN_HAS_PATH"),
    Case("domain:a.test:80", "domain:a.test", "DOMAIN_HAS_PORT"),
    Case("domain:me@a.test", "domain:a.test", "USERINFO"),
    Case("domain:*.a.test", "domain:a.test", "WILDCARD_PREFIX"),
    Case("domain:a.*", nil, "!WILDCARD"),
    Case("domain:.a.test", "domain:a.test", "LEADING_DOT"),
    Case("domain:a.test.", "domain:a.test", "TRAILING_DOT"),
    Case("domain:www.a.test", "domain:www.a.test", "WWW_HOST"),
    Case("domain:www.test", "domain:www.test"),
    Case("domain:b\u{FC}cher.test", "domain:xn--bcher-kva.test", "IDN"),
    Case("domain:192.0.2.7", "domain:192.0.2.7", "IP_HOST"), Case("domain:1.2", nil, "!BAD_HOST"),
    Case("domain:[2001:DB8::0:1]", "domain:[2001:db8::1]", "HOST_CASE IP_HOST"),
    Case("domain:a-.test", nil, "!BAD_HOST"), Case("domain:a..test", nil, "!BAD_HOST"),
    Case("domain:a,b", nil, "!GARBAGE"), Case("domain:a_b.test", "domain:a_b.test"),
    Case("domain:a.testdomain:b.test", nil, "!MULTIPLE_ON_LINE"),
    Case("domain:a.test http://b.test/", nil, "!MULTIPLE_ON_LINE"),
    Case("domain:" + String(repeating: "a", count: 64) + ".test", nil, "!HOST_TOO_LONG"),
    Case("a.test", "domain:a.test", "BARE_DOMAIN"),
    Case("*.a.test", "domain:a.test", "BARE_DOMAIN WILDCARD_PREFIX"),
    Case("a.test:8080", "domain:a.test", "BARE_DOMAIN DOMAIN_HAS_PORT"),
    Case("domain:test", "domain:test"),
    Case("domain=a.test", "domain:a.test", "EQUALS_SIGN"),
    Case(
      "Domain = A.test", "domain:a.test", "KEYWORD_CASE SPACE_AROUND_COLON EQUALS_SIGN HOST_CASE"),
    Case("site=a.test", nil, "BARE_DOMAIN !BAD_HOST"),
    Case("domain://a.test", "domain:a.test", "DOMAIN_HAS_SLASHES"),
    Case("domain://a.test/b", nil, "DOMAIN_HAS_SLASHES !DOMAIN_HAS_PATH"),
    Case("domain://", nil, "DOMAIN_HAS_SLASHES !EMPTY_HOST"),
    Case("domain:a.test:", "domain:a.test", "DOMAIN_HAS_PORT"),
    Case("domain:me:", "domain:me", "DOMAIN_HAS_PORT"),
  ]

  static let pages = [
    Case("http://a.test/b", "http://a.test/b"),
    Case("HTTPS://A.test", "https://a.test/", "SCHEME_CASE HOST_CASE EMPTY_PATH URL_IS_HOMEPAGE"),
    Case("http:/a.test/b", "http://a.test/b", "SCHEME_SLASHES"),
    Case("http://a.test:80/b", "http://a.test/b", "DEFAULT_PORT"),
    Case("http://a.test:81/b", "http://a.test:81/b"),
    Case("http://a.test:/b", "http://a.test/b", "DEFAULT_PORT"),
    Case("http://me:pw@a.test/b", "http://a.test/b", "USERINFO"),
    Case("http://a.test/b#c", "http://a.test/b", "FRAGMENT"),
    Case("http://a.test/?b", "http://a.test/?b"),
    Case("http://a.test/\u{FC}?\u{FC}", "http://a.test/%C3%BC?%C3%BC", "URL_NON_ASCII"),
    Case("http://a.test/*", "http://a.test/*", "URL_STAR"),
    Case("http://*.a.test/", nil, "!WILDCARD"),
    Case("http://a.test/b c", nil, "!URL_HAS_SPACE"),
    Case("http://a.test/b http://c.test/", nil, "!MULTIPLE_ON_LINE"),
    Case("http://", nil, "!EMPTY_HOST"), Case("http://a.test:x/", nil, "!BAD_PORT"),
    Case("htp://a.test/", nil, "!BAD_SCHEME"), Case("mailto:me@a.test", nil, "!BAD_SCHEME"),
    Case("a.test/b", nil, "!URL_NO_SCHEME"), Case("//a.test/b", nil, "!URL_NO_SCHEME"),
    Case(
      "http://a.test/" + String(repeating: "b", count: 2_034),
      "http://a.test/" + String(repeating: "b", count: 2_034)),
    Case("http://a.test/" + String(repeating: "b", count: 2_035), nil, "!URL_TOO_LONG"),
    Case("http://a.test/http://b.test/", "http://a.test/http://b.test/"),
  ]

  @Test(arguments: around + domains + pages)
  func `every line has one meaning, and says what was repaired`(_ example: Case) {
    var reader = LineReader()
    let bytes = Array(example.line.utf8)
    let content = reader.read(bytes.span)
    var codes = reader.codes.map(\.rawValue)
    var canonical: String?
    switch content {
    case .blank: canonical = ""
    case .comment(let text): canonical = text
    case .entry(let entry, _): canonical = entry.text
    case .rejected(let code): codes.append("!" + code.rawValue)
    }
    #expect(canonical == example.canonical)
    #expect(codes == example.codes)
  }

  @Test(arguments: domains + pages)
  func `a canonical line is read without repair`(_ example: Case) throws {
    guard let canonical = example.canonical else { return }
    let document = try DisavowDocument(parsing: Array((canonical + "\n").utf8))
    #expect(document.lines[0].canonical == canonical)
    #expect(document.isClean)
  }

  @Test func `a damaged comment is kept, a damaged entry is rejected`() throws {
    let document = try DisavowDocument(
      parsing: Array("# caf".utf8) + [0xE9, 0x80, 0x0A] + Array("domain:caf".utf8) + [0xE9, 0x0A])
    #expect(document.lines.map(\.canonical) == ["# caf\u{E9}\u{20AC}", nil])
    #expect(document.lines[1].rejection?.rawValue == "BAD_UTF8")
    let control = try DisavowDocument(parsing: [0x19, 0x23, 0xE9, 0x0A])
    #expect(control.lines[0].rejection?.rawValue == "BAD_UTF8")
  }

  @Test func `an entry can be read by itself`() {
    #expect(DisavowEntry("domain:A.test") == .domain("a.test"))
    #expect(DisavowEntry("http://a.test/b") == .url("http://a.test/b"))
    #expect(DisavowEntry("# note") == nil)
    #expect(DisavowEntry.url("http://a.test:81/b").host == "a.test")
  }
}
