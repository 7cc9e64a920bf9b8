import CalendarTime
import Testing

@Suite struct LogClockTests {
  private func time(_ text: String, _ clock: inout LogClock) -> String? {
    let bytes = Array(text.utf8)
    return clock.seconds(bytes.span).map { Moment(seconds: $0).description }
  }

  @Test func `times follow each other in any order and zone`() {
    var clock = LogClock()
    let cases = [
      ("17/May/2015:10:05:03 +0000", "2015-05-17T10:05:03Z"),
      ("17/May/2015:10:05:59 +0000", "2015-05-17T10:05:59Z"),
      ("17/May/2015:10:05:59 +0330", "2015-05-17T06:35:59Z"),
      ("17/May/2015:10:05:00 -0330", "2015-05-17T13:35:00Z"),
      ("17/May/2015:10:06:00 -0330", "2015-05-17T13:36:00Z"),
      ("01/Jan/1970:00:00:00 +0000", "1970-01-01T00:00:00Z"),
      ("31/Dec/2016:23:59:60 +0000", "2017-01-01T00:00:00Z"),
      ("29/Feb/2024:23:59:59 -1200", "2024-03-01T11:59:59Z"),
    ]
    for (text, expected) in cases + cases.reversed() {
      #expect(time(text, &clock) == expected)
      var fresh = LogClock()
      #expect(time(text, &fresh) == expected)
    }
  }

  @Test(arguments: [
    "", String(repeating: "\0", count: 26), "17/May/2015:10:05:03", "17/May/2015:10:05:03 +000",
    "17/Mai/2015:10:05:03 +0000",
    "32/May/2015:10:05:03 +0000", "29/Feb/2015:10:05:03 +0000", "17/May/2015:24:05:03 +0000",
    "17/May/2015:10:60:03 +0000", "17/May/2015:10:05:61 +0000", "17/May/2015:10:05:03 +1500",
    "17/May/2015:10:05:03 +0060", "17/May/2015:10:05:03  0000", "17/May/2015:10:05:0x +0000",
    "17-May-2015:10:05:03 +0000", "17/May/2015 10:05:03 +0000", "17/May/2015:10:05.03 +0000",
  ])
  func `what is no time is nil, whatever was read before`(_ text: String) {
    var clock = LogClock()
    #expect(time(text, &clock) == nil)
    #expect(time("17/May/2015:10:05:03 +0000", &clock) != nil)
    #expect(time(text, &clock) == nil)
    #expect(time("17/May/2015:10:05:04 +0000", &clock) == "2015-05-17T10:05:04Z")
  }
}
