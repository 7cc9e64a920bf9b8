/// Reads the times of access logs: `17/May/2015:10:05:03 +0000`.
///
/// The lines of a log are close in time, so the clock keeps the last minute that it converted and
/// then only adds seconds.
///
/// - Source: Apache HTTP Server, mod_log_config, `%t`; nginx, `$time_local`.
package struct LogClock: Sendable {
  /// The length of a time in bytes.
  package static let length = 26

  /// Day, month, a part of the year; the rest of the date up to the minute's tens.
  private var head: UInt64 = 0
  private var middle: UInt64 = 0
  /// The minute's ones, then the blank before the zone and the zone; at first no bytes can equal it.
  private var minute: UInt8 = 0
  private var zone = UInt64.max
  /// Seconds since 1970 at which the minute begins.
  private var start: Int64 = 0

  package init() {}

  /// Seconds since 1970 of a time of exactly ``length`` bytes; nil when it is malformed or no such
  /// time exists.
  package mutating func seconds(_ text: Span<UInt8>) -> Int64? {
    guard text.count == LogClock.length else { return nil }
    // Checked loads of whole words, inside the 26 bytes.
    let bytes = unsafe text.bytes
    let head = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
    let middle = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
    let tail = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 18, as: UInt64.self)
    let zone = UInt64(littleEndian: tail) >> 16
    if head != self.head || middle != self.middle || zone != self.zone || text[16] != minute {
      guard let start = LogClock.minuteStart(text) else { return nil }
      self = LogClock(head: head, middle: middle, minute: text[16], zone: zone, start: start)
    }
    let tens = text[18] &- UInt8(ascii: "0")
    let ones = text[19] &- UInt8(ascii: "0")
    guard text[17] == UInt8(ascii: ":"), tens <= 6, ones < 10, tens < 6 || ones == 0 else {
      return nil
    }
    return start + Int64(tens) * 10 + Int64(ones)
  }

  private init(head: UInt64, middle: UInt64, minute: UInt8, zone: UInt64, start: Int64) {
    self.head = head
    self.middle = middle
    self.minute = minute
    self.zone = zone
    self.start = start
  }

  /// Seconds since 1970 at the start of the minute of a time.
  private static func minuteStart(_ text: Span<UInt8>) -> Int64? {
    guard text[2] == UInt8(ascii: "/"), text[6] == UInt8(ascii: "/"),
      text[11] == UInt8(ascii: ":"), text[14] == UInt8(ascii: ":"), text[20] == UInt8(ascii: " "),
      text[21] == UInt8(ascii: "+") || text[21] == UInt8(ascii: "-"),
      let dayOfMonth = number(text, 0, 2), let month = monthNumber(text[3], text[4], text[5]),
      let year = number(text, 7, 4), let hour = number(text, 12, 2), hour < 24,
      let minute = number(text, 15, 2), minute < 60,
      let zoneHours = number(text, 22, 2), zoneHours <= 14,
      let zoneMinutes = number(text, 24, 2), zoneMinutes < 60,
      let day = Day(year: year, month: month, day: dayOfMonth)
    else { return nil }
    let offset = Int64(zoneHours * 60 + zoneMinutes) * 60
    let local = Int64(day.rawValue) * 86_400 + Int64(hour * 60 + minute) * 60
    return text[21] == UInt8(ascii: "-") ? local + offset : local - offset
  }

  private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<start + count {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
    }
    return value
  }
}
