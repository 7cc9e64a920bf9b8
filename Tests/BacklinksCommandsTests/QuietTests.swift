import Testing

/// With `--quiet` a run says nothing but why it ends with something else than 0: cron mails every word.
@Suite struct QuietTests {
  private static let lines = (1...40).map {
    "203.0.113.\($0) - - [30/Sep/2026:10:00:00 +0000] \"GET /\($0) HTTP/1.1\" 200 5 "
      + "\"https://blog\($0).example/\" \"Mozilla/5.0 Firefox/120.0\"\n"
  }.joined()

  private func ingest(_ folder: TemporaryFolder, _ words: [String]) throws -> CommandRun {
    try CommandRun(
      ["ingest", "--site", "shop.example", "--ledger", folder.path("links.db"), "-q"] + words)
  }

  @Test func `a few odd lines are not worth a word`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("a.log", Self.lines + "no request\n")
    let run = try ingest(folder, [log])
    #expect(run.code == 0 && run.errors.isEmpty && run.output.isEmpty)
    let audit = try CommandRun(["audit", log, "--site", "shop.example", "-q"])
    #expect(audit.code == 0 && audit.errors.isEmpty && audit.output.isEmpty)
  }

  @Test func `many odd lines are, and so is an input that cannot be read`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("a.log", Self.lines + String(repeating: "no request\n", count: 10))
    let many = try ingest(folder, [log])
    #expect(many.code == 3 && many.output.isEmpty)
    #expect(
      many.errors.hasSuffix(
        "backlinks: 10 of 50 rows and lines were rejected, more than --max-rejects allows\n"))
    let none = folder.path("none.log")
    let missing = try ingest(folder, [log, none])
    #expect(missing.code == 3 && missing.errors.contains(none))
  }

  @Test func `an audit says why it holds the file`() throws {
    let folder = try TemporaryFolder()
    // Half of the domains are to be disavowed.
    let rows = (0..<30).map {
      "https://a\($0).example/,https://shop.example/,\($0 % 2 == 0 ? "buy viagra" : "lamps"),false"
    }
    let export = try folder.write("x.csv", SmallFiles.export(rows))
    let run = try CommandRun("audit", export, "--out", folder.path("out"), "-q")
    #expect(run.code == 3 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("backlinks: shop.example: the disavow file is held: "))
  }
}
