import CalendarTime
import Testing

@testable import BacklinkAudit

@Suite struct FileNameTests {
  static let names: [(name: String, day: String?)] = [
    ("shop.example-backlinks-2026-09-30.csv", "2026-09-30"),
    ("exports/shop_backlinks_2026-09-30_08-14-52.csv.gz", "2026-09-30"),
    ("20260930-links.csv", "2026-09-30"), ("links 2026.09.30.csv", "2026-09-30"),
    ("2026-09-01/links.csv", "2026-09-01"), ("2026-09-01/links-2026-09-30.csv", "2026-09-30"),
    ("links-2026-13-30.csv", nil), ("links-1234567890.csv", nil), ("links.csv", nil),
    ("links-12026-09-30.csv", nil), ("2026-09", nil), ("", nil),
  ]

  @Test(arguments: names)
  func `a name may hold the day of an export`(_ example: (name: String, day: String?)) {
    #expect(FileName.day(of: example.name)?.description == example.day)
  }
}
