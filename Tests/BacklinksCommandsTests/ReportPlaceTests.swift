import BacklinkAudit
import LinkReports
import Testing

/// What a run writes never takes the place of a file of the user's, and is never read as an export.
@Suite struct ReportPlaceTests {
  private static let reports = ReportFile.allCases.map(\.name) + ["disavow.txt"]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("export.csv", SmallFiles.twoLinks)
    return folder
  }

  private func contents(_ folder: TemporaryFolder) throws -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: try folder.names.map { ($0, try folder.bytes($0)) })
  }

  @Test func `a folder that holds its own reports gives the same reports again, without a word`()
    throws
  {
    let folder = try folder()
    let arguments = ["audit", folder.root, "--out", folder.root, "-q"]
    let first = try CommandRun(arguments)
    #expect(first.code == 0)
    #expect(Set(folder.names) == Set(ReportPlaceTests.reports + ["export.csv"]))
    let written = try contents(folder)
    let second = try CommandRun(arguments)
    #expect(second.code == 0)
    #expect(second.errors == "")
    #expect(try contents(folder) == written)
  }

  @Test func `of several sites the folders are known again too`() throws {
    let folder = try folder()
    try folder.write(
      "more.csv",
      SmallFiles.export(["https://good.example/1,https://other.example/,nice lamps,false"]))
    let arguments = ["audit", folder.root, "--out", folder.root, "-q"]
    #expect(try CommandRun(arguments).code == 0)
    let summary = try folder.bytes("shop.example/summary.json")
    let second = try CommandRun(arguments)
    #expect(second.code == 0)
    #expect(second.errors == "")
    #expect(try folder.bytes("shop.example/summary.json") == summary)
  }

  @Test(arguments: ReportFile.allCases)
  func `a report is known by how it begins, under any name`(_ report: ReportFile) throws {
    let folder = try folder()
    _ = try CommandRun("audit", folder.path("export.csv"), "--out", folder.path("out"))
    let place = folder.path("out/" + report.name)
    #expect(ReportPlace.report(at: place) == report)
    let copy = try folder.write("copy", try folder.bytes("out/" + report.name))
    let run = try CommandRun("audit", folder.path("export.csv"), copy)
    #expect(run.code == 3)
    #expect(
      run.errors == "backlinks: \(copy): a report that an audit wrote, no export; leave it out\n")
  }

  @Test func `a disavow file is no export`() throws {
    let folder = try folder()
    let list = try folder.write("list.txt", "# mine\n\ndomain:bad.example\n")
    let run = try CommandRun("audit", folder.path("export.csv"), list)
    #expect(run.code == 3)
    #expect(
      run.errors
        == "backlinks: \(list): a disavow file, no export; audit reads it with --previous\n")
  }

  @Test(arguments: ReportFile.allCases, [[], ["--site", "shop.example"]])
  func `a file of the user's keeps its place`(_ report: ReportFile, _ options: [String]) throws {
    let folder = try TemporaryFolder()
    let export = try folder.write(report.name, SmallFiles.twoLinks)
    let run = try CommandRun(["audit", export, "--out", folder.root] + options)
    #expect(run.code == 1)
    #expect(run.errors.contains("a file that no audit wrote is there, and is left as it is"))
    #expect(folder.names == [report.name])
    #expect(try folder.text(report.name) == SmallFiles.twoLinks)
  }

  @Test func `an empty file is nobody's`() throws {
    let folder = try folder()
    try folder.write("links.csv", "")
    #expect(try CommandRun("audit", folder.path("export.csv"), "--out", folder.root).code == 0)
    #expect(try folder.text("links.csv") != "")
  }

  @Test(arguments: ["convert", "ingest"])
  func `rejected rows take no place of an export`(_ command: String) throws {
    let folder = try folder()
    let export = folder.path("export.csv")
    let ledger = command == "ingest" ? ["--ledger", folder.path("links.db")] : []
    let run = try CommandRun([command, export, "--rejects", export] + ledger)
    #expect(run.code == 1)
    #expect(try folder.text("export.csv") == SmallFiles.twoLinks)
    #expect(
      try CommandRun([command, export, "--rejects", folder.path("r.csv")] + ledger).code == 0)
    #expect(
      try CommandRun([command, export, "--rejects", folder.path("r.csv")] + ledger).code == 0)
  }

  /// What stands in disavow.txt before a run, further options, whether the new file is held.
  static let standing: [(text: String, options: [String], isHeld: Bool)] = [
    ("", [], false),
    ("# a note\n", [], false),
    ("domain:bad.example\n", [], false),
    ("http://bad.example/old\n", [], false),
    ("domain:mine.example\n", [], true),
    ("domain:mine.example\n", ["--force"], false),
    ("domain:mine.example\n", ["--previous", "disavow.txt"], false),
    ("# [backlinks] spam 2026-01-01: why\ndomain:gone.example\n", [], false),
    ("# [backlinks] spam 2026-01-01: why\ndomain:gone.example\n\ndomain:mine.example\n", [], true),
  ]

  @Test(arguments: standing)
  func `what the user wrote into disavow.txt does not go in silence`(
    _ text: String, _ options: [String], _ isHeld: Bool
  ) throws {
    let folder = try folder()
    let place = try folder.write("out/disavow.txt", text)
    let options = options.map { $0 == "disavow.txt" ? place : $0 }
    let run = try CommandRun(
      ["audit", folder.path("export.csv"), "--out", folder.path("out"), "-q"] + options)
    #expect(run.code == (isHeld ? 3 : 0))
    #expect(folder.has("out/disavow.held.txt") == isHeld)
    #expect(run.errors.contains("names domain:mine.example, which the new one lacks") == isHeld)
    if isHeld { #expect(try folder.text("out/disavow.txt") == text) }
    if options.contains("--previous") {
      #expect(try folder.text("out/disavow.txt").contains("domain:mine.example\n"))
    }
  }

  @Test func `a line that is appended to a written file is the user's`() throws {
    let folder = try folder()
    let arguments = ["audit", folder.path("export.csv"), "--out", folder.path("out"), "-q"]
    #expect(try CommandRun(arguments).code == 0)
    let text = try folder.text("out/disavow.txt") + "domain:mine.example\n"
    let place = try folder.write("out/disavow.txt", text)
    #expect(try CommandRun(arguments).code == 3)
    #expect(try folder.text("out/disavow.txt") == text)
    #expect(try CommandRun(arguments + ["--previous", place]).code == 0)
    #expect(try folder.text("out/disavow.txt").contains("domain:mine.example\n"))
    #expect(!folder.has("out/disavow.held.txt"))
  }

  @Test func `a ledger and its metrics may lie among what is read`() throws {
    let folder = try folder()
    let arguments = [
      "audit", folder.root, "--ledger", folder.path("links.db"), "--out", folder.root, "-q",
      "--metrics", folder.path("audit.prom"),
    ]
    for _ in 1...2 {
      let run = try CommandRun(arguments)
      #expect(run.code == 0)
      #expect(run.errors == "")
    }
  }
}
