import Foundation
import LinkLedger
import SeededRandom
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program is killed at any moment while it reads exports and growing, turning logs into a ledger:
/// run again, it leaves what one clean run leaves.
@Suite(.serialized) struct LedgerCrashTests {
  /// How many runs are killed; `make soak` sets more.
  static let kills = ProcessInfo.processInfo.environment["BACKLINKS_KILLS"].flatMap(Int.init) ?? 20

  private static func line(_ number: Int) -> String {
    let (hour, minute, second) = (10 + number / 3_600, 100 + number / 60 % 60, 100 + number % 60)
    return "203.0.113.\(number % 200) - - [30/Sep/2026:\(hour):\("\(minute)".suffix(2))"
      + ":\("\(second)".suffix(2)) +0000] \"GET /p\(number % 50) HTTP/1.1\" 200 5 "
      + "\"https://from\(number % 700).example/page\(number % 11)\" \"Mozilla/5.0 Firefox/\(number % 30)\"\n"
  }

  private static func export(_ rows: Range<Int>, _ day: Int) -> String {
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
      + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
      + rows.map {
        "5,Title \($0),https://site\($0 % 130).example/p\($0),https://shop.example/t\($0 % 30),"
          + "a\($0 % 70),3,4,false,false,false,true,false,false,false,false,2026-01-02,2026-09-\(day),"
          + "false,false\n"
      }.joined()
  }

  /// What a folder holds on a day: exports, and a log that grew, turned and was packed.
  private static func prepare(_ folder: TemporaryFolder, day: Int) throws {
    let log = { (range: Range<Int>) in range.map(line).joined() }
    let start = day * 4_000
    if day > 0 {
      let old = try folder.text("logs/access.log")
      try folder.write("logs/access.log.\(day)", old + log(start - 1_000..<start))
    }
    try folder.write("logs/access.log", log(start..<start + 3_000))
    let first = day * 1_500
    try folder.write(
      "exports/shop-2026-09-\(10 + day).csv", export(first..<first + 4_000, 10 + day))
    // An old export comes late, and one comes twice.
    try folder.write(
      "exports/late-2026-09-0\(9 - day).csv", export(first / 2..<first + 900, 9 - day))
  }

  /// The program, which is built beside the tests.
  private static let program = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("backlinks")

  private static func start(_ folder: TemporaryFolder) throws -> Foundation.Process {
    let process = Foundation.Process()
    process.executableURL = program
    process.currentDirectoryURL = URL(fileURLWithPath: folder.root)
    process.arguments = [
      "ingest", "exports", "logs", "--site", "shop.example", "--ledger", "links.db", "-q",
      "--lock", "wait",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs the program to its end; its code, and how long it took.
  private static func finish(_ folder: TemporaryFolder) throws -> (code: Int32, seconds: Double) {
    let begin = Date()
    let process = try start(folder)
    process.waitUntilExit()
    return (process.terminationStatus, Date().timeIntervalSince(begin))
  }

  @Test func `a ledger is the same however often the program was killed`() throws {
    let days = 0..<3
    let clean = try TemporaryFolder()
    var expected: [[String]] = []
    var seconds = 0.0
    for day in days {
      try Self.prepare(clean, day: day)
      let run = try Self.finish(clean)
      #expect(run.code == 0)
      seconds = max(seconds, run.seconds)
      expected.append(try Ledger(path: clean.path("links.db"), .reading).rows())
    }
    #expect(expected[2].count > 10_000)
    var random = SeededGenerator(seed: 2_026)
    var killed = 0
    while killed < Self.kills {
      let folder = try TemporaryFolder()
      for day in days {
        try Self.prepare(folder, day: day)
        for _ in 0..<3 {
          let process = try Self.start(folder)
          usleep(UInt32(random.below(Int(seconds * 1_100_000))))
          kill(process.processIdentifier, SIGKILL)
          process.waitUntilExit()
          if process.terminationReason == .uncaughtSignal { killed += 1 }
        }
        #expect(try Self.finish(folder).code == 0)
        #expect(try Ledger(path: folder.path("links.db"), .reading).rows() == expected[day])
        let check = try CommandRun("ledger", "check", "--ledger", folder.path("links.db"))
        #expect(check.code == 0, "\(check.errors)")
      }
    }
  }

  @Test func `SIGTERM ends a run with what it has, and the next one goes on`() throws {
    let clean = try TemporaryFolder()
    try Self.prepare(clean, day: 0)
    let seconds = try Self.finish(clean).seconds
    let expected = try Ledger(path: clean.path("links.db"), .reading).rows()
    let folder = try TemporaryFolder()
    try Self.prepare(folder, day: 0)
    for part in 1...4 {
      let process = try Self.start(folder)
      usleep(UInt32(seconds * 200_000 * Double(part)))
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
      // Before the first look at an input the signal ends the program as ever.
      let isClean = process.terminationReason == .exit
      #expect(!isClean || [0, 3].contains(process.terminationStatus))
    }
    #expect(try Self.finish(folder).code == 0)
    #expect(try Ledger(path: folder.path("links.db"), .reading).rows() == expected)
  }

  @Test func `of two runs at once one waits, or leaves with 4, or with 0 when it may skip`() throws
  {
    let folder = try TemporaryFolder()
    try folder.write("access.log", (0..<50).map(Self.line).joined())
    let path = folder.path("links.db")
    let words = ["ingest", folder.path("access.log"), "--site", "shop.example", "--ledger", path]
    do {
      let lock = try LedgerLock(path: path, waits: false)
      let failed = try CommandRun(words)
      #expect(failed.code == 4)
      #expect(failed.errors == "backlinks: \(path): another run is using the ledger\n")
      let skipped = try CommandRun(words + ["--lock", "skip"])
      #expect(skipped.code == 0 && skipped.errors.isEmpty && skipped.output.isEmpty)
      _ = consume lock
    }
    let both = try [0, 1].map { _ in try Self.started(words + ["--lock", "wait"]) }
    for process in both {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let rows = try Ledger(path: path, .reading).rows()
    #expect(rows.contains { $0.hasPrefix("site: ") && $0.contains(" 50 ") })
  }

  private static func started(_ words: [String]) throws -> Foundation.Process {
    let process = Foundation.Process()
    process.executableURL = program
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
