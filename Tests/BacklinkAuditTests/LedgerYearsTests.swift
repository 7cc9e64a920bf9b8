import CalendarTime
import Foundation
import LinkReports
import SeededRandom
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// Daily runs on one site over years: the ledger stays small, and `changes` answers at once.
@Suite(.serialized) struct LedgerYearsTests {
  /// How many days are simulated; `make soak` sets two years.
  static let days =
    (ProcessInfo.processInfo.environment["BACKLINKS_DAYS"]).flatMap(Int.init) ?? 40
  /// Links in each export; one in five hundred goes every day and another comes.
  static let linkCount = days > 100 ? 9_000 : 1_000
  /// Lines of the log of a day.
  private static let lineCount = linkCount / 4

  private static let firstDay: Int32 = 20_000

  private struct Link {
    let number: Int
    let firstSeen: Int32
  }

  private static func export(_ links: [Link], _ day: Int32) -> String {
    let today = "\(Day(rawValue: day))"
    var text =
      "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
      + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link\n"
    for link in links {
      let number = link.number
      text +=
        "\(number % 90),Title \(number),https://blog\(number % 2_000).example/posts/\(number),"
        + "https://shop.example/p/\(number % 50),anchor \(number % 400),30,40,\(number % 3 == 0),"
        + "false,false,true,false,false,false,false,\(Day(rawValue: link.firstSeen)),\(today),false,"
        + "false\n"
    }
    return text
  }

  private static func log(_ day: Int32) -> String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let date = Day(rawValue: day).date
    let stamp = "\(date.day < 10 ? "0" : "")\(date.day)/\(names[date.month - 1])/\(date.year)"
    return (0..<lineCount).map { line in
      let (minute, second) = (10 + line / 60 % 50, 10 + line % 50)
      return "203.0.113.\(line % 250) - - [\(stamp):12:\(minute):\(second) +0000] "
        + "\"GET /p/\(line % 50) HTTP/1.1\" 200 512 \"https://blog\(line % 700).example/posts/\(line % 900)\" "
        + "\"Mozilla/5.0 Firefox/\(line % 40)\"\n"
    }.joined()
  }

  @Test func `years of daily runs stay small, and what changed is told within a second`() throws {
    let folder = try LedgerFolder(mark: "years-")
    folder.options.now = Moment(Day(rawValue: Self.firstDay + Int32(Self.days) + 30))
    var random = SeededGenerator(seed: 24)
    var count = 0
    func newLink(_ day: Int32) -> Link {
      count += 1
      return Link(number: count, firstSeen: day)
    }
    var links = (0..<Self.linkCount).map { newLink(Self.firstDay - Int32($0 % 900)) }
    for number in 0..<Int32(Self.days) {
      let day = Self.firstDay + number
      let old = links.count
      links.removeAll { _ in random.below(500) == 0 }
      while links.count < old { links.append(newLink(day)) }
      let export = "shop-\(Day(rawValue: day)).csv"
      try folder.write(export, Self.export(links, day))
      try folder.append("access.log", Self.log(day))
      try folder.ingest([export, "access.log"])
      try folder.remove(export)
      if number % 7 == 6 { try folder.remove("access.log") }
    }
    let pack = try RulePack(.builtIn)
    let clock = ContinuousClock()
    var slowest = Duration.zero
    var changed = 0
    let end = Self.firstDay + Int32(Self.days)
    for since in [.day(.min), .day(end - 90), LedgerPoint.run(Int64(Self.days - 1))] {
      // The quickest of three: the machine may have other work.
      var quickest = Duration.seconds(60)
      for _ in 0..<3 {
        let time = try clock.measure {
          let ledger = try Ledger(path: folder.ledger, .reading)
          let finder = try ChangeFinder(
            ledger, pack: pack, site: "shop.example", from: since, to: .end)
          let report = try #require(try ledger.reading { try finder?.report() })
          changed += report.changedLinks.count
          #expect(report.links.after == Self.linkCount)
        }
        quickest = min(quickest, time)
      }
      slowest = max(slowest, quickest)
    }
    let ledger = try Ledger(path: folder.ledger, .writing)
    let size = try #require(
      try ledger.database.number(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
    print(
      "\(Self.days) days of \(Self.linkCount) links: \(size) bytes, \(count) links ever, "
        + "changes in \(slowest), \(changed) changed")
    #expect(changed > Self.linkCount / 10)
    #expect(size < 4_000_000 + count * 640)
    #expect(slowest < .seconds(1))
  }
}
