import CalendarTime
import Foundation
import SeededRandom

/// Small exports for the tests.
enum SmallFiles {
  static let header = "Source URL,Target URL,Anchor,Nofollow"

  /// An export of links to shop.example.
  static func export(_ rows: [String]) -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// One honest link and one of a spam trade.
  static let twoLinks = export([
    "https://good.example/1,https://shop.example/,nice lamps,false",
    "https://bad.example/1,https://shop.example/,buy viagra,false",
  ])

  static let log = """
    1.2.3.4 - - [30/Sep/2026:10:00:00 +0000] "GET /a/ HTTP/1.1" 200 512 "https://blog.example/p" "Mozilla/5.0 Firefox/120.0"
    1.2.3.5 - - [30/Sep/2026:11:00:00 +0000] "GET /a/ HTTP/1.1" 200 512 "https://blog.example/p" "Mozilla/5.0 Safari/600"
    1.2.3.6 - - [30/Sep/2026:11:00:01 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"
    1.2.3.6 - - [30/Sep/2026:11:00:02 +0000] "GET / HTTP/1.1" 200 512 "https://shop.example/x" "Mozilla/5.0"
    broken line

    """

  /// The bytes that `gzip` makes of a text.
  static func gzip(_ text: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = try folder.write("text", text)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", path]
    try process.run()
    process.waitUntilExit()
    return try folder.bytes("text.gz")
  }

  /// The lines below the first in another order, the same in every run.
  static func shuffled(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    let header = lines.removeFirst()
    var random = SeededGenerator(seed: 7)
    for index in lines.indices.reversed() {
      lines.swapAt(index, random.below(index + 1))
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }
}

/// The files of one audit in a folder of its own.
struct Audited {
  let run: CommandRun
  let folder: TemporaryFolder

  /// Audits one export, or several.
  init(
    _ exports: String..., options: [String] = [], today: Day = Day(rawValue: 20_500)
  ) throws {
    folder = try TemporaryFolder()
    var arguments = ["audit"]
    for (number, text) in exports.enumerated() {
      arguments.append(try folder.write("export-\(number).csv", text))
    }
    run = try CommandRun(arguments + ["--out", folder.path("out")] + options, today: today)
  }

  func file(_ name: String) throws -> String { try folder.text("out/" + name) }

  /// The rows of domains.csv by domain.
  func domains() throws -> [String: [String: String]] {
    Dictionary(
      try PlainCSV.rows(file("domains.csv")).map { ($0["domain"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func verdict(_ domain: String) throws -> String? { try domains()[domain]?["verdict"] }
}
