import Testing

@testable import WebAddress

@Suite struct SuffixListTests {
  static let text = """
    # date: 2026-01-31
    [icann]
    com
    test
    uk
    co.uk
    *.ck
    !www.ck
    \u{516C}\u{53F8}.cn
    cn
    *.kobe.jp
    !city.kobe.jp
    jp
    [private]
    github.test
    *.cloud.test
    s3.eu.amazon.test
    dyn.nowhere
    [platform]
    wordpress.test
    users.medium.test
    [shared-host]
    medium.test
    sites.google.test
    both.test
    [platform]
    both.test
    """

  static func list() throws -> SuffixList {
    let bytes = Array(text.utf8)
    return try SuffixList.parse(bytes.span)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var host: String
    var domain: String
    var owner: String
    var kind: SuffixList.Kind?
    var isSuffix = false
    var testDescription: String { host }
  }

  static let cases = [
    Case(host: "example.com", domain: "example.com", owner: "example.com", kind: .icann),
    Case(host: "a.b.example.com", domain: "example.com", owner: "example.com", kind: .icann),
    Case(host: "a.example.co.uk", domain: "example.co.uk", owner: "example.co.uk", kind: .icann),
    Case(host: "com", domain: "com", owner: "com", kind: .icann, isSuffix: true),
    Case(host: "co.uk", domain: "co.uk", owner: "co.uk", kind: .icann, isSuffix: true),
    Case(host: "b.a.ck", domain: "b.a.ck", owner: "b.a.ck", kind: .icann),
    Case(host: "a.ck", domain: "a.ck", owner: "a.ck", kind: .icann, isSuffix: true),
    Case(host: "x.www.ck", domain: "www.ck", owner: "www.ck", kind: .icann),
    Case(host: "x.city.kobe.jp", domain: "city.kobe.jp", owner: "city.kobe.jp", kind: .icann),
    Case(host: "y.x.c.kobe.jp", domain: "x.c.kobe.jp", owner: "x.c.kobe.jp", kind: .icann),
    Case(
      host: "shishi.xn--55qx5d.cn", domain: "shishi.xn--55qx5d.cn", owner: "shishi.xn--55qx5d.cn",
      kind: .icann),
    Case(
      host: "a.foo.github.test", domain: "foo.github.test", owner: "github.test", kind: .private),
    Case(
      host: "github.test", domain: "github.test", owner: "github.test", kind: .private,
      isSuffix: true),
    Case(host: "a.b.eu.cloud.test", domain: "b.eu.cloud.test", owner: "cloud.test", kind: .private),
    Case(host: "cloud.test", domain: "cloud.test", owner: "cloud.test", kind: .icann),
    Case(host: "amazon.test", domain: "amazon.test", owner: "amazon.test", kind: .icann),
    Case(
      host: "x.s3.eu.amazon.test", domain: "x.s3.eu.amazon.test", owner: "amazon.test",
      kind: .private),
    Case(host: "x.eu.amazon.test", domain: "amazon.test", owner: "amazon.test", kind: .icann),
    Case(
      host: "foo.wordpress.test", domain: "foo.wordpress.test", owner: "wordpress.test",
      kind: .platform),
    Case(
      host: "sites.google.test", domain: "sites.google.test", owner: "google.test",
      kind: .sharedHost),
    Case(
      host: "www.sites.google.test", domain: "sites.google.test", owner: "google.test",
      kind: .sharedHost),
    Case(host: "medium.test", domain: "medium.test", owner: "medium.test", kind: .sharedHost),
    Case(host: "blog.medium.test", domain: "medium.test", owner: "medium.test", kind: .sharedHost),
    Case(
      host: "ann.users.medium.test", domain: "ann.users.medium.test", owner: "medium.test",
      kind: .platform),
    Case(host: "both.test", domain: "both.test", owner: "both.test", kind: .sharedHost),
    Case(host: "www.both.test", domain: "both.test", owner: "both.test", kind: .sharedHost),
    Case(host: "ann.both.test", domain: "ann.both.test", owner: "both.test", kind: .platform),
    Case(host: "a.b.unlisted", domain: "b.unlisted", owner: "b.unlisted", kind: nil),
    Case(host: "unlisted", domain: "unlisted", owner: "unlisted", kind: nil, isSuffix: true),
    Case(host: "x.dyn.nowhere", domain: "x.dyn.nowhere", owner: "dyn.nowhere", kind: .private),
    Case(host: "192.0.2.1", domain: "192.0.2.1", owner: "192.0.2.1", kind: nil),
    Case(host: "[2001:db8::1]", domain: "[2001:db8::1]", owner: "[2001:db8::1]", kind: nil),
  ]

  @Test(arguments: cases)
  func `the referring domain is the longest suffix and one label`(_ example: Case) throws {
    let host = Array(example.host.utf8)
    let found = try #require(try Self.list().registrable(host.span))
    #expect(String(decoding: host[found.start...], as: UTF8.self) == example.domain)
    #expect(String(decoding: host[found.ownerStart...], as: UTF8.self) == example.owner)
    #expect(found.kind == example.kind)
    #expect(found.isSuffix == example.isSuffix)
    #expect(found.isSharedHost == (example.kind == .sharedHost))
    #expect(found.isAddress == ["192.0.2.1", "[2001:db8::1]"].contains(example.host))
  }

  @Test(arguments: ["", ".com", ".example.com", "a..com", "..", "com."])
  func `an empty label has no referring domain`(_ host: String) throws {
    let bytes = Array(host.utf8)
    #expect(try Self.list().registrable(bytes.span) == nil)
  }

  @Test(arguments: cases)
  func `the table agrees with a plain reading of the rules`(_ example: Case) throws {
    let labels = example.host.split(separator: ".").map(String.init)
    if example.host.last == "]" || labels.last.map({ Int($0) != nil }) == true { return }
    var rules: [String] = []
    for line in Self.text.split(separator: "[shared-host]")[0].split(separator: "\n") {
      if !line.hasPrefix("#"), !line.hasPrefix("[") {
        rules.append(line == "\u{516C}\u{53F8}.cn" ? "xn--55qx5d.cn" : String(line))
      }
    }
    rules.append("both.test")
    var longest = 1
    for count in 1...labels.count {
      let tail = labels.suffix(count).joined(separator: ".")
      let starred = (["*"] + labels.suffix(count).dropFirst()).joined(separator: ".")
      if rules.contains(tail) || rules.contains(starred) { longest = count }
      if rules.contains("!" + tail) {
        longest = count - 1
        break
      }
    }
    let expected = labels.suffix(longest + 1).joined(separator: ".")
    let host = Array(example.host.utf8)
    let found = try #require(try Self.list().registrable(host.span))
    if found.isSharedHost { return }
    #expect(String(decoding: host[found.start...], as: UTF8.self) == expected)
  }

  @Test func `a name can be asked for itself`() throws {
    let list = try Self.list()
    func kind(_ name: String) -> SuffixList.Kind? {
      let bytes = Array(name.utf8)
      return list.kind(of: bytes.span)
    }
    #expect(kind("com") == .icann)
    #expect(kind("github.test") == .private)
    #expect(kind("wordpress.test") == .platform)
    #expect(kind("medium.test") == .sharedHost)
    #expect(kind("example.com") == nil)
    #expect(kind("blog.medium.test") == nil)
  }

  @Test(arguments: [
    ("cloud.test", true), ("amazon.test", true), ("eu.amazon.test", true), ("google.test", true),
    ("test", true), ("kobe.jp", true), ("wordpress.test", false), ("example.com", false),
    ("sites.google.test", false), ("city.kobe.jp", false), ("zon.test", false),
  ])
  func `a domain is told that suffixes lie below it`(_ host: String, _ isAbove: Bool) throws {
    let bytes = Array(host.utf8)
    #expect(try Self.list().hasSuffixBelow(bytes.span) == isAbove)
  }

  @Test func `either format is known by its sections`() throws {
    for text in [Self.text, Self.dat] {
      var builder = SuffixList.Builder()
      let bytes = Array(text.utf8)
      try builder.add(eitherFormat: bytes.span)
      let host = Array("a.b.com".utf8)
      #expect(builder.list().registrable(host.span)?.start == 2)
    }
  }

  @Test func `the date and the number of rules come with the list`() throws {
    let list = try Self.list()
    #expect(list.date == "2026-01-31")
    #expect(list.ruleCount == 21)
  }

  @Test func `an unlisted top-level domain is told from a listed one`() throws {
    let list = try Self.list()
    for (host, isListed) in [
      ("a.com", true), ("a.b.ck", true), ("a.comm", false), ("x.dyn.nowhere", false),
    ] {
      let bytes = Array(host.utf8)
      #expect(list.registrable(bytes.span)?.isListed == isListed, "\(host)")
    }
  }

  @Test(arguments: [
    ("com", SuffixList.Problem.noSection(line: 1)),
    ("[icann]\n\n[public]", .unknownSection(line: 3, text: "[public]")),
    ("# x\n[icann]\na..b", .badRule(line: 3, text: "a..b")),
    ("[icann]\na.*.b", .badRule(line: 2, text: "a.*.b")),
    ("[shared-host]\n*.b", .badRule(line: 2, text: "*.b")),
  ])
  func `a bad list is refused with its line`(_ text: String, _ problem: SuffixList.Problem) {
    let bytes = Array(text.utf8)
    #expect(throws: problem) { try SuffixList.parse(bytes.span) }
  }

  @Test func `messages name the line and what was found`() {
    #expect(
      "\(SuffixList.Problem.badRule(line: 3, text: "a..b"))" == "line 3: not a suffix: 'a..b'")
  }

  static let dat = """
    // VERSION: 2026-02-03_04-05-06_UTC
    // ===BEGIN ICANN DOMAINS===

    // com : see below
    com
    *.ck
    !www.ck
    \u{516C}\u{53F8}.cn
    // ===END ICANN DOMAINS===
    // ===BEGIN PRIVATE DOMAINS===
    github.test  trailing words are no part of a rule
    // ===END PRIVATE DOMAINS===
    """

  @Test func `the published list is read with its date and its two sections`() throws {
    let dat = Array(Self.dat.utf8)
    let list = try SuffixList.parse(publicSuffixDat: dat.span)
    #expect(list.date == "2026-02-03")
    #expect(list.ruleCount == 5)
    for (host, domain, kind) in [
      ("a.b.com", "b.com", SuffixList.Kind.icann), ("a.www.ck", "www.ck", .icann),
      ("c.b.a.ck", "b.a.ck", .icann),
      ("a.b.xn--55qx5d.cn", "b.xn--55qx5d.cn", .icann),
      ("a.b.github.test", "b.github.test", .private),
    ] {
      let bytes = Array(host.utf8)
      let answer = list.registrable(bytes.span)
      let found = try #require(answer)
      #expect(host.dropFirst(found.start) == domain)
      #expect(found.kind == kind)
    }
  }

  @Test func `rules can be given as values`() throws {
    let list = try SuffixList(rules: [("com", .icann), ("blog.com", .platform)])
    let host = Array("a.b.blog.com".utf8)
    #expect(list.registrable(host.span)?.start == 2)
  }
}
