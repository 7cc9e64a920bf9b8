import Testing

@Suite struct BacktestTests {
  private func backtest(_ disavow: String?, options: [String] = []) throws -> CommandRun {
    let folder = try TemporaryFolder()
    let export = try folder.write("export.csv", OptionTests.links)
    let file = try disavow.map { ["--disavow", try folder.write("disavow.txt", $0)] } ?? []
    return try CommandRun(["rules", "backtest"] + file + options + [export])
  }

  /// The words of the line of a rule.
  private func line(_ rule: String, _ run: CommandRun) throws -> [String] {
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return try #require(lines.first { $0.first == rule })
  }

  @Test func `without a file it shows what fired and what never did`() throws {
    let run = try backtest(nil)
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("5 referring domains: 2 to disavow, 1 to review\n"))
    #expect(try line("spam-phrase", run) == ["spam-phrase", "3", "3", "2"])
    #expect(try line("paid-footprint", run) == ["paid-footprint", "1", "1", "1"])
    #expect(run.output.contains("never fired: "))
    #expect(!run.output.contains("precision"))
  }

  @Test func `with a file it shows precision and recall, of all and of each rule`() throws {
    let run = try backtest(
      "domain:pills.example\nhttps://guest.example/sponsored-post/x\ndomain:elsewhere.example\n")
    #expect(run.output.contains("the file names 2 of them: 1 to disavow, 1 to review\n"))
    #expect(run.output.contains("precision 50.0%, recall 50.0%, with review 100.0%\n"))
    #expect(
      try line("spam-phrase", run) == ["spam-phrase", "3", "3", "2", "1", "33.3%", "50.0%"])
    #expect(
      try line("paid-footprint", run) == ["paid-footprint", "1", "1", "1", "1", "100.0%", "50.0%"])
  }

  @Test func `JSON has the same numbers`() throws {
    let run = try backtest("domain:pills.example\n", options: ["--json"])
    #expect(run.output.contains("\"listed\": 1,"))
    #expect(run.output.contains("\"listed_disavowed\": 1,"))
    #expect(run.output.contains("\"never_fired\": ["))
  }

  @Test func `rules that fire together are named`() throws {
    let folder = try TemporaryFolder()
    for (id, weight) in [("heavy", 40), ("light", 20)] {
      try folder.write(
        "rules/own/\(id).yaml",
        """
        id: \(id)
        title: A word
        status: stable
        family: spam-words
        role: evidence
        scope: link
        severity: low
        weight: \(weight)
        finds: A word.
        why: A test.
        wrong_when: [Never.]
        sources: [https://sample.example/]
        clause: none
        match: { link.anchor: { contains: lamps } }
        message: found
        tests:
          fires: [ { name: f, given: { anchor: lamps } } ]
          quiet: [ { name: q, given: { anchor: x } } ]
        """)
    }
    let rows = (1...3).map { "https://s\($0).example/,https://shop.example/,lamps,false" }
    let run = try CommandRun([
      "rules", "backtest", "--rules", folder.path("rules"),
      try folder.write("export.csv", SmallFiles.export(rows)),
    ])
    #expect(run.output.contains("fire together: heavy, light on 3 of 3 domains\n"))
    #expect(run.output.contains("shadowed: light decides nothing beside heavy\n"))
  }

  @Test func `an input without links is no backtest`() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(["rules", "backtest", try folder.write("x.csv", "")])
    #expect(run.code != 0)
  }
}
