import CalendarTime
import Testing

@testable import ReferrerLogs

@Suite struct LogTimeTests {
  /// The time of a line, and whether it was said to lack a zone.
  private func read(_ text: String, date: String = "", isUTC: Bool = false) -> (String?, Int) {
    let bytes = Array((text + date).utf8)
    var line = LogLine()
    line.isUTC = isUTC
    line.set(.time, 0, text.utf8.count)
    line.set(.date, text.utf8.count, bytes.count)
    var time = LogTime()
    let seconds = time.seconds(line, bytes.span)
    return (seconds.map { Moment(seconds: $0).description }, time.zonelessLines)
  }

  @Test(
    arguments: [
      ("17/May/2025:10:05:03 +0200", "2025-05-17T08:05:03Z", 0),
      ("17/May/2025:10:05:03.123 -0330", "2025-05-17T13:35:03Z", 0),
      ("17/May/2025:10:05:03.123", "2025-05-17T10:05:03Z", 1),
      ("17/May/2025:10:05:03", "2025-05-17T10:05:03Z", 1),
      ("2025-05-17T10:05:03.1234567Z", "2025-05-17T10:05:03Z", 0),
      ("2025-05-17T10:05:03+02:00", "2025-05-17T08:05:03Z", 0),
      ("2025-05-17T10:05:03+0000", "2025-05-17T10:05:03Z", 0),
      ("2025-05-17 10:05:03.150624", "2025-05-17T10:05:03Z", 1),
      ("1747476303", "2025-05-17T10:05:03Z", 0),
      ("1747476303.779", "2025-05-17T10:05:03Z", 0),
      ("1747476303779", "2025-05-17T10:05:03Z", 0),
      ("1747476303779123", "2025-05-17T10:05:03Z", 0),
      ("1747476303779123456", "2025-05-17T10:05:03Z", 0),
    ] as [(String, String, Int)])
  func `times of all forms are seconds in UTC`(_ text: String, _ expected: String, _ zoneless: Int)
  {
    #expect(read(text) == (expected, zoneless))
    #expect(read(text, isUTC: true) == (expected, 0))
  }

  @Test(
    arguments: [
      "", "-", "17/Foo/2025:10:05:03 +0000", "31/Feb/2025:10:05:03 +0000", "2025-05-17",
      "17/May/2025:25:05:03", "99999999999999999999", "1747476303.x", "2025-13-17T10:05:03Z",
      "hello",
    ])
  func `what is no time is nil`(_ text: String) {
    #expect(read(text) == (nil, 0))
  }

  @Test func `a date of its own goes with a time of day`() {
    #expect(read("10:05:03", date: "2025-05-17") == ("2025-05-17T10:05:03Z", 1))
    #expect(read("10:05:03.99", date: "2025-05-17", isUTC: true) == ("2025-05-17T10:05:03Z", 0))
    #expect(read("24:05:03", date: "2025-05-17") == (nil, 0))
    #expect(read("10:05:03", date: "2025-02-30") == (nil, 0))
    #expect(read("10-05-03", date: "2025-05-17") == (nil, 0))
  }
}
