/// A day of the proleptic Gregorian calendar, in UTC.
///
/// The raw value counts days from 1970-01-01, so days compare and subtract as integers.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let rawValue: Int32

  /// The day that many days after 1970-01-01.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The day of a date, or nil when the calendar has no such date or the year is not in 1...9999.
  ///
  /// - Source: H. Hinnant, chrono-compatible low-level date algorithms (days_from_civil).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9_999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    rawValue = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1-12) and day of the month (1-31).
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = Int(rawValue) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The natural order.
  public static func < (left: Day, right: Day) -> Bool { left.rawValue < right.rawValue }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2025-09-07`.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the description as bytes.
  func append(to bytes: inout [UInt8]) {
    let date = self.date
    if date.year < 0 { bytes.append(UInt8(ascii: "-")) }
    Day.append(abs(date.year), places: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Day.append(date.month, places: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    Day.append(date.day, places: 2, to: &bytes)
  }

  /// Appends a number, 0 or more, with at least so many digits.
  static func append(_ number: Int, places: Int, to bytes: inout [UInt8]) {
    var unit = 1
    for _ in 1..<places { unit *= 10 }
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
  }
}
