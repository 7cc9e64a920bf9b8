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
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the description as bytes.
  package func append(to bytes: inout [UInt8]) {
    day.append(to: &bytes)
    guard hasTime else { return }
    let second = Int(seconds - Int64(day.rawValue) * 86_400)
    let parts = [
      (UInt8(ascii: "T"), second / 3_600), (UInt8(ascii: ":"), second / 60 % 60),
      (UInt8(ascii: ":"), second % 60),
    ]
    for (mark, number) in parts {
      bytes.append(mark)
      Day.append(number, places: 2, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }
}
