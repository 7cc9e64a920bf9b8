/// How the numbers of one column are written.
enum NumberStyle: Hashable, Sendable {
  /// `1,240.5`: a point before the decimals, commas between groups.
  case point
  /// `1.240,5`: a comma before the decimals, points between groups.
  case comma
}

/// Numbers as exporters write them.
enum NumberText {
  /// The number in thousandths, or nil when the text is no number.
  ///
  /// Blanks (also U+00A0 and U+202F) and apostrophes between groups, a percent sign, and the letters K,
  /// M, B after the number are understood, and exponents. Digits past the third decimal are cut off.
  static func thousandths(_ text: Span<UInt8>, style: NumberStyle) -> Int64? {
    let decimalMark: UInt8 = style == .point ? 0x2E : 0x2C
    let groupMark: UInt8 = style == .point ? 0x2C : 0x2E
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    var isNegative = false
    var factor: Int64 = 1
    var isOver = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case 0x30...0x39 where !isOver:
        if decimals < 3 {
          let next = value.multipliedReportingOverflow(by: 10)
          guard !next.overflow, next.partialValue < Int64.max / 2_000 else { return nil }
          value = next.partialValue + Int64(byte - 0x30)
          if decimals >= 0 { decimals += 1 }
        }
        digits += 1
      case decimalMark where decimals < 0 && !isOver: decimals = 0
      case groupMark where decimals < 0 && digits > 0 && !isOver: break
      case 0x2D where digits == 0 && !isNegative: isNegative = true
      case 0x20, 0x27: break
      case 0xC2 where index + 1 < text.count && text[index + 1] == 0xA0: index += 1
      case 0xE2
      where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0xAF:
        index += 2
      case 0x25 where digits > 0: isOver = true
      case UInt8(ascii: "e"),
        UInt8(ascii: "E") where digits > 0 && !isOver:
        return exponential(text)
      default:
        guard digits > 0, !isOver, let multiple = NumberText.multiple(byte) else { return nil }
        (factor, isOver) = (multiple, true)
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    for _ in max(decimals, 0)..<3 { value *= 10 }
    let scaled = value.multipliedReportingOverflow(by: factor)
    guard !scaled.overflow else { return nil }
    return isNegative ? -scaled.partialValue : scaled.partialValue
  }

  /// What a letter after a number stands for.
  private static func multiple(_ letter: UInt8) -> Int64? {
    switch letter | 0x20 {
    case UInt8(ascii: "k"): 1_000
    case UInt8(ascii: "m"): 1_000_000
    case UInt8(ascii: "b"): 1_000_000_000
    default: nil
    }
  }

  /// A number with an exponent, `1.5e3`, in thousandths.
  private static func exponential(_ text: Span<UInt8>) -> Int64? {
    let ascii = text.indices.map { text[$0] == 0x2C ? 0x2E : text[$0] }
    guard let number = Double(String(decoding: ascii, as: UTF8.self)),
      number.magnitude < 9e15
    else { return nil }
    return Int64(number * 1_000)
  }
}

/// What the cells of one column say about how its numbers are written.
struct NumberStyleVote {
  /// The column holds whole numbers: three digits behind a mark are a group.
  let isWhole: Bool
  private var proved: Set<NumberStyle> = []
  /// The marks before exactly three digits, which can stand before decimals or between groups.
  private var openMarks: Set<UInt8> = []

  init(isWhole: Bool) {
    self.isWhole = isWhole
  }

  /// Hears a cell.
  mutating func add(_ text: Span<UInt8>) {
    var marks: [UInt8] = []
    var digitsBefore = 0
    var digitsAfter = 0
    var startsWithZero = false
    for index in text.indices {
      let byte = text[index]
      if byte == 0x2C || byte == 0x2E {
        if marks.count == 8 { return }
        marks.append(byte)
        digitsAfter = 0
      } else if byte >= 0x30 && byte <= 0x39 {
        if digitsBefore == 0 && marks.isEmpty { startsWithZero = byte == 0x30 }
        if marks.isEmpty { digitsBefore += 1 } else { digitsAfter += 1 }
      }
    }
    guard let first = marks.first, let last = marks.last else { return }
    let decimal = last == 0x2C ? NumberStyle.comma : .point
    if first != last {
      // Of two different marks the last stands before the decimals.
      proved.insert(decimal)
    } else if marks.count > 1 {
      // A mark that comes again stands between groups.
      proved.insert(decimal == .comma ? .point : .comma)
    } else if digitsAfter != 3 || startsWithZero || digitsBefore == 0 || digitsBefore > 3 {
      proved.insert(decimal)
    } else {
      openMarks.insert(last)
    }
  }

  /// How the column is read.
  var style: NumberStyle {
    if proved.count == 1, let only = proved.first { return only }
    return proved.isEmpty && isWhole && openMarks == [0x2E] ? .comma : .point
  }

  /// Cells could be read in two ways and nothing says in which.
  var isUndecided: Bool {
    proved.count == 2 || proved.isEmpty && (isWhole ? openMarks.count == 2 : !openMarks.isEmpty)
  }
}
