import Testing

@testable import DisavowFile

@Suite struct WriterTests {
  private func proposal(_ text: String, _ rule: String = "spam", rank: Int = 1) throws
    -> DisavowWriter.Proposal
  {
    DisavowWriter.Proposal(
      entry: try #require(DisavowEntry(text)), rule: rule, reason: "why \(rule)", rank: rank)
  }

  private func text(_ output: DisavowWriter.Output) -> String {
    String(decoding: output.text, as: UTF8.self)
  }

  private func read(_ text: String) throws -> DisavowDocument {
    try DisavowDocument(parsing: Array(text.utf8))
  }

  @Test func `a new file is grouped by rule and sorted by reversed labels`() throws {
    let output = DisavowWriter(header: ["Links to example.test", ""]).write([
      try proposal("http://b.test/2", "seller"), try proposal("domain:z.a.test"),
      try proposal("domain:b.test", "seller2"),
      try proposal("domain:y.test"), try proposal("domain:b.a.test"),
      try proposal("domain:192.0.2.1"),
      try proposal("http://x.test/", "seller"), try proposal("domain:q.test", "seller"),
    ])
    #expect(
      text(output) == """
        # Links to example.test
        #

        # [backlinks] seller: why seller
        domain:q.test
        http://x.test/

        # [backlinks] seller2: why seller2
        domain:b.test

        # [backlinks] spam: why spam
        domain:192.0.2.1
        domain:b.a.test
        domain:z.a.test
        domain:y.test


        """)
    #expect(output.covered.map(\.entry.text) == ["http://b.test/2"])
    #expect(output.written.count == 7)
  }

  @Test func `what is appended by hand is the user's`() throws {
    let written = text(DisavowWriter().write([try proposal("domain:a.test")]))
    let appended = try read(written + "domain:mine.test\n")
    #expect(appended.userEntries.map(\.text) == ["domain:mine.test"])
    let again = DisavowWriter(isPruning: true).write([], previous: appended)
    #expect(text(again) == "domain:mine.test\n")
  }

  @Test func `nothing proposed gives an empty file`() {
    #expect(DisavowWriter().write([]).text.isEmpty)
  }

  @Test func `of equal proposals the strongest counts`() throws {
    let output = DisavowWriter().write([
      try proposal("domain:a.test", "weak", rank: 1),
      try proposal("domain:a.test", "strong", rank: 9),
    ])
    #expect(text(output) == "# [backlinks] strong: why strong\ndomain:a.test\n\n")
  }

  @Test func `the user's part comes first as it was`() throws {
    let user = "\u{FEFF}# My list\r\n\r\nDOMAIN: A.test # keep\r\nnonsense\r\n"
    let output = DisavowWriter(header: ["unused"]).write(
      [try proposal("domain:b.a.test"), try proposal("domain:c.test")], previous: try read(user))
    #expect(
      text(output) == """
        # My list

        DOMAIN: A.test # keep
        nonsense

        # [backlinks] spam: why spam
        domain:c.test


        """)
    #expect(output.covered.map(\.entry.text) == ["domain:b.a.test"])
    #expect(output.diagnostics.map(\.line) == [4])
  }

  static let earlier = """
    # mine
    domain:mine.test

    # [backlinks] spam: why spam
    domain:old.test
    domain:still.test

    # [backlinks] seller: sold
    domain:sold.test
    # a note of mine
    domain:later.test

    """

  @Test func `own earlier entries no longer found are kept and listed`() throws {
    let output = DisavowWriter().write(
      [try proposal("domain:still.test")], previous: try read(Self.earlier))
    #expect(
      text(output) == """
        # mine
        domain:mine.test

        # a note of mine
        domain:later.test

        # [backlinks] spam: why spam
        domain:still.test

        # [backlinks] seller unseen: sold
        domain:sold.test

        # [backlinks] spam unseen: why spam
        domain:old.test


        """)
    #expect(output.unseen.map(\.text) == ["domain:old.test", "domain:sold.test"])
  }

  @Test func `pruning drops what is unseen and still lists it`() throws {
    let output = DisavowWriter(isPruning: true).write(
      [try proposal("domain:still.test")], previous: try read(Self.earlier))
    #expect(!text(output).contains("old.test"))
    #expect(output.unseen.count == 2)
  }

  @Test func `an own entry that a wider one replaces is not unseen`() throws {
    let output = DisavowWriter().write(
      [
        try proposal("domain:still.test"), try proposal("domain:old.test"),
        try proposal("domain:sold.test"),
      ],
      previous: try read(Self.earlier.replacing("domain:old.test", with: "domain:sub.old.test")))
    #expect(output.unseen.isEmpty)
  }

  @Test func `new entries get the day of the data, earlier ones keep theirs`() throws {
    let first = DisavowWriter(day: "2026-05-01").write([try proposal("domain:a.test")])
    #expect(text(first) == "# [backlinks] spam 2026-05-01: why spam\ndomain:a.test\n\n")
    let second = DisavowWriter(day: "2026-06-01").write(
      [try proposal("domain:a.test"), try proposal("domain:b.test")],
      previous: try read(text(first)))
    #expect(
      text(second) == """
        # [backlinks] spam 2026-05-01: why spam
        domain:a.test

        # [backlinks] spam 2026-06-01: why spam
        domain:b.test


        """)
    let third = DisavowWriter(day: "2026-07-01").write([], previous: try read(text(second)))
    #expect(text(third).contains("# [backlinks] spam 2026-05-01 unseen: why spam\ndomain:a.test\n"))
    let fourth = DisavowWriter(day: "2026-08-01").write(
      [try proposal("domain:a.test"), try proposal("domain:b.test")],
      previous: try read(text(third)))
    #expect(text(fourth) == text(second))
  }

  @Test func `a hard guard holds every line, a soft one those that nobody speaks for`() throws {
    let previous = """
      domain:test # mine
      domain:known.test

      # [backlinks] spam: why spam
      domain:own.test
      domain:test

      """
    var checks = DocumentTests.guardsTest
    let hold = checks.guardReason
    checks.guardReason = { host, isPage in
      DocumentTests.text(host) == "own.test"
        ? .init(code: .guardWellKnown, message: "known by now", isHard: false)
        : hold(host, isPage)
    }
    let output = DisavowWriter(checks: checks).write(
      [try proposal("domain:test"), try proposal("domain:bad.test")], previous: try read(previous))
    #expect(
      text(output) == """
        # HELD GUARD_TLD: domain:test # mine
        domain:known.test

        # [backlinks] spam: why spam
        domain:bad.test


        """)
    #expect(
      output.held.map { "\($0.line ?? 0) \($0.entry.text) \($0.reason.code.rawValue)" } == [
        "1 domain:test GUARD_TLD", "0 domain:test GUARD_TLD", "0 domain:own.test GUARD_WELL_KNOWN",
      ])
  }

  @Test func `over the limits the strongest evidence is written`() throws {
    let proposals = try (1...9).map { try proposal("domain:h\($0).test", rank: $0) }
    let output = DisavowWriter(limits: DisavowLimits(lines: 6)).write(proposals)
    #expect(output.written.map(\.rank) == [9, 8, 7])
    #expect(output.overflow.map(\.rank) == [6, 5, 4, 3, 2, 1])
    let bytes = DisavowWriter(limits: DisavowLimits(bytes: 70)).write(proposals)
    #expect(bytes.text.count <= 70)
    #expect(bytes.written.map(\.rank) == [9, 8])
  }

  @Test func `a parent is as strong as what it covers`() throws {
    let output = DisavowWriter(limits: DisavowLimits(lines: 4)).write([
      try proposal("domain:a.test", rank: 1), try proposal("domain:b.a.test", rank: 9),
      try proposal("domain:c.test", rank: 5),
    ])
    #expect(output.written.map(\.entry.text) == ["domain:a.test"])
  }

  @Test func `a reason cannot break out of its comment`() throws {
    var odd = try proposal("domain:a.test")
    odd.reason = "x\ndomain:evil.test\r\u{2028}y "
    #expect(
      text(DisavowWriter().write([odd]))
        == "# [backlinks] spam: x domain:evil.test  y\ndomain:a.test\n\n")
  }
}
