import Foundation
import Testing

@Suite struct OptionTests {
  static let links = SmallFiles.export([
    "https://pills.example/1,https://shop.example/,buy viagra,false",
    "https://dice.example/1,https://shop.example/,online casino bonus,false",
    "https://quiet.example/1,https://shop.example/a,cheap cialis,true",
    "https://guest.example/sponsored-post/x,https://shop.example/b,cheap storm lamps,false",
    "https://good.example/1,https://shop.example/,nice lamps,false",
  ])

  /// Options, a domain, and its verdict.
  static let cases: [([String], String, String?)] = [
    ([], "pills.example", "disavow-domain"),
    ([], "quiet.example", "ignore"),
    ([], "guest.example", "review"),
    (["--policy", "watch"], "pills.example", "disavow-domain"),
    (["--policy", "watch"], "guest.example", "review"),
    (["--policy", "manual-action"], "guest.example", "disavow-domain"),
    (["--policy", "manual-action"], "good.example", "keep"),
    (["--nofollow", "review"], "quiet.example", "review"),
    (["--nofollow", "disavow"], "quiet.example", "disavow-domain"),
    (["--allow", "pills.example"], "pills.example", "keep"),
    (["--allow", "www.pills.example"], "pills.example", "review"),
    (["--own", "pills.example"], "pills.example", nil),
    (["--topic", "casino"], "dice.example", "keep"),
    (["--topic", "casino"], "pills.example", "disavow-domain"),
  ]

  @Test(arguments: cases)
  func `an option changes the verdict that it speaks of`(
    _ options: [String], _ domain: String, _ verdict: String?
  ) throws {
    let audited = try Audited(OptionTests.links, options: options)
    #expect(audited.run.code == 0)
    #expect(try audited.verdict(domain) == verdict)
    let isWritten = try audited.file("disavow.txt").contains("domain:\(domain)\n")
    #expect(isWritten == (verdict == "disavow-domain"))
  }

  @Test func `what the allow list keeps out is said`() throws {
    let audited = try Audited(OptionTests.links, options: ["--allow", "pills.example"])
    #expect(audited.run.output.contains("1 entry kept out by a guard"))
    #expect(try audited.file("summary.md").contains("the allow list names it"))
    #expect(try audited.domains()["pills.example"]?["reason"]?.contains("allow list") == true)
  }

  @Test func `an address on an allowed host is not disavowed either`() throws {
    let rows =
      (1...6).map { "https://blog.example/\($0),https://shop.example/,lamps \($0),false" }
      + ["https://blog.example/7,https://shop.example/,buy viagra,false"]
    let text = SmallFiles.export(rows)
    #expect(try Audited(text).file("disavow.txt").contains("https://blog.example/7\n"))
    let allowed = try Audited(text, options: ["--allow", "blog.example"])
    #expect(try allowed.verdict("blog.example") == "keep")
    #expect(try !allowed.file("disavow.txt").contains("blog.example"))
  }

  static let severities: [([String], Int32)] = [
    (["--fail-on", "low"], 5), (["--fail-on", "high"], 5), ([], 0),
    (["--fail-on", "high", "--allow", "pills.example", "--allow", "dice.example"], 0),
    (["--fail-on", "medium", "--allow", "pills.example", "--allow", "dice.example"], 5),
  ]

  @Test(arguments: severities)
  func `a new grave verdict ends with 5 when it is asked for`(
    _ options: [String], _ code: Int32
  ) throws {
    #expect(try Audited(OptionTests.links, options: options).run.code == code)
  }

  @Test func `what the previous file has wakes nobody`() throws {
    let first = try Audited(OptionTests.links)
    let previous = first.folder.path("out/disavow.txt")
    let options = ["--previous", previous, "--fail-on"]
    #expect(try Audited(OptionTests.links, options: options + ["high"]).run.code == 0)
    // The guest article is for review, which no file can know.
    #expect(try Audited(OptionTests.links, options: options + ["medium"]).run.code == 5)
  }

  @Test func `links.csv holds the links with a finding, or all of them`() throws {
    let some = try PlainCSV.rows(Audited(OptionTests.links).file("links.csv"))
    let all = try PlainCSV.rows(
      Audited(OptionTests.links, options: ["--all-links"]).file("links.csv"))
    #expect(some.count == 4)
    #expect(all.count == 5)
    #expect(!some.contains { $0["source_domain"] == "good.example" })
  }

  @Test func `quiet says nothing on success`() throws {
    let run = try Audited(OptionTests.links, options: ["-q"]).run
    #expect(run.output == "")
    #expect(run.errors == "")
  }

  /// Twenty-four domains; a third of the value is spam.
  static let costly = SmallFiles.export(
    (0..<24).map { number in
      let anchor = number < 8 ? "buy viagra \(number)" : "lamp \(number)"
      return "https://site\(number).example/,https://shop.example/\(number),\(anchor),false"
    })

  @Test func `a file that costs more than a quarter of the value is held until it is forced`()
    throws
  {
    let held = try Audited(OptionTests.costly)
    #expect(held.run.code == 3)
    #expect(held.folder.has("out/disavow.held.txt"))
    #expect(!held.folder.has("out/disavow.txt"))
    #expect(held.run.output.contains("--force"))
    #expect(held.run.output.contains("Written to \(held.folder.path("out")): disavow.held.txt"))
    let forced = try Audited(OptionTests.costly, options: ["--force"])
    #expect(forced.run.code == 0)
    #expect(forced.folder.has("out/disavow.txt"))
    #expect(!forced.folder.has("out/disavow.held.txt"))
    #expect(try held.file("disavow.held.txt") == forced.file("disavow.txt"))
  }

  @Test func `two sites have a folder each, and a summary of both`() throws {
    let audited = try Audited(
      OptionTests.links,
      OptionTests.links.replacingOccurrences(of: "shop.example", with: "inn.example"))
    #expect(audited.run.code == 0)
    for name in [
      "shop.example/disavow.txt", "inn.example/disavow.txt", "summary.json", "summary.md",
    ] {
      #expect(audited.folder.has("out/" + name), "\(name)")
    }
  }
}

@Suite struct AuditFolderTests {
  @Test func `a held audit leaves an older disavow file and says so`() throws {
    let first = try Audited(OptionTests.links)
    let older = try first.file("disavow.txt")
    let export = try first.folder.write("costly.csv", OptionTests.costly)
    let run = try CommandRun("audit", export, "--out", first.folder.path("out"))
    #expect(run.code == 3)
    #expect(try first.file("disavow.txt") == older)
    #expect(run.errors.contains("disavow.txt: of an earlier run, left as it is"))
    // What was held is outdated when the next file is written.
    let forced = try CommandRun("audit", export, "--out", first.folder.path("out"), "--force")
    #expect(forced.code == 0)
    #expect(!first.folder.has("out/disavow.held.txt"))
    #expect(try first.file("disavow.txt") != older)
  }

  @Test func `a site that no row links to is no success`() throws {
    let audited = try Audited(OptionTests.links, options: ["--site", "inn.example"])
    #expect(audited.run.code == 1)
    #expect(!audited.folder.has("out/disavow.txt"))
    #expect(
      audited.run.errors.contains(
        "inn.example: no row of the inputs links there; nothing was written"))
    let both = try Audited(
      OptionTests.links, options: ["--site", "inn.example", "--site", "shop.example"])
    #expect(both.run.code == 3)
  }
}
