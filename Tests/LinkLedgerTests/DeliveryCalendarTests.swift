import Testing

@testable import LinkLedger

@Suite struct DeliveryCalendarTests {
  /// Deliveries of one report, the days that have a link, and when it came and went.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Page, day, links, whether it is whole.
    let deliveries: [(page: Int, day: Int, links: Int, isWhole: Bool)]
    let present: [Int32]
    var lost: Int32?
    let turns: String

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "always there", deliveries: [(0, 1, 9, true), (0, 8, 9, true)], present: [1, 8],
      turns: "+1"),
    Case(
      name: "gone", deliveries: [(0, 1, 9, true), (0, 8, 8, true)], present: [1], turns: "+1 -8"),
    Case(
      name: "gone and back", deliveries: [(0, 1, 9, true), (0, 8, 8, true), (0, 15, 9, true)],
      present: [1, 15], turns: "+1 -8 +15"),
    Case(
      name: "not in a capped one", deliveries: [(0, 1, 9, true), (0, 8, 8, false)], present: [1],
      turns: "+1"),
    Case(
      name: "not in one that looks filtered", deliveries: [(0, 1, 9, true), (0, 8, 4, true)],
      present: [1], turns: "+1"),
    Case(
      name: "an older one came later", deliveries: [(0, 8, 9, true), (0, 1, 9, true)], present: [8],
      turns: "+8"),
    Case(
      name: "a count that is damaged", deliveries: [(0, 1, .max, true), (0, 8, 9, true)],
      present: [1], turns: "+1"),
    Case(
      name: "one of another page", deliveries: [(0, 1, 9, true), (5, 8, 9, true)], present: [1],
      turns: "+1"),
    Case(
      name: "one of its page", deliveries: [(0, 1, 9, true), (1, 8, 9, true)], present: [1],
      turns: "+1 -8"),
    Case(
      name: "the exporter says so", deliveries: [(0, 1, 9, false)], present: [1], lost: 5,
      turns: "+1 -5"),
    Case(name: "only ever lost", deliveries: [(0, 9, 9, true)], present: [], lost: 5, turns: "-5"),
    Case(
      name: "lost in an export that is not whole, and back",
      deliveries: [(0, 1, 9, false), (0, 5, 9, false), (0, 9, 9, false)], present: [1, 9], lost: 5,
      turns: "+1 -5 +9"),
  ]

  @Test(arguments: cases)
  func `a link is lost when its exporter says so or a whole delivery does not have it`(
    _ example: Case
  ) throws {
    let folder = try Folder()
    let ledger = try Ledger(path: folder.path("x.db"), .rehearsing)
    try ledger.database.execute(
      "INSERT INTO site (id, host) VALUES (1, 's'); INSERT INTO report VALUES (1, 't', 'r')")
    for delivery in example.deliveries {
      try ledger.database.execute(
        """
        INSERT INTO delivery VALUES
        (1, 1, \(delivery.page), \(delivery.day), \(delivery.links), \(delivery.isWhole ? 1 : 0))
        """)
    }
    let table = try DeliveryTable(ledger, site: 1)
    let claim = DeliveryCalendar.Claim(
      present: example.present, lost: example.lost.map { [$0] } ?? [],
      day: example.present.last ?? 0, lostAt: nil)
    // As it looked at the end of each day.
    var turns: [String] = []
    var isThere: Bool?
    for day in Int32(0)...20 {
      let stand = DeliveryCalendar(table, upTo: .day(day)).stand(claim, report: 1, page: 1)
      if let stand, stand.isThere != isThere {
        turns.append((stand.isThere ? "+" : "-") + "\(day)")
        isThere = stand.isThere
      }
    }
    #expect(turns.joined(separator: " ") == example.turns)
    let end = DeliveryCalendar(table).stand(claim, report: 1, page: 1)
    #expect(end?.isThere == isThere)
    #expect(end?.wasThere == !example.present.isEmpty)
  }
}
