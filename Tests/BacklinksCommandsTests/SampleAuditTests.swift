import Foundation
import Testing

/// The audit of the sample shop, run once for all tests.
enum SampleAudit {
  static let site = "lantern-harbour.example"

  static let shared = Result { () throws -> (run: CommandRun, folder: TemporaryFolder) in
    let folder = try TemporaryFolder()
    return (try run(into: folder.path("out")), folder)
  }

  static func run(
    _ inputs: [String] = [Repository.samples], into directory: String, _ options: String...
  ) throws -> CommandRun {
    try CommandRun(["audit"] + inputs + ["--site", site, "--out", directory] + options)
  }

  static func path(_ name: String) throws -> String { try shared.get().folder.path("out/" + name) }
  static func file(_ name: String) throws -> String { try shared.get().folder.text("out/" + name) }

  /// The inputs, by name.
  static var inputs: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: Repository.samples).sorted()
        .map { Repository.samples + "/" + $0 }
    }
  }
}

@Suite struct SampleAuditTests {
  @Test func `every domain of the sample has the verdict and the class that people gave it`()
    throws
  {
    let expected = try PlainCSV.rows(
      String(contentsOfFile: Repository.expectedVerdicts, encoding: .utf8))
    let found = Dictionary(
      try PlainCSV.rows(SampleAudit.file("domains.csv")).map { ($0["domain"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    #expect(found.count == expected.count)
    for row in expected {
      let domain = row["domain"] ?? ""
      let got = found[domain]
      #expect(
        got?["verdict"] == row["verdict"] && got?["class"] == row["class"],
        "\(domain): \(row["why"] ?? ""); found \(got ?? [:])")
    }
  }

  @Test func `the audit of the sample succeeds, and its summary names a file that exists`() throws {
    let (run, folder) = try SampleAudit.shared.get()
    #expect(run.code == 0)
    #expect(run.errors == "")
    for name in ["report.html", "summary.md"] {
      #expect(run.output.contains(name))
      #expect(folder.has("out/" + name))
    }
  }

  static let judged = ["disavow.txt", "domains.csv", "links.csv"]

  @Test func `a second run writes the same bytes`() throws {
    let folder = try TemporaryFolder()
    _ = try SampleAudit.run(into: folder.path("out"))
    for name in Self.judged + [
      "summary.json", "summary.md", "report.html", "outreach.csv", "rejects.csv",
    ] {
      #expect(try folder.text("out/" + name) == SampleAudit.file(name), "\(name)")
    }
  }

  @Test func `the order of the inputs changes no verdict`() throws {
    let folder = try TemporaryFolder()
    _ = try SampleAudit.run(SampleAudit.inputs.reversed(), into: folder.path("out"))
    for name in Self.judged {
      #expect(try folder.text("out/" + name) == SampleAudit.file(name), "\(name)")
    }
  }

  @Test func `the order of the rows changes no verdict`() throws {
    let folder = try TemporaryFolder()
    for path in try SampleAudit.inputs {
      let name = URL(fileURLWithPath: path).lastPathComponent
      if name.hasSuffix("-backlinks.csv") || name.hasPrefix("https___") {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try folder.write("in/" + name, SmallFiles.shuffled(text))
      } else {
        try folder.write("in/" + name, Data(contentsOf: URL(fileURLWithPath: path)))
      }
    }
    _ = try SampleAudit.run([folder.path("in")], into: folder.path("out"))
    for name in Self.judged {
      #expect(try folder.text("out/" + name) == SampleAudit.file(name), "\(name)")
    }
  }

  @Test func `the disavow file is clean and spares own site, platforms and suffixes`() throws {
    let lint = try CommandRun(
      "disavow", "lint", SampleAudit.path("disavow.txt"), "--site", SampleAudit.site)
    #expect(lint.code == 0)
    #expect(!lint.output.contains(" error "))
    let entries = try SampleAudit.file("disavow.txt").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(entries.count > 20)
    for guarded in [
      "domain:lantern-harbour.example", "domain:blogspot.com", "domain:wordpress.com",
      "domain:example", "domain:gov.uk", "domain:co.uk", "domain:example.gov.uk",
    ] {
      #expect(!entries.contains { $0 == guarded }, "\(guarded)")
    }
    #expect(!entries.contains { $0.contains("lantern-harbour") })
  }

  @Test func `lines of the previous file stay first and as they were`() throws {
    let mine = """
      # mine,  by hand
      domain:quiet-anvil.example

      http://old.example/page
      domain:another.example

      """
    let folder = try TemporaryFolder()
    let previous = try folder.write("mine.txt", mine)
    _ = try SampleAudit.run(into: folder.path("out"), "--previous", previous)
    let text = try folder.text("out/disavow.txt")
    #expect(text.hasPrefix(mine))
    #expect(text.components(separatedBy: "domain:quiet-anvil.example").count == 2)
    #expect(text.contains("domain:pill-harbor.top"))
  }

  @Test func `an audit on top of its own file changes nothing`() throws {
    let folder = try TemporaryFolder()
    let run = try SampleAudit.run(
      into: folder.path("out"), "--previous", SampleAudit.path("disavow.txt"))
    #expect(try folder.text("out/disavow.txt") == SampleAudit.file("disavow.txt"))
    #expect(run.output.contains("+0 −0"))
  }

  @Test func `lines that an audit found once and not again are kept until they are pruned`() throws
  {
    let folder = try TemporaryFolder()
    let old = try SampleAudit.file("disavow.txt")
      .replacingOccurrences(of: "domain:pbn-depot.example", with: "domain:pbn-gone.example")
    let previous = try folder.write("old.txt", old)
    _ = try SampleAudit.run(into: folder.path("kept"), "--previous", previous)
    _ = try SampleAudit.run(into: folder.path("pruned"), "--previous", previous, "--prune")
    #expect(try folder.text("kept/disavow.txt").contains("domain:pbn-gone.example"))
    #expect(try !folder.text("pruned/disavow.txt").contains("domain:pbn-gone.example"))
  }

  @Test func `the summary in JSON is what the file holds`() throws {
    let run = try CommandRun("audit", Repository.samples, "--site", SampleAudit.site, "--json")
    #expect(run.code == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["site"] as? String == SampleAudit.site)
  }

  @Test(arguments: [
    ("rx-discount-corner.example", "disavow-domain", "without spam-phrase"),
    ("example.gov.uk", "review", "without its protection it would be disavow-host"),
    ("slow-evenings.example", "keep", "nothing was found against it"),
    ("https://shipwright-stories.example/2019/05/tiller", "disavow-url", "tiller"),
  ])
  func `explain says why a domain has its verdict`(
    _ name: String, _ verdict: String, _ sentence: String
  ) throws {
    let run = try CommandRun("explain", name, Repository.samples, "--site", SampleAudit.site)
    #expect(run.code == 0)
    #expect(run.output.contains(": \(verdict)\n"))
    #expect(run.output.contains(sentence), "\(run.output)")
  }

  @Test func `explain of a domain without links fails in one line`() throws {
    let run = try CommandRun(
      "explain", "nobody.example", Repository.samples, "--site", SampleAudit.site)
    #expect(run.code == 1)
    #expect(run.errors == "backlinks: no link from 'nobody.example' in these inputs\n")
  }
}
