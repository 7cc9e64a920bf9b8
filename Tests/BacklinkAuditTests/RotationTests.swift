import Foundation
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// What happens to logs between two runs: every line is counted once.
@Suite struct RotationTests {
  /// A line of its own, from one of seven pages.
  static func line(_ number: Int) -> String {
    let time = "\(10 + number / 3_600):\(number / 60 % 60 + 100):\(number % 60 + 100)"
      .split(separator: ":").map { $0.suffix(2) }.joined(separator: ":")
    return
      "203.0.113.\(number % 200) - - [30/Sep/2026:\(time) +0000] \"GET /p\(number % 5) HTTP/1.1\" "
      + "200 5 \"https://from\(number % 7).example/page\" \"Mozilla/5.0 Firefox/\(number % 3)\"\n"
  }

  static func lines(_ range: Range<Int>) -> String { range.map(line).joined() }

  /// A line as IIS writes it, below a head that is the same in all files.
  static func extended(_ range: Range<Int>) -> String {
    "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n"
      + "#Fields: date time cs-method cs-uri-stem c-ip cs(User-Agent) cs(Referer) sc-status\n"
      + range.map {
        "2026-09-30 10:\($0 / 60 % 60 + 100):\($0 % 60 + 100) GET /p 203.0.113.9 Firefox "
          .replacingOccurrences(of: ":1", with: ":")
          + "https://from\($0 % 7).example/ 200\n"
      }.joined()
  }

  /// What happens, step by step; after each the logs are read.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// How many different lines there were.
    let lines: Int
    /// How many lines with `#` there were beside them.
    var directives = 0
    /// Whether at the end all lines are still in some file.
    var isComplete = true
    let steps: [@Sendable (LedgerFolder) throws -> Void]

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a log grows", lines: 90,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        { try $0.append("a.log", lines(40..<41)) },
        { try $0.append("a.log", lines(41..<90)) },
      ]),
    Case(
      name: "nothing happens", lines: 40,
      steps: [
        { try $0.write("a.log", lines(0..<40)) }, { _ in }, { _ in },
      ]),
    Case(
      name: "renamed", lines: 100,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.append("a.log", lines(40..<60))
          try $0.rename("a.log", "a.log.1")
          try $0.write("a.log", lines(60..<80))
        },
        { try $0.append("a.log", lines(80..<100)) },
      ]),
    Case(
      name: "renamed, and empty just after", lines: 60,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.rename("a.log", "a.log.1")
          try $0.write("a.log", "")
        },
        { try $0.append("a.log", lines(40..<60)) },
      ]),
    Case(
      name: "copied and cut to nothing", lines: 100,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.append("a.log", lines(40..<60))
          try $0.copy("a.log", "a.log.1")
          try $0.write("a.log", "")
        },
        { try $0.append("a.log", lines(60..<100)) },
      ]),
    Case(
      name: "copied, cut, and written to before the next run", lines: 100,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.append("a.log", lines(40..<60))
          try $0.copy("a.log", "a.log.1")
          try $0.write("a.log", lines(60..<100))
        },
      ]),
    Case(
      name: "packed at once", lines: 80,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.append("a.log", lines(40..<60))
          try $0.rename("a.log", "a.log.1")
          try $0.gzip("a.log.1")
          try $0.write("a.log", lines(60..<80))
        },
        { _ in },
      ]),
    Case(
      name: "packed a turn later", lines: 100,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        {
          try $0.append("a.log", lines(40..<60))
          try $0.rename("a.log", "a.log.1")
          try $0.write("a.log", lines(60..<80))
        },
        {
          try $0.rename("a.log.1", "a.log.2")
          try $0.gzip("a.log.2")
          try $0.rename("a.log", "a.log.1")
          try $0.write("a.log", lines(80..<100))
        },
        { _ in },
      ]),
    Case(
      name: "a day's log beside its packed copy", lines: 60,
      steps: [
        { try $0.write("a.log", lines(0..<60)) },
        {
          try $0.copy("a.log", "b.log")
          try $0.gzip("b.log")
        },
      ]),
    Case(
      name: "another file takes over the inode", lines: 100, isComplete: false,
      steps: [
        { try $0.write("a.log", lines(0..<60)) }, { try $0.write("a.log", lines(60..<100)) },
      ]),
    Case(
      name: "short logs", lines: 3,
      steps: [
        { try $0.write("a.log", lines(0..<1)) },
        { try $0.append("a.log", lines(1..<2)) },
        {
          try $0.rename("a.log", "a.log.1")
          try $0.write("a.log", lines(2..<3))
        },
        { _ in },
      ]),
    Case(
      name: "a copy of a short log's beginning comes late", lines: 20,
      steps: [
        { try $0.write("a.log", lines(0..<20)) }, { try $0.write("b.log", lines(0..<2)) },
      ]),
    Case(
      name: "the same head in every file", lines: 60, directives: 9,
      steps: [
        { try $0.write("a.log", extended(0..<20)) },
        {
          try $0.write("b.log", extended(20..<50))
          try $0.append("a.log", extended(50..<60))
        },
        { _ in },
      ]),
    Case(
      name: "only a head yet", lines: 20, directives: 3,
      steps: [
        { try $0.write("a.log", extended(0..<0)) },
        { try $0.write("a.log", extended(0..<20)) },
      ]),
    Case(
      name: "shrunk and grown again", lines: 70, isComplete: false,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        { try $0.write("a.log", lines(40..<45)) },
        { try $0.append("a.log", lines(45..<70)) },
      ]),
    Case(
      name: "cut short", lines: 40, isComplete: false,
      steps: [
        { try $0.write("a.log", lines(0..<40)) },
        { try $0.write("a.log", lines(0..<20)) },
        { try $0.write("a.log", lines(0..<3)) },
      ]),
    Case(
      name: "a copy that is still being made", lines: 60,
      steps: [
        { try $0.write("a.log", lines(0..<60)) },
        { try $0.write("b.log", lines(0..<30)) },
        { try $0.append("b.log", lines(30..<60)) },
      ]),
    Case(
      name: "an old log comes late", lines: 80,
      steps: [
        { try $0.write("b.log", lines(40..<80)) }, { try $0.write("a.log", lines(0..<40)) },
      ]),
    Case(
      name: "read logs come again under other names", lines: 60,
      steps: [
        { try $0.write("a.log", lines(0..<60)) },
        { try $0.copy("a.log", "old-a.log") },
        {
          try $0.copy("a.log", "c.log")
          try $0.gzip("c.log")
          try $0.rename("old-a.log", "d.log")
        },
      ]),
    Case(
      name: "a line that is not finished waits", lines: 41,
      steps: [
        { try $0.write("a.log", lines(0..<40) + String(line(40).prefix(50))) },
        { try $0.append("a.log", String(line(40).dropFirst(50))) },
      ]),
    Case(
      name: "the first line is not finished", lines: 1,
      steps: [
        { try $0.write("a.log", String(line(0).dropLast(20))) },
        { try $0.append("a.log", String(line(0).suffix(20))) },
      ]),
  ]

  @Test(arguments: cases)
  func `each line is counted once, whatever happens between the runs`(_ example: Case) throws {
    let folder = try LedgerFolder()
    for step in example.steps {
      try step(folder)
      let ingest = try folder.ingestAll()
      #expect(!ingest.hasFailedInput, "\(ingest.diagnostics)")
    }
    #expect(try folder.lines() == example.lines + example.directives)
    #expect(try folder.hits() == example.lines)
  }

  @Test(arguments: cases.filter(\.isComplete))
  func `one run at the end counts the same`(_ example: Case) throws {
    let folder = try LedgerFolder()
    for step in example.steps { try step(folder) }
    try folder.ingestAll()
    #expect(try folder.lines() == example.lines + example.directives)
    #expect(try folder.hits() == example.lines)
  }

  @Test(arguments: cases)
  func `batches of a line count the same as one`(_ example: Case) throws {
    let (one, many) = (try LedgerFolder(), try LedgerFolder())
    many.options.batchLines = 1
    for step in example.steps {
      for folder in [one, many] {
        try step(folder)
        try folder.ingestAll()
      }
    }
    #expect(try differences(one.rows(), many.rows()) == [])
  }

  @Test func `an unfinished last line is taken on request`() throws {
    let folder = try LedgerFolder()
    try folder.write("a.log", Self.lines(0..<2) + String(Self.line(2).dropLast()))
    try folder.ingestAll()
    #expect(try folder.lines() == 2)
    folder.options.isFinal = true
    try folder.ingestAll()
    #expect(try folder.lines() == 3)
    try folder.ingestAll()
    #expect(try folder.lines() == 3)
  }

  @Test func `a damaged archive gives its whole lines, and the rest when it is whole`() throws {
    let folder = try LedgerFolder()
    let whole = PackedBytes.gzip(Array(Self.lines(0..<60).utf8))
    try folder.write("a.log.gz", Array(whole.prefix(whole.count / 2)))
    #expect(try folder.ingestAll().hasFailedInput)
    let some = try folder.lines()
    #expect((10..<60).contains(some))
    try folder.write("a.log.gz", whole)
    #expect(try !folder.ingestAll().hasFailedInput)
    #expect(try folder.lines() == 60)
    #expect(try folder.ingestAll().inputs.map(\.state) == [.known])
  }

  @Test func `a site that is added later gets the log from its beginning`() throws {
    let folder = try LedgerFolder(sites: ["a.example"])
    func line(_ host: String, _ number: Int) -> String { host + ":443 " + Self.line(number) }
    let text = (0..<30).map { line($0 % 3 == 0 ? "b.example" : "a.example", $0) }.joined()
    try folder.write("a.log", text)
    try folder.ingestAll()
    #expect(try folder.hits() == 20)
    folder.options.sites = ["a.example", "b.example"]
    try folder.append("a.log", line("b.example", 30))
    try folder.ingestAll()
    try folder.ingestAll()
    #expect(try folder.hits() == 31)
  }
}

extension LedgerFolder {
  /// Reads all files of the folder but the ledger.
  @discardableResult
  func ingestAll() throws -> Ingest {
    let names = try FileManager.default.contentsOfDirectory(atPath: root)
      .filter { !$0.hasPrefix("links.db") }.sorted()
    return try ingest(names)
  }
}

/// The rows that only one of two ledgers has, a few of them.
func differences(_ left: [String], _ right: [String]) -> [String] {
  let (old, new) = (Set(left), Set(right))
  let only = old.subtracting(new).sorted().prefix(3) + new.subtracting(old).sorted().prefix(3)
  return only.isEmpty && left.count != right.count
    ? ["\(left.count) rows, \(right.count)"] : Array(only)
}
