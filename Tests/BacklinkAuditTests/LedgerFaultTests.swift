import CFaultyFiles
import Foundation
import SeededRandom
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// Writes that fail or are cut, at every place: afterwards the ledger is as if nothing had happened, and
/// after one more run as after a clean one.
@Suite(.serialized) struct LedgerFaultTests {
  /// How many places are tried for each way of failing; more in `make soak`.
  static let places =
    (ProcessInfo.processInfo.environment["BACKLINKS_FAULTS"]).flatMap(Int.init) ?? 12

  private static func export(_ rows: Range<Int>, day: Int) -> String {
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
      + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
      + rows.map {
        "5,Title \($0),https://site\($0 % 13).example/p\($0),https://shop.example/t\($0 % 3),a\($0 % 7),"
          + "3,4,false,false,false,true,false,false,false,false,2026-01-02,2026-09-\(day),false,false\n"
      }.joined()
  }

  /// The days of a site: logs grow and turn, exports come and come again.
  private static let days: [@Sendable (LedgerFolder) throws -> Void] = [
    {
      try $0.write("access.log", RotationTests.lines(0..<300))
      try $0.write("one-2026-09-10.csv", export(0..<200, day: 10))
    },
    {
      try $0.append("access.log", RotationTests.lines(300..<400))
      try $0.rename("access.log", "access.log.1")
      try $0.write("access.log", RotationTests.lines(400..<500))
      try $0.write("two-2026-09-17.csv", export(50..<260, day: 17))
    },
    {
      try $0.gzip("access.log.1")
      try $0.append("access.log", RotationTests.lines(500..<640))
      try $0.copy("one-2026-09-10.csv", "three.csv")
      try $0.write("four-2026-09-03.csv", export(10..<120, day: 3))
    },
  ]

  private static func folder() throws -> LedgerFolder {
    let folder = try LedgerFolder(mark: "faulty-")
    folder.options.batchLines = 90
    return folder
  }

  /// The rows after a clean run of each day, and how many writes it took.
  private static func cleanDays() throws -> [(rows: [String], writes: Int)] {
    let folder = try folder()
    return try days.map { day in
      try day(folder)
      faulty_fail(0, FAULTY_FULL)
      try folder.ingestAll()
      return (try folder.rows(), faulty_writes())
    }
  }

  @Test(arguments: [FAULTY_FULL, FAULTY_ERROR, FAULTY_CUT].map(\.rawValue))
  func `a write that fails anywhere costs nothing`(_ mode: UInt32) throws {
    #expect(faulty_install() == 0)
    let clean = try Self.cleanDays()
    #expect(clean.last?.rows.count ?? 0 > 600)
    var random = SeededGenerator(seed: UInt64(mode) + 7)
    var failures = 0
    for _ in 0..<Self.places {
      let folder = try Self.folder()
      for (number, day) in Self.days.enumerated() {
        try day(folder)
        faulty_fail(1 + random.below(clean[number].writes), faulty_mode(rawValue: mode))
        do {
          if try folder.ingestAll().ledgerError != nil { failures += 1 }
        } catch is LedgerError {
          failures += 1
        }
        faulty_fail(0, FAULTY_FULL)
        try folder.ingestAll()
        #expect(try differences(clean[number].rows, folder.rows()) == [])
        #expect(try Ledger(path: folder.ledger, .reading).check().isEmpty)
      }
    }
    // Else nothing was tried.
    #expect(failures > Self.places)
  }
}
