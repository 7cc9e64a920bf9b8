import CalendarTime
import Foundation
import LinkLedger
import Testing

/// `changes`, and what speaks against the uploaded file, from the command line.
@Suite struct ChangesCommandTests {
  private static let header =
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
    + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"

  private static func row(
    _ source: String, day: String, authority: Int = 70, first: String = "2026-01-02",
    anchor: String = "lamps", title: String = "T", nofollow: Bool = false
  ) -> String {
    "\(authority),\(title),\(source),https://shop.example/,\(anchor),3,4,\(nofollow),false,false,true,"
      + "false,false,false,false,\(first),\(day),false,false\n"
  }

  /// A ledger into which exports went, a run each.
  private func ledger(
    _ folder: TemporaryFolder, _ exports: [(day: String, rows: [String])]
  ) throws -> String {
    let ledger = folder.path("links.db")
    for export in exports {
      let path = try folder.write(
        "shop-\(export.day).csv", Self.header + export.rows.joined())
      let run = try CommandRun(
        "ingest", path, "--site", "shop.example", "--ledger", ledger, "--max-rejects", "50")
      #expect(run.code == 0, "\(run.errors)")
    }
    return ledger
  }

  private func ids(_ run: CommandRun) -> [String] {
    run.output.components(separatedBy: "[").dropFirst().map { String($0.prefix(16)) }
  }

  @Test func `the id of an alert does not depend on when and for what time it is told`() throws {
    let folder = try TemporaryFolder()
    let stay = ["a", "b", "c"].map { "https://\($0).example/x" }
    let days = ["2026-08-01", "2026-08-08", "2026-08-15"]
    let ledger = try ledger(
      folder,
      days.enumerated().map { number, day in
        (
          day,
          (stay + (number == 0 ? ["https://gone.example/x"] : [])).map { Self.row($0, day: day) }
        )
      })
    let runs = try [
      ["--since", "1"], ["--since", "1", "--until", "2"], ["--since", "30d"], ["-q"],
      ["--since", "2026-08-02"], ["--since", "10d", "--until", "2026-08-09"],
    ].map { try CommandRun(["changes", "--ledger", ledger] + $0) }
    for run in runs {
      #expect(run.code == 5, "\(run.errors)")
      #expect(ids(run) == ["985a4a857f0fdddf"], "\(run.output)")
    }
    let quiet = try CommandRun("changes", "--ledger", ledger, "--since", "last-run", "-q")
    #expect(quiet.code == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    #expect(try CommandRun("changes", "--ledger", ledger, "--fail-on", "never").code == 0)
  }

  @Test func `the runs that points name are listed`() throws {
    let folder = try TemporaryFolder()
    let days = ["2026-08-01", "2026-08-08"]
    let ledger = try ledger(
      folder, days.map { ($0, [Self.row("https://a.example/", day: $0), "broken\n"]) })
    let runs = PlainCSV.rows(
      try CommandRun("ledger", "export", "runs", "--ledger", ledger).output)
    #expect(runs.map { $0["run"] } == ["1", "2"])
    for run in runs {
      #expect(run["command"] == "ingest" && run["inputs"] == "1" && run["used"] == "1")
      #expect(run["rejected"] == "1" && run["began"]?.hasSuffix("Z") == true)
      #expect(run["ended"]?.hasSuffix("Z") == true)
    }
  }

  @Test func `what a run brought that was killed is told with the next`() throws {
    let folder = try TemporaryFolder()
    let path = try ledger(
      folder, [("2026-08-01", [Self.row("https://a.example/", day: "2026-08-01")])])
    _ = try Ledger(path: path, .writing).beginRun("ingest", Moment(seconds: 1_790_000_000))
    _ = try ledger(folder, [("2026-08-08", [Self.row("https://b.example/", day: "2026-08-08")])])
    let run = try CommandRun("changes", "--ledger", path, "--since", "last-run")
    #expect(run.output.hasPrefix("shop.example  run 1 (2026-08-01) to 2026-08-08\n"))
  }

  @Test func `wrong points are named`() throws {
    let folder = try TemporaryFolder()
    let ledger = try ledger(
      folder, [("2026-08-01", [Self.row("https://a.example/", day: "2026-08-01")])])
    for (words, message) in [
      (["--since", "9"], "--since: there is no run 9; the last one is 1"),
      (["--until", "x"], "--until: 'x' is neither a day such as 2026-01-31 nor a run"),
      (["--since", "2026-09-01"], "--since: 2026-09-01 is not before 2026-08-01, the end"),
      (["--since", "1", "--until", "1"], "--since: run 1 is not before run 1, the end"),
    ] {
      let run = try CommandRun(["changes", "--ledger", ledger] + words)
      #expect(run.code == 2 && run.errors.contains(message), "\(run.errors)")
    }
    let none = try CommandRun("changes", "--ledger", ledger, "--until", "2026-07-01")
    #expect(none.code == 1 && none.errors.contains("no export of any site"))
    let stranger = try folder.write("x.db", "no ledger")
    #expect(try CommandRun("changes", "--ledger", stranger).code == 1)
  }

  @Test func `sites are told one by one, and one without exports is no silence`() throws {
    let folder = try TemporaryFolder()
    let path = try ledger(
      folder, [("2026-08-01", [Self.row("https://a.example/", day: "2026-08-01")])])
    let other = try folder.write(
      "other-2026-08-01.csv",
      Self.header
        + Self.row("https://a.example/", day: "2026-08-01")
        .replacingOccurrences(of: "shop.example", with: "other.example"))
    _ = try CommandRun("ingest", other, "--site", "other.example", "--ledger", path)
    func sites(_ words: String...) throws -> (code: Int32, sites: [String]) {
      let run = try CommandRun(["changes", "--ledger", path] + words)
      let heads = run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      return (run.code, heads.map { String($0.prefix { $0 != " " }) })
    }
    #expect(try sites() == (0, ["other.example", "shop.example"]))
    #expect(try sites("--site", "shop.example") == (0, ["shop.example"]))
    #expect(try sites("--site", "shop.example", "--site", "none.example") == (3, ["shop.example"]))
    #expect(try sites("--site", "none.example") == (1, []))
  }

  @Test func `a wave of spam is a spike with its family, and the toxic share rises`() throws {
    let folder = try TemporaryFolder()
    var old: [String] = []
    var exports: [(day: String, rows: [String])] = []
    for week in 0..<12 {
      let day = String("2026-0\(6 + week / 4)-\(10 + week % 4 * 6)")
      old.append("https://good\(week).example/a")
      var rows = old.map { Self.row($0, day: day, authority: 20) }
      if week == 11 {
        rows += (0..<30).map {
          Self.row(
            "https://wave\($0).example/a", day: day, authority: 1, first: day, anchor: "buy viagra")
        }
      }
      exports.append((day, rows))
    }
    let ledger = try ledger(folder, Array(exports.dropLast()))
    #expect(try CommandRun("audit", "--ledger", ledger, "-q").code == 0)
    _ = try self.ledger(folder, [exports[11]])
    #expect(try CommandRun("audit", "--ledger", ledger, "-q").code == 0)
    let run = try CommandRun("changes", "--ledger", ledger, "--since", "last-run", "--json")
    #expect(run.code == 5)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let site = try #require((json["sites"] as? [[String: Any]])?.first)
    let alerts = try #require(site["alerts"] as? [[String: Any]])
    #expect(alerts.first?["kind"] as? String == "spike")
    let kinds = Set(alerts.compactMap { $0["kind"] as? String })
    #expect(kinds == ["spike", "toxic-share", "anchor"])
    #expect(alerts.map { $0["severity"] as? String } == ["high", "medium", "medium"])
    let spike = try #require((site["spikes"] as? [[String: Any]])?.first)
    #expect(spike["domains"] as? Int == 30 && spike["toxic"] as? Int == 30)
    #expect(spike["family_domains"] as? Int == 30, "\(spike)")
    let shares = try #require(site["toxic_shares"] as? [[String: Any]])
    #expect(shares.first?["toxic"] as? Int == 0 && shares.last?["toxic"] as? Int == 30)
    // The same data without the wave: nothing.
    let before = try CommandRun("changes", "--ledger", ledger, "--until", "11", "-q")
    #expect(before.code == 0 && before.output.isEmpty, "\(before.output)")
  }

  @Test func `a loss of spam, of what was disavowed and of nofollow links is no alert`() throws {
    let folder = try TemporaryFolder()
    let names = ["spam", "unwanted", "nofollow", "weak", "good"]
    func rows(_ names: [String], _ day: String) -> [String] {
      names.map {
        Self.row(
          "https://\($0).example/x", day: day, authority: $0 == "weak" ? 10 : 70,
          anchor: $0 == "spam" ? "buy viagra" : "lamps", nofollow: $0 == "nofollow")
      }
    }
    let stay = (0..<8).map { "stay\($0)" }
    let ledger = try ledger(folder, [("2026-08-01", rows(names + stay, "2026-08-01"))])
    #expect(try CommandRun("audit", "--ledger", ledger, "-q").code == 0)
    #expect(try CommandRun("decide", "unwanted.example", "disavow", "--ledger", ledger).code == 0)
    _ = try self.ledger(folder, [("2026-08-08", rows(stay, "2026-08-08"))])
    let run = try CommandRun("changes", "--ledger", ledger, "--since", "last-run", "-q")
    #expect(run.code == 5)
    #expect(ids(run).count == 1 && run.output.contains("good.example (authority 70) does not link"))
    let all = try CommandRun("changes", "--ledger", ledger, "--to", "csv").output
    #expect(PlainCSV.rows(all).count { $0["subject"] == "domain" && $0["change"] == "lost" } == 5)
  }

  @Test(arguments: ["text", "csv", "md", "json"])
  func `nothing from a stranger steers the terminal`(_ form: String) throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let empty = try folder.write(
      "a-2026-08-01.csv", SmallFiles.export(["https://a.example/,https://shop.example/,x,false"]))
    let hostile = try folder.write("b-2026-08-02.csv", HostileTextTests.export)
    for path in [empty, hostile] {
      _ = try CommandRun(
        "ingest", path, "--site", "shop.example", "--ledger", ledger, "--max-rejects", "100")
    }
    let run = try CommandRun("changes", "--ledger", ledger, "--to", form)
    #expect(run.output.contains("s3.example"), "\(run.errors)")
    if form == "text" || form == "md" { #expect(HostileTextTests.isSafe(run.output)) }
  }

  @Test func `a diff speaks against what Google has, by the ledger`() throws {
    let folder = try TemporaryFolder()
    let ledger = try ledger(
      folder, [("2026-08-01", [Self.row("https://a.example/", day: "2026-08-01")])])
    let new = try folder.write("new.txt", "domain:a.example\ndomain:b.example\n")
    let none = try CommandRun("disavow", "diff", "--ledger", ledger, new)
    #expect(none.code == 1)
    #expect(
      none.errors == "backlinks: \(ledger): no disavow file is written down as uploaded for "
        + "shop.example; after an upload run 'backlinks disavow uploaded FILE --site shop.example "
        + "--ledger \(ledger)'\n")
    let old = try folder.write("old.txt", "domain:a.example\ndomain:c.example\n")
    let put = try CommandRun(
      "disavow", "uploaded", old, "--ledger", ledger, "--date", "2026-08-02")
    #expect(put.code == 0)
    let diff = try CommandRun("disavow", "diff", "--ledger", ledger, new)
    #expect(
      diff.output == """
        + domain:b.example
        - domain:c.example
        1 added, 1 removed, 1 kept since the upload of 2026-08-02

        """)
    let json = try CommandRun("disavow", "diff", "--ledger", ledger, new, "--json").output
    #expect(json.contains("\"uploaded\": \"2026-08-02\""))
    #expect(try CommandRun("disavow", "diff", "--ledger", ledger, old, new).code == 2)
    #expect(try CommandRun("disavow", "diff", new).code == 2)
  }

  @Test func `the summary of a ledger speaks against the upload, or says that there is none`()
    throws
  {
    let folder = try TemporaryFolder()
    let rows = ["https://spam1.example/", "https://spam2.example/"].map {
      Self.row($0, day: "2026-08-01", authority: 1, anchor: "buy viagra")
    }
    let ledger = try ledger(folder, [("2026-08-01", rows)])
    let before = try CommandRun("audit", "--ledger", ledger)
    #expect(before.errors.contains("no disavow file is written down as uploaded for shop.example"))
    #expect(try CommandRun("audit", "--ledger", ledger, "-q").errors.isEmpty)
    let file = try folder.write("old.txt", "domain:spam1.example\n")
    _ = try CommandRun("disavow", "uploaded", file, "--ledger", ledger, "--date", "2026-08-02")
    let after = try CommandRun("audit", "--ledger", ledger)
    #expect(
      after.errors.isEmpty && after.output.contains("+1 −0 since 2026-08-02"), "\(after.output)")
  }

  @Test func `the links of a ledger are converted as those of an export are`() throws {
    let folder = try TemporaryFolder()
    let rows = ["https://a.example/x", "http://b.example/"].map { Self.row($0, day: "2026-08-01") }
    let ledger = try ledger(folder, [("2026-08-01", rows)])
    /// Records in words, but for their places in a file, which a ledger does not keep.
    func records(_ run: CommandRun) throws -> [[String: String]] {
      #expect(run.code == 0, "\(run.errors)")
      return try run.output.split(separator: "\n").map { line in
        let record = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return record.mapValues { "\($0)" }.filter { !["file", "line"].contains($0.key) }
      }.sorted { $0["source_url"] ?? "" < $1["source_url"] ?? "" }
    }
    let kept = try records(CommandRun("convert", "--ledger", ledger))
    let plain = try records(
      CommandRun("convert", folder.path("shop-2026-08-01.csv"), "--site", "shop.example"))
    #expect(kept == plain && kept.count == 2)
    #expect(try CommandRun("convert", "--ledger", ledger, "--to", "csv").output.hasPrefix("kind,"))
    #expect(try CommandRun("convert", "--ledger", ledger, "x.csv").code == 2)
    #expect(try CommandRun("convert").code == 2)
    #expect(try CommandRun("convert", "--ledger", ledger, "--site", "other.example").code == 1)
  }
}
