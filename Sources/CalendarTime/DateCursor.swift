/// A place in the text of a date, which moves on as parts are read.
///
/// A function that returns nil or false leaves the place where it was, unless it says otherwise.
struct DateCursor: ~Escapable {
  private let text: Span<UInt8>
  private(set) var position: Int
  private let end: Int

  /// The text without blanks around it.
  @_lifetime(copy text)
  init(_ text: Span<UInt8>) {
    self.text = text
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start &+= 1 }
    while end > start, text[end &- 1] <= 0x20 { end &-= 1 }
    position = start
    self.end = end
  }

  var isAtEnd: Bool { position == end }
  var remaining: Int { end - position }

  /// The byte `offset` bytes further on; 0 past the end.
  func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? text[position + offset] : 0
  }

  /// How many digits stand here in a row.
  func digitRun() -> Int {
    var count = 0
    while peek(count).isDigit { count += 1 }
    return count
  }

  /// Moves past one byte when it is `byte`.
  @_lifetime(self: copy self)
  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < end, text[position] == byte else { return false }
    position += 1
    return true
  }

  /// Moves past spaces.
  @_lifetime(self: copy self)
  mutating func skipSpaces() {
    while skip(UInt8(ascii: " ")) {}
  }

  /// Reads a number of `digits` digits, neither more nor fewer; at most 18.
  @_lifetime(self: copy self)
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let run = digitRun()
    guard digits.contains(run) else { return nil }
    var value = 0
    for _ in 0..<run {
      value = value * 10 + Int(text[position] - UInt8(ascii: "0"))
      position += 1
    }
    return value
  }

  /// Reads an English month, whole or its first three letters (and `Sept`), in any case.
  @_lifetime(self: copy self)
  mutating func month() -> Int? {
    var length = 0
    while peek(length).isLetter { length += 1 }
    guard length >= 3, let month = monthNumber(peek(0), peek(1), peek(2)) else { return nil }
    if length > 3 {
      let name = monthNames[month - 1].utf8
      guard length <= name.count, length == name.count || (month == 9 && length == 4) else {
        return nil
      }
      for (offset, letter) in name.prefix(length).enumerated()
      where peek(offset) | 0x20 != letter { return nil }
    }
    position += length
    return month
  }
}

private let monthNames = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december",
]

/// The month, 1 to 12, of the first three letters of its English name, in any case.
func monthNumber(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
  switch UInt32(first | 0x20) << 16 | UInt32(second | 0x20) << 8 | UInt32(third | 0x20) {
  case 0x6A_616E: 1
  case 0x66_6562: 2
  case 0x6D_6172: 3
  case 0x61_7072: 4
  case 0x6D_6179: 5
  case 0x6A_756E: 6
  case 0x6A_756C: 7
  case 0x61_7567: 8
  case 0x73_6570: 9
  case 0x6F_6374: 10
  case 0x6E_6F76: 11
  case 0x64_6563: 12
  default: nil
  }
}

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
