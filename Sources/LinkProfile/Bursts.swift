import CalendarTime

/// Days and weeks in which far more owners began to link than in the weeks before.
///
/// A day is held against the 56 days before it, a week from Monday against the 8 weeks before. It is a
/// burst when at least ten owners are new, three times the median, and six robust standard deviations
/// above it: 1.4826 times the median distance from the median, or the root of the median where that is
/// more, so that a quiet or constant series does not make a burst of a small change.
///
/// An exporter dates everything that it met in its first weeks to those weeks. Such domains count as
/// usual, so that a second exporter does not look like a wave, and never as new. A day without that much
/// data before it is not judged, so an export of one day has no burst.
package struct Bursts {
  /// When a domain was first seen.
  struct Arrival {
    /// Days since 1970.
    let day: Int
    let owner: Int
    /// An exporter had just begun to look.
    let isFirstLook: Bool
  }

  /// A burst: its first day and how many owners are new.
  struct Burst: Equatable {
    let day: Int
    let owners: Int
  }

  /// For so many days after its oldest link everything is new to an exporter.
  static let firstLookDays = 35
  private static let fewestOwners = 10
  private static let timesMedian = 3
  private static let deviations = 6.0

  private var days: [Int: Int] = [:]
  private var weeks: [Int: Int] = [:]
  /// The largest; of equally large ones the latest.
  private(set) var largest: Burst?

  /// Finds the bursts among the arrivals of all domains.
  init(_ arrivals: [Arrival]) {
    guard let oldest = arrivals.map(\.day).min() else { return }
    days = Bursts.bursts(arrivals, of: { $0 }, window: 56, oldest: oldest)
    weeks = Bursts.bursts(
      arrivals, of: Bursts.week, window: 8, oldest: Bursts.week(oldest + 6))
    let all =
      days.map { Burst(day: $0.key, owners: $0.value) }
      + weeks.map { Burst(day: $0.key * 7 - 3, owners: $0.value) }
    largest = all.max { ($0.owners, $0.day) < ($1.owners, $1.day) }
  }

  /// How many owners are new in the burst that an arrival belongs to; 0 when it belongs to none.
  func owners(with arrival: Arrival) -> Int {
    if arrival.isFirstLook { return 0 }
    return max(days[arrival.day] ?? 0, weeks[Bursts.week(arrival.day)] ?? 0)
  }

  /// The number of the week from Monday; 1 January 1970 was a Thursday.
  private static func week(_ day: Int) -> Int { (day + 3).flooredQuotient(by: 7) }

  /// The new owners of each period that is a burst.
  private static func bursts(
    _ arrivals: [Arrival], of period: (Int) -> Int, window: Int, oldest: Int
  ) -> [Int: Int] {
    var usual: [Int: Int] = [:]
    var new: [Int: Int] = [:]
    let sorted = arrivals.map { (period($0.day), $0.owner, $0.isFirstLook ? 1 : 0) }.sorted(by: <)
    for (index, arrival) in sorted.enumerated() {
      if index > 0, (sorted[index - 1].0, sorted[index - 1].1) == (arrival.0, arrival.1) {
        continue
      }
      // Of one owner's arrivals the new one stands first.
      usual[arrival.0, default: 0] += 1
      if arrival.2 == 0 { new[arrival.0, default: 0] += 1 }
    }
    return new.filter { period, count in
      guard count >= fewestOwners, period - window >= oldest else { return false }
      let before = (1...window).map { usual[period - $0] ?? 0 }
      return isBurst(count, before)
    }
  }

  /// Whether a count stands out from those before it.
  package static func isBurst(_ count: Int, _ before: [Int]) -> Bool {
    let middle = median(before.map(Double.init))
    let spread = 1.4826 * median(before.map { abs(Double($0) - middle) })
    let deviation = max(spread, max(middle, 1).squareRoot())
    return count >= fewestOwners && Double(count) >= Double(timesMedian) * middle
      && Double(count) - middle >= deviations * deviation
  }

  package static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }
}

extension Int {
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
