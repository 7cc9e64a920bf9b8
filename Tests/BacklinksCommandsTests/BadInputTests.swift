import Foundation
import Testing

@Suite struct BadInputTests {
  /// An input that gives nothing, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: @Sendable () throws -> [UInt8]?
    let message: String
    /// With a good file beside it.
    var code: Int32 = 3
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "missing.csv", bytes: { nil }, message: "no such file or directory"),
    Case(
      name: "cut.csv.gz", bytes: { try Array(SmallFiles.gzip(SmallFiles.twoLinks).prefix(60)) },
      message: "member 1: gzip data ends early; the download may be incomplete"),
    Case(
      name: "damaged.csv.gz",
      bytes: {
        var bytes = try SmallFiles.gzip(SmallFiles.twoLinks)
        for index in 20..<40 { bytes[index] ^= 0xFF }
        return bytes
      }, message: "member 1: "),
    Case(
      name: "login.csv", bytes: { Array("<!DOCTYPE html><html><body>Log in</body></html>".utf8) },
      message: "a web page, not an export; the download may have asked for a login"),
    Case(
      name: "outgoing.csv",
      bytes: {
        Array("Domain ascore,Domain,Links,First seen,Last seen\n30,a.example,3,,\n".utf8)
      }, message: "this is Semrush, Outgoing domains: this report lists domains that the site links"
    ),
    Case(name: "empty.csv", bytes: { [] }, message: "the file is empty", code: 0),
    Case(
      name: "noise.csv",
      bytes: { (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) } },
      message: "binary data, expected text"),
  ]

  private func place(_ example: Case, in folder: TemporaryFolder) throws -> String {
    guard let bytes = try example.bytes() else { return folder.path(example.name) }
    return try folder.write(example.name, bytes)
  }

  @Test(arguments: cases)
  func `alone it ends with 1, one clear line and no file`(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try place(example, in: folder)
    let run = try CommandRun("audit", path, "--out", folder.path("out"))
    #expect(run.code == 1)
    #expect(run.output == "")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("backlinks: \(path): \(example.message)") == true, "\(lines)")
    #expect(lines.last?.hasSuffix("nothing was written") == true)
    #expect(!folder.has("out"))
  }

  @Test(arguments: cases)
  func `beside a good file it is reported, and the good file is audited`(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try place(example, in: folder)
    let good = try folder.write("good.csv", SmallFiles.twoLinks)
    let run = try CommandRun("audit", path, good, "--out", folder.path("out"))
    #expect(run.code == example.code)
    #expect(run.errors.hasPrefix("backlinks: \(path): \(example.message)"), "\(run.errors)")
    #expect(try folder.text("out/disavow.txt").contains("domain:bad.example"))
  }

  @Test(arguments: cases)
  func `convert reads the good file too`(_ example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try place(example, in: folder)
    let good = try folder.write("good.csv", SmallFiles.twoLinks)
    let run = try CommandRun("convert", path, good)
    #expect(run.code == example.code)
    #expect(run.output.contains("https://bad.example/1"))
    #expect(run.errors.contains(example.message), "\(run.errors)")
  }

  @Test func `a directory without files is an input that is missing`() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun("audit", folder.root)
    #expect(run.code == 1)
    #expect(
      run.errors == """
        backlinks: \(folder.root): the directory holds no files to read
        backlinks: no rows in any input; nothing was written

        """)
  }

  @Test func `a misspelt field of a rule is shown with its place and the nearest name`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "rules/mine/typo.yaml", "id: typo\nmatch:\n  link.anchro: { is: x }\n")
    let good = try folder.write("good.csv", SmallFiles.twoLinks)
    for command in [
      ["rules", "check"], ["audit", good, "--out", folder.path("out")], ["convert", good],
    ] {
      let run = try CommandRun(command + ["--rules", folder.path("rules")])
      #expect(run.code == 2)
      #expect(run.output == "")
      #expect(
        run.errors.contains(
          """
          \(path):3:3: unknown field 'link.anchro'; did you mean 'link.anchor'?
            3 |   link.anchro: { is: x }
              |   ^~~~~~~~~~~
          """), "\(run.errors)")
    }
    #expect(!folder.has("out"))
  }

  @Test func `a misspelt setting is an error of usage with its place`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("good.csv", SmallFiles.twoLinks)
    let path = try folder.write("mine.yaml", "sites: [shop.example]\nbrnad: [Shop]\n")
    let run = try CommandRun("audit", good, "--config", path)
    #expect(run.code == 2)
    #expect(
      run.errors.hasPrefix("backlinks: \(path):2:1: unknown key 'brnad'; did you mean 'brand'?"))
  }

  static let wrongUsage: [([String], String)] = [
    (["audit", "x.csv", "--ot", "d"], "unknown option '--ot'; did you mean '--out'?"),
    (["audti"], "unknown command 'audti'; did you mean 'audit'?"),
    (["audit"], "missing argument INPUT"),
    (
      ["audit", "x.csv", "--policy", "hard"],
      "option '--policy' is 'hard', expected one of watch, clean, manual-action"
    ),
    (
      ["audit", "x.csv", "--max-rejects", "200"],
      "option '--max-rejects' is '200', expected a number from 0 to 100"
    ),
    (["audit", "x.csv", "--as-of", "soon"], "--as-of: 'soon' is not a date such as 2026-01-31"),
    (["audit", "x.csv", "--site", "a b"], "'a b' is not a host"),
    (["audit", "x.csv", "--config", "no.yaml"], "no.yaml: cannot open: no such file or directory"),
    (["audit", "x.csv", "--previous", "no.txt"], "no.txt: cannot open: no such file or directory"),
    (["rules", "check", "--rules", "no"], "no: cannot open: no such file or directory"),
  ]

  @Test(arguments: wrongUsage)
  func `wrong usage ends with 2 and says what is wrong`(
    _ arguments: [String], _ message: String
  ) throws {
    let run = try CommandRun(arguments)
    #expect(run.code == 2)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("backlinks: \(message)\n"), "\(run.errors)")
  }

  @Test func `a folder that cannot be made ends with 1`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("good.csv", SmallFiles.twoLinks)
    let run = try CommandRun("audit", good, "--out", good + "/out")
    #expect(run.code == 1)
    #expect(run.errors.hasPrefix("backlinks: \(good): cannot create: "), "\(run.errors)")
    #expect(folder.names == ["good.csv"])
  }

  @Test func `rows that cannot be used are told with their place, and listed`() throws {
    let audited = try Audited(
      SmallFiles.export([
        "https://good.example/1,https://shop.example/,nice lamps,false",
        "not a page,https://shop.example/,nice lamps,false",
      ]))
    #expect(audited.run.code == 3)
    #expect(
      audited.run.errors.contains(
        "export-0.csv:3: the linking page is no web address: 'not a page'; row skipped"))
    let rejects = try PlainCSV.rows(audited.file("rejects.csv"))
    #expect(rejects.map { $0["line"] } == ["3"])
    #expect(rejects.map { $0["reason"] } == ["invalid-source"])
  }

  @Test(arguments: [("49", Int32(3)), ("50", 0), ("100", 0)])
  func `rejects end a run with 3 past the limit only`(_ limit: String, _ code: Int32) throws {
    let text = SmallFiles.export([
      "https://good.example/1,https://shop.example/,nice lamps,false",
      "not a page,https://shop.example/,nice lamps,false",
    ])
    #expect(try Audited(text, options: ["--max-rejects", limit]).run.code == code)
  }
}
