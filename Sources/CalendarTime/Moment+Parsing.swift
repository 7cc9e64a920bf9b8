extension Moment {
  /// Reads a date, with or without a time of day, in the forms that exporters and servers write.
  ///
  /// ISO 8601 (`2025-09-07`, `2025-09-07 09:40:20`, `2025-09-07T09:40:20.123+03:30`), `07/09/2025
  /// 09:40`, `07.09.2025`, `Sep 7, 2025`, `7 Sep 2025`, seconds (9 or 10 digits) or milliseconds (12 or
  /// 13 digits) since 1970. A time may end with `AM` or `PM` and with a zone: `Z`, `UTC`, `GMT`,
  /// `+0330`, `-03:30`, `+05`. Without a zone it is UTC. Fractions of a second are cut off. `nil` when
  /// the text is no date, when the calendar has no such date or time, or when its order is another
  /// one. Nothing is allocated.
  ///
  /// - Parameters:
  ///   - text: One cell; blanks around it are left out.
  ///   - order: How `03/04/2024` is meant.
  public init?(parsing text: Span<UInt8>, order: DateOrder = .yearFirst) {
    if let usual = Moment(usual: text) {
      self = usual
      return
    }
    var cursor = DateCursor(text)
    if let epoch = cursor.epoch() {
      self.init(seconds: epoch)
      return
    }
    guard let day = cursor.date(order) else { return nil }
    if cursor.isAtEnd {
      self.init(day)
      return
    }
    guard let seconds = cursor.time(), cursor.isAtEnd else { return nil }
    self.init(seconds: Int64(day.rawValue) * 86_400 + Int64(seconds))
  }
}

extension Moment {
  /// Reads what most exporters write, `2025-09-07` and `2025-09-07 09:40:20`, with nothing around it.
  private init?(usual text: Span<UInt8>) {
    guard text.count == 10 || text.count == 19, text[4] == UInt8(ascii: "-"), text[7] == text[4]
    else { return nil }
    // Anything that is no digit makes a number of 1,000 or more.
    func pair(_ start: Int) -> Int {
      let (high, low) = (text[start] &- UInt8(ascii: "0"), text[start &+ 1] &- UInt8(ascii: "0"))
      return high < 10 && low < 10 ? Int(high) &* 10 &+ Int(low) : 1_000
    }
    let (century, year) = (pair(0), pair(2))
    guard century < 100, year < 100,
      let day = Day(year: century * 100 + year, month: pair(5), day: pair(8))
    else { return nil }
    if text.count == 10 {
      self.init(day)
      return
    }
    let (hour, minute, second) = (pair(11), pair(14), pair(17))
    guard text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "T"),
      text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
      hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(seconds: Int64(day.rawValue) * 86_400 + Int64(hour * 3_600 + minute * 60 + second))
  }
}

extension DateCursor {
  /// Reads seconds or milliseconds since 1970, when they are all there is.
  @_lifetime(self: copy self)
  fileprivate mutating func epoch() -> Int64? {
    guard digitRun() == remaining else { return nil }
    switch remaining {
    case 9, 10: return number(digits: 9...10).map(Int64.init)
    case 12, 13: return number(digits: 12...13).map { Int64($0 / 1_000) }
    default: return nil
    }
  }

  /// Reads a date.
  @_lifetime(self: copy self)
  fileprivate mutating func date(_ order: DateOrder) -> Day? {
    if peek().isLetter {
      guard let month = month() else { return nil }
      _ = skip(UInt8(ascii: "."))
      skipSpaces()
      guard let day = number(digits: 1...2) else { return nil }
      _ = skip(UInt8(ascii: ","))
      skipSpaces()
      return number(digits: 4...4).flatMap { Day(year: $0, month: month, day: day) }
    }
    if digitRun() == 4 {
      guard let year = number(digits: 4...4), let mark = dateMark(),
        let month = number(digits: 1...2), skip(mark), let day = number(digits: 1...2)
      else { return nil }
      return Day(year: year, month: month, day: day)
    }
    guard let first = number(digits: 1...2) else { return nil }
    if peek() == UInt8(ascii: " ") || peek(1).isLetter {
      return dayAndMonthName(day: first)
    }
    guard let mark = dateMark(), let second = number(digits: 1...2), skip(mark),
      let year = number(digits: 4...4)
    else { return nil }
    switch mark == UInt8(ascii: ".") ? .dayFirst : order {
    case .yearFirst: return nil
    case .dayFirst: return Day(year: year, month: second, day: first)
    case .monthFirst: return Day(year: year, month: first, day: second)
    }
  }

  /// Reads the rest of `7 Sep 2025` or `7-Sep-2025` behind the day.
  @_lifetime(self: copy self)
  private mutating func dayAndMonthName(day: Int) -> Day? {
    guard let mark = dateMark() ?? (skip(UInt8(ascii: " ")) ? UInt8(ascii: " ") : nil),
      let month = month()
    else { return nil }
    _ = mark == UInt8(ascii: " ") && (skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")))
    guard skip(mark) else { return nil }
    return number(digits: 4...4).flatMap { Day(year: $0, month: month, day: day) }
  }

  /// Moves past a `-`, `/` or `.` and says which it was.
  @_lifetime(self: copy self)
  private mutating func dateMark() -> UInt8? {
    let mark = peek()
    switch mark {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
      return skip(mark) ? mark : nil
    default: return nil
    }
  }

  /// Reads the time of day behind a date, with its zone, as seconds from the day's start in UTC.
  @_lifetime(self: copy self)
  fileprivate mutating func time() -> Int? {
    _ = skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) || skip(UInt8(ascii: " ")) else {
      return nil
    }
    skipSpaces()
    guard var hour = number(digits: 1...2), skip(UInt8(ascii: ":")),
      let minute = number(digits: 2...2)
    else { return nil }
    var second = 0
    if skip(UInt8(ascii: ":")) {
      guard let value = number(digits: 2...2) else { return nil }
      second = value
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
        guard number(digits: 1...9) != nil else { return nil }
      }
    }
    skipSpaces()
    if let half = halfOfDay() {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + half * 12
    }
    // Second 60 is a leap second; it counts as the next minute's first.
    guard hour < 24, minute < 60, second <= 60, let offset = zone() else { return nil }
    return hour * 3_600 + minute * 60 + second - offset
  }

  /// Reads `AM` as 0 and `PM` as 1.
  @_lifetime(self: copy self)
  private mutating func halfOfDay() -> Int? {
    let letter = peek() | 0x20
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p"),
      peek(1) | 0x20 == UInt8(ascii: "m"), skip(peek()), skip(peek())
    else { return nil }
    skipSpaces()
    return letter == UInt8(ascii: "p") ? 1 : 0
  }

  /// Reads a zone as seconds east of UTC; 0 when there is none.
  @_lifetime(self: copy self)
  private mutating func zone() -> Int? {
    if isAtEnd || skipsUTC() { return 0 }
    let isWest = peek() == UInt8(ascii: "-")
    guard skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-")) else { return nil }
    let hours: Int
    var minutes = 0
    if digitRun() == 4 {
      guard let value = number(digits: 4...4) else { return nil }
      (hours, minutes) = (value / 100, value % 100)
    } else {
      guard let value = number(digits: 2...2) else { return nil }
      hours = value
      if skip(UInt8(ascii: ":")) {
        guard let value = number(digits: 2...2) else { return nil }
        minutes = value
      }
    }
    guard hours <= 14, minutes < 60 else { return nil }
    let offset = hours * 3_600 + minutes * 60
    return isWest ? -offset : offset
  }

  /// Moves past `Z`, `UTC` or `GMT`.
  @_lifetime(self: copy self)
  private mutating func skipsUTC() -> Bool {
    switch (peek() | 0x20, peek(1) | 0x20, peek(2) | 0x20) {
    case (UInt8(ascii: "z"), _, _):
      return skip(peek())
    case (UInt8(ascii: "u"), UInt8(ascii: "t"), UInt8(ascii: "c")),
      (UInt8(ascii: "g"), UInt8(ascii: "m"), UInt8(ascii: "t")):
      return skip(peek()) && skip(peek()) && skip(peek())
    default: return false
    }
  }
}
