import Foundation
import Testing

/// Logs beside exports, from the files to what is printed.
@Suite struct LogTests {
  private static func line(
    _ referrer: String, _ path: String, client: Int, status: Int = 200
  ) -> String {
    "203.0.113.\(client) - - [30/Sep/2026:10:00:00 +0000] \"GET \(path) HTTP/1.1\" \(status) 5 "
      + "\"\(referrer)\" \"Mozilla/5.0 Firefox/120.0\"\n"
  }

  private static let log =
    (1...4).map { line("https://ghost.example/", "/", client: $0) }.joined()
    + (5...6).map { client in
      line("https://good.example/1", "/", client: client)
        + line("https://shop.example/", "/lamp.css", client: client)
        + line("https://good.example/1", "/gone", client: client, status: 404)
    }.joined()

  @Test
  func `convert adds the visits of logs to the links of exports, in whatever order they come`()
    throws
  {
    let folder = try TemporaryFolder()
    let export = try folder.write(
      "x.csv",
      SmallFiles.export([
        "http://good.example/1,https://www.shop.example/gone,lamps,false",
        "https://other.example/1,https://shop.example/,lamps,false",
      ]))
    let log = try folder.write("access.log", Self.log)
    let runs = try [[export, log], [log, export]].map { paths in
      try CommandRun(["convert", "--site", "shop.example"] + paths).output
    }
    #expect(runs[0] == runs[1])
    let records = runs[0].split(separator: "\n")
    #expect(records.count == 5)
    #expect(records[0].contains("\"target_http\":404,\"hits\":2,\"bot_hits\":0,\"clients\":2"))
    #expect(records[0].contains("\"last_seen\":\"2026-09-30T10:00:00Z\""))
    #expect(!records[1].contains("hits"))
    // A finding removes no record.
    #expect(records.contains { $0.contains("ghost.example") })
  }

  @Test func `a referrer that only robots send is reported, protects nothing and is not disavowed`()
    throws
  {
    let folder = try TemporaryFolder()
    let export = try folder.write(
      "x.csv",
      SmallFiles.export([
        "https://ghost.example/1,https://shop.example/,nice lamps,false",
        "https://good.example/1,https://shop.example/,nice lamps,false",
      ]))
    let log = try folder.write("access.log", Self.log)
    let run = try CommandRun(["audit", export, log, "--out", folder.path("out")])
    #expect(run.code == 0, "\(run.errors)")
    let data = Data(try folder.text("out/summary.json").utf8)
    let summary = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let ghosts = try #require(summary["ghost_referrers"] as? [[String: Any]])
    #expect(ghosts.map { $0["host"] as? String } == ["ghost.example"])
    #expect(ghosts.map { $0["rules"] as? [String] } == [["ghost-referrer"]])
    let pages = try #require(summary["reclamation"] as? [[String: Any]])
    #expect(pages.map { $0["target_url"] as? String } == ["https://shop.example/gone"])
    #expect(pages.map { $0["hits"] as? Int } == [2])
    #expect(try !folder.text("out/disavow.txt").contains("ghost"))
    #expect(run.output.contains("1 missing page"))
    #expect(try folder.text("out/summary.md").contains("`ghost.example`"))
  }

  @Test func `logs alone tell where visits come from, and that they tell of no links`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("access.log", Self.log)
    let run = try CommandRun(
      "audit", log, "--site", "shop.example", "--out", folder.path("out"))
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("0 links from 0 domains"))
    #expect(run.output.contains("4 visits from 1 host; "))
    #expect(run.output.contains("1 referrer that only robots\n"))
    #expect(run.output.contains("Next: add an export of backlinks; logs tell of visits only\n"))
    let text = try folder.text("out/summary.md")
    #expect(text.contains("| `good.example` | site | 4 |"))
    // No row has a date of a link.
    #expect(!text.contains("Days count back"))
  }

  @Test func `a log that names no referrer is refused with what to do`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "access.log", "203.0.113.9 - - [30/Sep/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n")
    let run = try CommandRun(["convert", "--site", "shop.example", path])
    #expect(run.code == 1)
    #expect(run.errors.contains("log the format combined instead"))
  }

  @Test func `a format pasted from the configuration reads a log`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "access.log", "https://blog.example/ 2026-09-30T10:00:00Z GET /p 200\n")
    let run = try CommandRun([
      "convert", "--site", "shop.example", "--as",
      "$http_referer $time_iso8601 $request_method $request_uri $status", path,
    ])
    #expect(run.output.contains("\"target_url\":\"https://shop.example/p\""))
  }

  @Test func `links to pages that were never there are without effect, good ones can be reclaimed`()
    throws
  {
    let folder = try TemporaryFolder()
    let honest = (1...9).map {
      "https://mostly.example/\($0),https://shop.example/,nice lamps,false"
    }
    let export = try folder.write(
      "x.csv",
      SmallFiles.export(
        [
          "https://spam.example/1,https://www.shop.example/gone,buy viagra,false",
          "https://both.example/1,https://shop.example/gone,buy viagra,false",
          "https://both.example/2,https://shop.example/,buy viagra,false",
          "https://good.example/1,https://shop.example/gone,nice lamps,false",
          "https://mostly.example/10,https://shop.example/gone,buy viagra,false",
        ] + honest))
    let visits = [
      ("https://spam.example/1", "/gone", 404), ("https://good.example/1", "/gone", 410),
      ("https://good.example/1", "/gone", 499), ("https://spam.example/1", "/lost", 404),
      ("https://good.example/1", "/back", 404), ("https://good.example/1", "/back", 200),
    ]
    let log = try folder.write(
      "access.log",
      (5...6).map { client in
        visits.map { Self.line($0.0, $0.1, client: client, status: $0.2) }.joined()
          + Self.line("https://shop.example/", "/lamp.css", client: client)
      }.joined())
    func audit(_ inputs: [String]) throws -> (verdicts: [String: String], reclamation: [String]) {
      let out = folder.path("out")
      let run = try CommandRun(["audit", "--force", "--out", out] + inputs)
      #expect(run.code == 0, "\(run.errors)")
      let rows = PlainCSV.records(try folder.text("out/domains.csv")).dropFirst()
      let data = Data(try folder.text("out/summary.json").utf8)
      let summary = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let pages = summary?["reclamation"] as? [[String: Any]] ?? []
      return (
        Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }),
        pages.map { "\($0["target_url"] ?? "") \($0["hits"] ?? "") \($0["source_url"] ?? "")" }
      )
    }
    let alone = try audit([export])
    #expect(alone.verdicts["spam.example"] == "disavow-domain")
    #expect(alone.verdicts["mostly.example"] == "disavow-url")
    for inputs in [[export, log], [log, export]] {
      let found = try audit(inputs)
      #expect(found.verdicts["spam.example"] == "ignore")
      #expect(found.verdicts["both.example"] == "disavow-domain")
      #expect(found.verdicts["mostly.example"] == "ignore")
      #expect(found.verdicts["good.example"] == "keep")
      // What only the spam asked for is not worth a redirect.
      #expect(found.reclamation == ["https://shop.example/gone 4 https://good.example/1"])
      let disavow = try folder.text("out/disavow.txt")
      #expect(disavow.contains("domain:both.example\n"))
      #expect(!disavow.contains("spam.example") && !disavow.contains("mostly.example"))
      #expect(try folder.text("out/domains.csv").contains("without effect: every target"))
      #expect(try folder.text("out/domains.csv").contains("every bad link goes to a page"))
    }
  }
}
