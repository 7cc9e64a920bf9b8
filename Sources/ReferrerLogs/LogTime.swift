import CalendarTime

/// Reads the times of log lines, in whatever form their servers write them.
///
/// `17/May/2015:10:05:03 +0000` takes the quick way. Others: the same with a fraction or without a zone,
/// ISO 8601 with `T`, blank or slashes, seconds since 1970 with a fraction or in thousandths down to
/// nanoseconds, and a date and a time of day apart.
struct LogTime: Sendable {
  /// Lines whose time has no zone and whose server is not known to write UTC; they are read as UTC.
  var zonelessLines = 0
  private var clock = LogClock()

  /// Seconds since 1970 of a line, or nil when no such time exists.
  @inline(__always)
  mutating func seconds(_ line: LogLine, _ text: Span<UInt8>) -> Int64? {
    let range = line[.time]
    if range.count == LogClock.length, let seconds = clock.seconds(text.extracting(range)) {
      return seconds
    }
    return otherSeconds(line, text)
  }

  @inline(never)
  private mutating func otherSeconds(_ line: LogLine, _ text: Span<UInt8>) -> Int64? {
    let time = text.extracting(line[.time])
    let date = text.extracting(line[.date])
    if !date.isEmpty || (line.day > 0 && time.count >= 8 && time[2] == UInt8(ascii: ":")) {
      let day = date.isEmpty ? Day(rawValue: line.day) : Moment(parsing: date)?.day
      guard let day, let seconds = LogTime.timeOfDay(time) else { return nil }
      if !line.isUTC { zonelessLines += 1 }
      return Int64(day.rawValue) * 86_400 + seconds
    }
    guard time.count > 8 else { return nil }
    if time[2] == UInt8(ascii: "/") { return commonSeconds(line, time) }
    if let seconds = LogTime.epoch(time) { return seconds }
    guard let moment = Moment(parsing: time), moment.hasTime else { return nil }
    if !line.isUTC, !LogTime.hasZone(time) { zonelessLines += 1 }
    return moment.seconds
  }

  /// `17/May/2015:10:05:03.123` with a zone behind a blank or without one.
  private mutating func commonSeconds(_ line: LogLine, _ time: Span<UInt8>) -> Int64? {
    guard time.count >= 20 else { return nil }
    let hasZone = time.count > 26 && time[time.count - 6] == UInt8(ascii: " ")
    var whole = InlineArray<26, UInt8>(repeating: UInt8(ascii: "0"))
    for index in 0..<20 { whole[index] = time[index] }
    whole[20] = UInt8(ascii: " ")
    whole[21] = UInt8(ascii: "+")
    if hasZone {
      for index in 0..<5 { whole[21 + index] = time[time.count - 5 + index] }
    } else {
      guard time.count == 20 || time[20] == UInt8(ascii: ".") else { return nil }
    }
    guard let seconds = clock.seconds(whole.span) else { return nil }
    if !hasZone, !line.isUTC { zonelessLines += 1 }
    return seconds
  }

  /// Seconds since 1970: with a fraction, or by their digits in seconds, milli-, micro- or nanoseconds.
  private static func epoch(_ time: Span<UInt8>) -> Int64? {
    var digits = 0
    var value: Int64 = 0
    while digits < time.count, time[digits].isDigit {
      guard digits < 19 else { return nil }
      value = value &* 10 &+ Int64(time[digits] &- UInt8(ascii: "0"))
      digits += 1
    }
    guard digits >= 9 else { return nil }
    if digits < time.count {
      guard time[digits] == UInt8(ascii: "."), digits <= 11 else { return nil }
      for index in digits + 1..<time.count where !time[index].isDigit { return nil }
      return value
    }
    return switch digits {
    case ...11: value
    case ...14: value / 1_000
    case ...17: value / 1_000_000
    default: value / 1_000_000_000
    }
  }

  /// The seconds of `10:05:03` or `10:05:03.123` since midnight.
  private static func timeOfDay(_ time: Span<UInt8>) -> Int64? {
    guard time.count >= 8, time[2] == UInt8(ascii: ":"), time[5] == UInt8(ascii: ":") else {
      return nil
    }
    var parts = InlineArray<3, Int64>(repeating: 0)
    for part in 0..<3 {
      let tens = time[part * 3] &- UInt8(ascii: "0")
      let ones = time[part * 3 + 1] &- UInt8(ascii: "0")
      guard tens < 10, ones < 10 else { return nil }
      parts[part] = Int64(tens) * 10 + Int64(ones)
    }
    guard parts[0] < 24, parts[1] < 60, parts[2] <= 60 else { return nil }
    guard time.count == 8 || time[8] == UInt8(ascii: ".") else { return nil }
    return parts[0] * 3_600 + parts[1] * 60 + parts[2]
  }

  /// Whether something behind the time of day says what zone it is in.
  private static func hasZone(_ time: Span<UInt8>) -> Bool {
    for index in min(11, time.count)..<time.count {
      switch time[index] {
      case UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"): return true
      default: break
      }
    }
    return false
  }
}
