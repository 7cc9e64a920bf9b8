import SeededRandom
import Testing

@testable import LinkProfile

@Suite struct BurstTests {
  typealias Arrival = Bursts.Arrival

  /// So many owners on each day, numbered from 0 on.
  private static func arrivals(_ perDay: [Int], firstDay: Int = 18_000) -> [Arrival] {
    var owner = 0
    return perDay.enumerated().flatMap { day, count in
      (0..<count).map { _ in
        owner += 1
        return Arrival(day: firstDay + day, owner: owner, isFirstLook: false)
      }
    }
  }

  /// Quiet days, with some loud ones.
  private static func series(_ quiet: Int, days: Int = 200, _ loud: [Int: Int]) -> [Arrival] {
    arrivals((0..<days).map { loud[$0] ?? quiet })
  }

  struct Wave: CustomTestStringConvertible, Sendable {
    let name: String
    let arrivals: [Arrival]
    /// The owners of the largest burst.
    let owners: Int?
    var testDescription: String { name }

    init(_ name: String, _ arrivals: [Arrival], _ owners: Int?) {
      self.name = name
      self.arrivals = arrivals
      self.owners = owners
    }
  }

  static let waves: [Wave] = [
    Wave("nothing", [], nil),
    Wave("one day", arrivals([500]), nil),
    Wave("a constant series", series(20, [:]), nil),
    Wave("a silent series", series(0, [0: 1, 199: 1]), nil),
    Wave("a wave on a silent series", series(0, [0: 1, 150: 12]), 12),
    Wave("nine are no wave", series(0, [0: 1, 150: 9]), nil),
    Wave("a wave on a busy series, with the rest of its week", series(4, [150: 60]), 84),
    Wave("twice as many are no wave", series(30, [150: 60]), nil),
    Wave("a wave before eight weeks of data", series(0, [0: 1, 40: 80]), nil),
    Wave("a slow wave of a week", series(0, [0: 1, 150: 4, 151: 4, 152: 4]), 12),
    Wave("growth is no wave", arrivals((0..<200).map { $0 / 5 }), nil),
  ]

  @Test(arguments: waves)
  func `a burst stands out from the eight weeks before`(
    _ example: Wave
  ) {
    #expect(Bursts(example.arrivals).largest?.owners == example.owners)
  }

  @Test func `members carry the burst, others do not`() {
    let arrivals = Self.series(1, [150: 40])
    let bursts = Bursts(arrivals)
    #expect(bursts.owners(with: Arrival(day: 18_150, owner: 0, isFirstLook: false)) >= 40)
    #expect(bursts.owners(with: Arrival(day: 18_100, owner: 0, isFirstLook: false)) == 0)
    #expect(bursts.owners(with: Arrival(day: 18_150, owner: 0, isFirstLook: true)) == 0)
  }

  @Test func `many domains of one owner are no wave`() {
    var arrivals = Self.series(0, [0: 1])
    arrivals += (0..<90).map { _ in Arrival(day: 18_150, owner: 7, isFirstLook: false) }
    #expect(Bursts(arrivals).largest == nil)
  }

  @Test func `what an exporter meets in its first weeks is usual, not new`() {
    let old = Self.series(1, [:])
    let met = (0..<300).map { Arrival(day: 18_150, owner: 1_000 + $0, isFirstLook: true) }
    #expect(Bursts(old + met).largest == nil)
  }

  @Test func `the order of arrivals does not matter`() {
    var random = SeededGenerator(seed: 11)
    let arrivals = Self.series(2, [120: 50, 180: 50])
    let found = Bursts(arrivals).largest
    for _ in 0..<5 { #expect(Bursts(arrivals.shuffled(using: &random)).largest == found) }
    // The Monday of the week of day 18,180.
    #expect(found?.day == 18_176)
  }

  @Test func `days before 1970 are days`() {
    let arrivals = Self.series(0, [0: 1, 150: 12]).map {
      Arrival(day: $0.day - 40_000, owner: $0.owner, isFirstLook: false)
    }
    #expect(Bursts(arrivals).largest == Bursts.Burst(day: -21_850, owners: 12))
  }

  @Test func `an export of one day has no burst, a wave years later is one`() throws {
    func rows(_ day: String, tool: Int = 0) -> [Row] {
      (0..<20).map { Row(from: "https://d\($0)x.test/\(day)", firstSeen: day, tool: tool) }
    }
    let late = (0..<20).map { Row(from: "https://late\($0).test/", firstSeen: "2024-05-02") }
    func owners(_ rows: [Row]) throws -> Set<Int64?> {
      Set(try facts(of: rows).map { $0.number(.burstDomains) })
    }
    #expect(try owners(rows("2024-05-02")) == [0])
    #expect(try owners(rows("2020-01-01") + late) == [0, 20])
    // A second exporter that begins on that day makes no wave.
    var second = late
    for index in second.indices { second[index].tool = 1 }
    #expect(try owners(rows("2020-01-01") + second) == [0])
    #expect(try owners([Row(from: "https://a.test/")]) == [nil])
  }
}
