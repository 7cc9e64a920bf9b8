/// A point in time that remembers whether only its day is known. UTC.
///
/// The raw value is what record batches store: twice the seconds since 1970, plus one when the time of
/// day is known. So moments compare by time, and a bare day sorts as its first second.
public struct Moment: Hashable, Comparable, Sendable {
  /// Twice the seconds since 1970-01-01T00:00:00Z, plus one when the time of day is known.
  public let rawValue: Int64

  /// The moment with that raw value.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Some time on `day`.
  public init(_ day: Day) {
    rawValue = Int64(day.rawValue) * 86_400 * 2
  }

  /// Exactly `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) {
    rawValue = seconds * 2 + 1
  }

  /// Seconds since 1970-01-01T00:00:00Z; the day's first when the time is not known.
  public var seconds: Int64 { rawValue >> 1 }

  /// False when only the day is known.
  public var hasTime: Bool { rawValue & 1 == 1 }

  /// The day in UTC.
  public var day: Day {
    let seconds = self.seconds
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return Day(rawValue: Int32(clamping: days))
  }

  /// The natural order.
  public static func < (left: Moment, right: Moment) -> Bool { left.rawValue < right.rawValue }
}

extension Moment: CustomStringConvertible {
  /// ISO 8601: `2025-09-07`, or `2025-09-07T09:40:20Z` when the time is known.
  public var description: String {
    guard hasTime else { return day.description }
    let second = Int(seconds - Int64(day.rawValue) * 86_400)
    let time =
      "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return "\(day)T\(time)Z"
  }
}
