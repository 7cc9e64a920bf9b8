import CalendarTime
import SeededRandom
import Testing

@Suite struct MomentParsingTests {
  private func moment(_ text: String, _ order: DateOrder = .yearFirst) -> String? {
    let bytes = Array(text.utf8)
    return Moment(parsing: bytes.span, order: order)?.description
  }

  @Test(arguments: [
    ("2025-09-07", "2025-09-07"), (" 2025-09-07\r", "2025-09-07"), ("2025/9/7", "2025-09-07"),
    ("2025-09-07 09:40:20", "2025-09-07T09:40:20Z"), ("2025-09-07 09:40", "2025-09-07T09:40:00Z"),
    ("2025-09-07T09:40:20Z", "2025-09-07T09:40:20Z"),
    ("2025-09-07T09:40:20.123456789Z", "2025-09-07T09:40:20Z"),
    ("2025-09-07T09:40:20+00:00", "2025-09-07T09:40:20Z"),
    ("2025-09-07 09:40:20 +00:00", "2025-09-07T09:40:20Z"),
    ("2025-09-07 09:40:20 UTC", "2025-09-07T09:40:20Z"),
    ("2025-09-07T00:40:20+0330", "2025-09-06T21:10:20Z"),
    ("2025-12-31 23:00:00 -03:30", "2026-01-01T02:30:00Z"),
    ("2025-09-07T09:40:20+05", "2025-09-07T04:40:20Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"), ("0001-01-01", "0001-01-01"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), ("2024-02-29", "2024-02-29"),
    ("07.09.2025", "2025-09-07"), ("7.9.2025 09:40", "2025-09-07T09:40:00Z"),
    ("Sep 7, 2025", "2025-09-07"), ("september 07 2025", "2025-09-07"),
    ("Sept. 7, 2025", "2025-09-07"), ("May 1, 2025, 9:05 PM", "2025-05-01T21:05:00Z"),
    ("7 Sep 2025", "2025-09-07"), ("07-Sep-2025", "2025-09-07"), ("7/Sep/2025", "2025-09-07"),
    ("7 Sep 2025 09:40:20", "2025-09-07T09:40:20Z"), ("1 Jan. 2025", "2025-01-01"),
    ("1757238020", "2025-09-07T09:40:20Z"), ("1757238020999", "2025-09-07T09:40:20Z"),
    ("999999999", "2001-09-09T01:46:39Z"),
  ])
  func `a date that can be read in one way is read so in every order`(
    _ text: String, _ expected: String
  ) {
    for order in DateOrder.allCases { #expect(moment(text, order) == expected) }
    let bytes = Array(text.utf8)
    #expect(DateOrders(allowedBy: bytes.span) == .all)
  }

  @Test(arguments: [
    ("03/04/2024", "2024-04-03", "2024-03-04"), ("31/01/2024", "2024-01-31", nil),
    ("1/31/2024", nil, "2024-01-31"),
    ("03-04-2024 12:30", "2024-04-03T12:30:00Z", "2024-03-04T12:30:00Z"),
    ("3/4/2024 12:05:09 am", "2024-04-03T00:05:09Z", "2024-03-04T00:05:09Z"),
    ("31/31/2024", nil, nil),
  ])
  func `the order decides between day and month`(
    _ text: String, _ dayFirst: String?, _ monthFirst: String?
  ) {
    #expect(moment(text, .dayFirst) == dayFirst)
    #expect(moment(text, .monthFirst) == monthFirst)
    #expect(moment(text, .yearFirst) == nil)
    var orders: DateOrders = []
    if dayFirst != nil { orders.insert(DateOrders(.dayFirst)) }
    if monthFirst != nil { orders.insert(DateOrders(.monthFirst)) }
    let bytes = Array(text.utf8)
    #expect(DateOrders(allowedBy: bytes.span) == orders)
  }

  @Test(arguments: [
    "", " ", "-", "0", "2025", "2025-09", "2025-13-01", "2025-00-10", "2025-02-29", "2100-02-29",
    "2025-04-31", "0000-01-01", "2025-09-07 24:00", "2025-09-07 09:60", "2025-09-07 09:40:61",
    "2025-09-07T09:40:20+1500", "2025-09-07T09:40:20+03:60", "2025-09-07 9", "2025-09-07x",
    "2025-09-07T", "2025-09-07 09:40:20 CET", "2025-09/07", "7.9.25", "32.01.2025", "Foo 7, 2025",
    "Septem 7, 2025", "7 Sep", "2025-09-07 13:00 PM", "0:00 PM", "175723802012345678901234",
    "20250907", "45000", "9 7 2025", "2025-09-07 09:40:20.", "true", "\u{0}",
  ])
  func `what is no date of the calendar is nil`(_ text: String) {
    for order in DateOrder.allCases { #expect(moment(text, order) == nil) }
  }

  @Test func `every day of four centuries survives being written and read`() throws {
    for number in Int32(-80_000)...66_097 {
      let moment = Moment(Day(rawValue: number))
      let bytes = Array(moment.description.utf8)
      try #require(Moment(parsing: bytes.span) == moment)
    }
  }

  @Test func `no bytes stop the parser`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789-/.: TZ+JanSepAMPM,\u{FF}\u{0}".utf8)
    for _ in 0..<20_000 {
      var text: [UInt8] = []
      for _ in 0..<random.below(30) { text.append(random.pick(alphabet)) }
      for order in DateOrder.allCases {
        let moment = Moment(parsing: text.span, order: order)
        let allowed = DateOrders(allowedBy: text.span).contains(DateOrders(order))
        #expect((moment != nil) == allowed, "seed \(seed): \(text)")
      }
    }
  }

  @Test func `the usual forms are read alike in one look and part by part`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789-: TtZ/".utf8)
    for _ in 0..<50_000 {
      let second = Int64(random.below(4_000_000_000))
      var text = Array(Moment(seconds: second).description.utf8.prefix(19))
      if random.below(2) == 0 { text.removeLast(9) }
      for _ in 0..<random.below(3) { text[random.below(text.count)] = random.pick(alphabet) }
      // A blank in front leads past the one look.
      let blanked = [UInt8(ascii: " ")] + text
      let (one, other) = (Moment(parsing: text.span), Moment(parsing: blanked.span))
      #expect(one == other, "seed \(seed): \(text)")
    }
  }
}
