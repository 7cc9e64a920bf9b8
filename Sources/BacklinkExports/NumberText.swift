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
  /// M, B after the number are understood. Digits past the third decimal are cut off.
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

  /// The style that a cell proves, or nil when it fits both.
  ///
  /// A mark that stands last and is not followed by exactly three digits is a decimal mark; the other of
  /// two different marks is, whatever follows it.
  static func provenStyle(_ text: Span<UInt8>) -> NumberStyle? {
    var lastMark: UInt8 = 0
    var firstMark: UInt8 = 0
    var digitsAfter = 0
    var marks = 0
    for index in text.indices {
      let byte = text[index]
      if byte == 0x2C || byte == 0x2E {
        if firstMark == 0 { firstMark = byte }
        lastMark = byte
        marks += 1
        digitsAfter = 0
      } else if byte >= 0x30 && byte <= 0x39 {
        digitsAfter += 1
      }
    }
    guard marks > 0 else { return nil }
    if firstMark != lastMark { return lastMark == 0x2C ? .comma : .point }
    if marks > 1 { return lastMark == 0x2C ? .point : .comma }
    guard digitsAfter != 3 else { return nil }
    return lastMark == 0x2C ? .comma : .point
  }
}
