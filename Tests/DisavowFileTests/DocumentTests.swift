import Testing

@testable import DisavowFile

@Suite struct DocumentTests {
  static let guardsTest = DisavowChecks(
    guardReason: { host, _ in
      switch text(host) {
      case "test": .init(code: .guardTopLevel, message: "a top-level domain")
      case "known.test": .init(code: .guardWellKnown, message: "known", isHard: false)
      default: nil
      }
    },
    hasKnownTopLevel: { text($0).hasSuffix(".test") })

  static func text(_ bytes: Span<UInt8>) -> String {
    String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
  }

  private func read(_ text: String) throws -> DisavowDocument {
    try DisavowDocument(parsing: Array(text.utf8))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func said(_ found: [DisavowDiagnostic]) -> [String] {
    found.map {
      "\($0.line.map(String.init) ?? "file") \($0.code.rawValue) \($0.severity.rawValue)"
    }
  }

  @Test(arguments: [
    "", "\n", "a\r\nb\rc\n", "domain:a.test", "# x\n\n\ndomain:a.test\n", "\r\r\n\n",
  ])
  func `the raw lines with their ends are the file`(_ text: String) throws {
    let document = try read(text)
    #expect(document.lines.flatMap { $0.raw + $0.end } == Array(text.utf8))
    #expect(document.source == Array(text.utf8))
    #expect(document.lines.map(\.number) == Array(1..<document.lines.count + 1))
  }

  @Test func `what is wrong with the whole file is said once`() throws {
    let document = try read("\u{FEFF}domain:a.test\r\ndomain:b.test")
    #expect(
      said(document.lint()) == ["file BOM info", "file CRLF info", "file NO_FINAL_NEWLINE info"])
    #expect(said(try read("# none\n").lint()) == ["file NO_ENTRIES warning"])
    #expect(text(document.fixed().text) == "domain:a.test\ndomain:b.test\n")
    let small = DisavowLimits(lines: 1, bytes: 20)
    let large = try DisavowDocument(
      parsing: Array("domain:a.test\ndomain:b.test\n".utf8), limits: small)
    #expect(said(large.lint()) == ["file TOO_MANY_LINES error", "file TOO_MANY_BYTES error"])
    #expect(DisavowDocument.diagnostic(forName: "list.TXT") == nil)
    #expect(DisavowDocument.diagnostic(forName: "list.csv")?.code.rawValue == "NAME_NOT_TXT")
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is decoded, with and without its mark`(_ isLittle: Bool, _ hasMark: Bool) throws {
    let units = Array((hasMark ? "\u{FEFF}" : "").utf16) + Array("domain:a.test\n# \u{FC}\n".utf16)
    let bytes = units.flatMap {
      isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
    }
    let document = try DisavowDocument(parsing: bytes)
    #expect(document.lines.map(\.canonical) == ["domain:a.test", "# \u{FC}"])
    #expect(said(document.lint()) == ["file UTF16 warning"])
    #expect(document.source == bytes)
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0x14], "a zip file or office document (xlsx, docx, ods)"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old office document (xls, doc)"),
      ([0x1F, 0x8B, 8], "a gzip file"),
      (Array("%PDF-1.7".utf8), "a PDF document"), (Array("{\\rtf1".utf8), "a rich text document"),
      (Array("<!DOCTYPE html>".utf8), "an HTML page"),
      (Array(" {\"a\": 1}".utf8), "a JSON document"),
      (Array("[\n {\"a\": 1}]".utf8), "a JSON document"),
      (Array("<?xml version".utf8), "an XML document"),
      (Array("\"Source URL\",\"Anchor\"\nhttp://a.test/,x\n".utf8), "a table (CSV)"),
    ] as [([UInt8], String)])
  func `another format is refused by its name`(_ bytes: [UInt8], _ name: String) {
    #expect(throws: DisavowError.otherFormat(name)) { try DisavowDocument(parsing: bytes) }
  }

  @Test func `the refusal tells what was expected`() {
    #expect(
      "\(DisavowError.otherFormat("a PDF document"))"
        == "not a disavow file, but a PDF document; expected plain text, a line an entry")
  }

  @Test func `a soft guard warns of a line, which stays and covers`() throws {
    let document = try read("domain:known.test\ndomain:a.known.test\n")
    #expect(
      said(document.lint(Self.guardsTest)) == ["1 GUARD_WELL_KNOWN warning", "2 COVERED info"])
    let options = DisavowDocument.FixOptions(isSafe: true, checks: Self.guardsTest)
    #expect(document.fixed(options).text == document.source)
  }

  @Test func `a file of more than a gibibyte is refused by its size`() {
    #expect(
      "\(DisavowError.tooLong(bytes: 1_073_741_825))"
        == "1073741825 bytes; a disavow file of more than 1 GiB is not read, and Google takes 2 MB")
  }

  @Test func `lint reports guards, unknown names, duplicates and coverage`() throws {
    let document = try read(
      "domain:test\ndomain:a.test\ndomain:b.a.test\ndomain:a.test\nhttp://a.test/x\ndomain:c.tst\n")
    #expect(
      said(document.lint(Self.guardsTest)) == [
        "1 GUARD_TLD error", "3 COVERED info", "4 DUPLICATE info", "5 COVERED info",
        "6 UNKNOWN_TLD warning",
      ])
    #expect(
      document.lint(Self.guardsTest)[1].message
        == "covered by another line: line 2, 'domain:a.test'")
  }

  static let messy = """
    # head \t
      # indented
    Domain: A.test  # why

    // old list
    domain:b.test/path
    domain:test
    domain:sub.a.test
    a.test
    just words
    """

  @Test func `fixing keeps order, comments, blank lines and every valid entry`() throws {
    let fixed = try read(Self.messy).fixed()
    #expect(
      text(fixed.text) == """
        # head
        # indented
        # why
        domain:a.test

        # old list
        # REJECTED DOMAIN_HAS_PATH: domain:b.test/path
        domain:test
        domain:sub.a.test
        domain:a.test
        # REJECTED GARBAGE: just words

        """)
    #expect(fixed.repaired == [1, 2, 3, 5, 9])
    #expect(fixed.rejected == [6, 10])
    #expect(fixed.held.isEmpty && fixed.dropped.isEmpty)
  }

  @Test func `a safe fix holds what is guarded, which then covers nothing`() throws {
    let options = DisavowDocument.FixOptions(
      isSafe: true, isMinimising: true, checks: Self.guardsTest)
    let fixed = try read("domain:test\ndomain:sub.a.test\n# note\ndomain:a.test\ndomain:a.test\n")
      .fixed(options)
    #expect(text(fixed.text) == "# HELD GUARD_TLD: domain:test\n# note\ndomain:a.test\n")
    #expect(fixed.held == [1])
    #expect(fixed.dropped == [2, 5])
  }

  @Test func `what cannot be printed is shown in the rejected line`() throws {
    let fixed = try DisavowDocument(parsing: Array("domain:a\u{0}b\n".utf8)).fixed()
    #expect(text(fixed.text) == "# REJECTED CONTROL_CHAR: domain:a\\x00b\n")
  }

  @Test func `a clean file is one that fixing leaves alone`() throws {
    #expect(try read("# x\n\ndomain:a.test\nhttp://a.test/b\n").isClean)
    #expect(try !read("domain:a.test").isClean)
    #expect(try !read("domain:A.test\n").isClean)
    #expect(try !read("nonsense\n").isClean)
  }
}
