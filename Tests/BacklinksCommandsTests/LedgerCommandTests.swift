import Foundation
import Testing

/// The ledger from the command line.
@Suite struct LedgerCommandTests {
  private static let lines = (1...40).map { number in
    "203.0.113.\(number) - - [30/Sep/2026:10:00:\(10 + number)  +0000] \"GET / HTTP/1.1\" 200 5 "
      .replacingOccurrences(of: "  ", with: " ")
      + "\"https://blog\(number % 3).example/\" \"Mozilla/5.0 Firefox/120.0\"\n"
  }.joined()

  private func exports(_ folder: TemporaryFolder) throws -> String {
    try folder.write(
      "x.csv",
      SmallFiles.export([
        "https://spam.example/1,https://shop.example/,buy viagra,false",
        "https://good.example/1,https://shop.example/,nice lamps,false",
        "https://sub.other.example/1,https://shop.example/a,lamps,false",
      ]))
  }

  @Test func `an audit of the ledger is an audit of what was read into it`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let ingest = try CommandRun(["ingest", Repository.samples, "--ledger", ledger, "-q"])
    #expect(ingest.code == 0 && ingest.output.isEmpty && ingest.errors.isEmpty, "\(ingest.errors)")
    let site = "lantern-harbour.example"
    let plain = try CommandRun(
      ["audit", Repository.samples, "--site", site, "--out", folder.path("plain")])
    let kept = try CommandRun(["audit", "--ledger", ledger, "--out", folder.path("kept")])
    #expect(plain.code == kept.code)
    for name in ["domains.csv", "disavow.txt"] {
      #expect(try folder.text("kept/" + name) == folder.text("plain/" + name))
    }
    // And again: the history of verdicts changes nothing.
    _ = try CommandRun(["audit", "--ledger", ledger, "--out", folder.path("again")])
    #expect(try folder.text("again/domains.csv") == folder.text("kept/domains.csv"))
    let explained = try CommandRun(["explain", "spam.example", "--ledger", ledger])
    #expect(explained.code == 1)
  }

  @Test func `audit takes new inputs into the ledger first`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let export = try exports(folder)
    let first = try CommandRun("audit", export, "--ledger", ledger, "--out", folder.path("one"))
    #expect(first.code == 0, "\(first.errors)")
    let second = try CommandRun("audit", "--ledger", ledger, "--out", folder.path("two"))
    #expect(second.code == 0)
    #expect(try folder.text("one/domains.csv") == folder.text("two/domains.csv"))
    #expect(try folder.text("one/disavow.txt").contains("domain:spam.example"))
    let none = try CommandRun("audit", "--out", folder.path("three"))
    #expect(none.code == 2)
  }

  @Test func `decisions take the place of verdicts, and say who decided`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let export = try exports(folder)
    let table = try folder.write(
      "decisions.csv",
      "subject,decision,note,author,date\nspam.example,keep,\"ours, in fact\",me,2026-05-01\n"
        + "https://good.example/1,disavow,,me,2026-05-02\nshop.example,disavow,oops,me,2026-05-02\n"
        + "sub.other.example,disavow,paid,you,2026-05-03\n")
    #expect(try CommandRun("decide", "--from", table, "--ledger", ledger).code == 0)
    let run = try CommandRun("audit", export, "--ledger", ledger, "--out", folder.path("out"))
    #expect(run.code == 0, "\(run.errors)")
    let disavow = try folder.text("out/disavow.txt")
    #expect(!disavow.contains("spam.example"))
    #expect(disavow.contains("decided by me on 2026-05-02\nhttps://good.example/1\n"))
    #expect(disavow.contains("decided by you on 2026-05-03: paid\ndomain:sub.other.example\n"))
    // A hard guard stands above a decision.
    #expect(!disavow.contains("shop.example"))
    let explained = try CommandRun("explain", "spam.example", "--ledger", ledger)
    #expect(explained.output.contains("decided by me on 2026-05-01: ours, in fact"))
    // The same without a ledger, and back again.
    let plain = try CommandRun("audit", export, "--decisions", table, "--out", folder.path("plain"))
    #expect(plain.code == 0)
    #expect(try folder.text("plain/disavow.txt") == disavow)
    let exported = try CommandRun("ledger", "export", "decisions", "--ledger", ledger).output
    let again = try folder.write("again.csv", exported)
    let other = folder.path("other.db")
    #expect(try CommandRun("decide", "--from", again, "--ledger", other).code == 0)
    #expect(try CommandRun("ledger", "export", "decisions", "--ledger", other).output == exported)
  }

  @Test func `a newer decision replaces an older one, and no other`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    func decide(_ words: String...) throws -> CommandRun {
      try CommandRun(["decide"] + words + ["--ledger", ledger, "--author", "me"])
    }
    #expect(try decide("HTTPS://Spam.Example", "disavow", "--date", "2026-05-02").code == 0)
    #expect(try decide("spam.example", "keep", "--date", "2026-05-01").output.contains("older"))
    let kept = "subject,decision,note,author,date\nspam.example,disavow,,me,2026-05-02\n"
    #expect(try CommandRun("ledger", "export", "decisions", "--ledger", ledger).output == kept)
    #expect(try decide("spam.example", "review", "--date", "2026-05-03").code == 0)
    #expect(
      try CommandRun("ledger", "export", "decisions", "--ledger", ledger).output
        .contains("spam.example,review"))
    for words in [["spam.example", "destroy"], ["not a host", "keep"], ["spam.example"]] {
      #expect(try CommandRun(["decide"] + words + ["--ledger", ledger]).code == 2)
    }
    let bad = try folder.write(
      "bad.csv", "subject,decision\nspam.example,keep\n%%,keep\nx.example,no\n")
    let run = try CommandRun("decide", "--from", bad, "--ledger", ledger)
    #expect(run.code == 2)
    #expect(run.errors.contains("bad.csv:3: '%%' is neither a host nor a web address"))
    #expect(run.errors.contains("bad.csv:4: 'no' is no decision"))
  }

  @Test func `a rehearsal says what would be taken and keeps nothing`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let log = try folder.write("a.log", Self.lines)
    let words = ["ingest", log, "--site", "shop.example", "--ledger", ledger]
    let rehearsal = try CommandRun(words + ["--dry-run"])
    #expect(rehearsal.code == 0)
    #expect(rehearsal.output.contains("Would take 40 of 40 rows and lines; inputs: 1 new."))
    #expect(!folder.has("links.db"))
    #expect(try CommandRun(words).output.contains("Took 40 of 40"))
    let before = try folder.bytes("links.db")
    let more = try folder.write(
      "b.log", Self.lines.replacingOccurrences(of: "10:00", with: "11:00"))
    let second = try CommandRun(
      "ingest", log, more, "--site", "shop.example", "--ledger", ledger, "--dry-run")
    #expect(second.output.contains("Would take 40 of 40 rows and lines; inputs: 1 new, 1 known."))
    #expect(try folder.bytes("links.db") == before)
  }

  @Test func `JSON names every input with its state and counts`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("a.log", Self.lines + "no request\n")
    let run = try CommandRun(
      "ingest", log, folder.path("none.log"), try folder.write("empty.log", ""), "--site",
      "shop.example", "--ledger", folder.path("links.db"), "--json", "--rejects",
      folder.path("rejects.csv"))
    #expect(run.code == 3)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let inputs = try #require(object["inputs"] as? [[String: Any]])
    #expect(inputs.map { $0["state"] as? String } == ["empty", "new"])
    #expect(object["used"] as? Int == 40)
    #expect((object["rejected"] as? [String: Int]) == ["unknown format": 1])
    #expect(try folder.text("rejects.csv").contains("no request"))
  }

  @Test func `rejects past the limit end with 3, and what could be read is kept`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write(
      "a.log", Self.lines + String(repeating: "no request\n", count: 10))
    let words = ["ingest", log, "--site", "shop.example", "--ledger", folder.path("links.db")]
    #expect(try CommandRun(words).code == 3)
    #expect(try CommandRun(words + ["--max-rejects", "0"]).code == 0)
  }

  @Test func `what Google has is remembered for a site`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("disavow.txt", "domain:spam.example\nhttps://a.example/x\n")
    let ledger = folder.path("links.db")
    let run = try CommandRun(
      "disavow", "uploaded", file, "--site", "shop.example", "--ledger", ledger, "--date",
      "2026-09-30")
    #expect(run.code == 0)
    #expect(run.output == "shop.example: 2 entries uploaded on 2026-09-30.\n")
    let unnamed = try CommandRun("disavow", "uploaded", file, "--ledger", ledger)
    #expect(unnamed.code == 0, "the ledger knows one site")
  }

  @Test func `a ledger is checked, shrunk and printed`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    #expect(try CommandRun("ingest", exports(folder), "--ledger", ledger).code == 0)
    let check = try CommandRun("ledger", "check", "--ledger", ledger)
    #expect(check.code == 0 && check.output.contains("whole; 1 sites, 3 links"))
    #expect(try CommandRun("ledger", "vacuum", "--ledger", ledger).code == 0)
    let links = try CommandRun("ledger", "export", "links", "--ledger", ledger)
    let rows = PlainCSV.rows(links.output)
    #expect(
      Set(rows.map { $0["source_url"] }) == [
        "https://spam.example/1", "https://good.example/1", "https://sub.other.example/1",
      ])
    #expect(rows.contains { $0["anchor"] == "buy viagra" && $0["nofollow"] == "false" })
    let stranger = try folder.write("stranger.db", "no ledger")
    for words in [["ledger", "check"], ["ledger", "vacuum"], ["ledger", "export", "links"]] {
      let run = try CommandRun(words + ["--ledger", stranger])
      #expect(run.code == 1)
      #expect(run.errors == "backlinks: \(stranger): not a ledger of this program; left as it is\n")
    }
    #expect(try folder.text("stranger.db") == "no ledger")
  }

  @Test func `no address of a visitor is kept`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("links.db")
    let log = try folder.write("a.log", Self.lines)
    #expect(
      try CommandRun("ingest", log, "--site", "shop.example", "--ledger", ledger).code == 0)
    let bytes = Data(try folder.bytes("links.db"))
    #expect(bytes.range(of: Data("blog1.example".utf8)) != nil)
    #expect(bytes.range(of: Data("203.0.113".utf8)) == nil)
    #expect(bytes.range(of: Data("Firefox".utf8)) == nil)
  }
}
