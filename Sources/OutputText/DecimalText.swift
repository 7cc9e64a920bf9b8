/// Numbers given in thousandths as text, with a point whatever the locale.
package enum DecimalText {
  /// Without trailing zeros: 250 is `0.25`, 3,000 is `3`.
  package static func short(thousandths: Int64) -> String {
    var digits: [UInt8] = []
    append(thousandths: thousandths, to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the short form to other bytes.
  package static func append(thousandths: Int64, to bytes: inout [UInt8]) {
    let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
    if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
    append(whole, to: &bytes)
    var rest = part
    if rest > 0 { bytes.append(UInt8(ascii: ".")) }
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / 100))
      rest = rest % 100 * 10
    }
  }

  /// Appends a whole number.
  package static func append(_ number: Int64, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(number.magnitude, to: &bytes)
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var unit: UInt64 = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
      unit /= 10
    }
  }

  /// With three places: 250 is `0.250`.
  package static func fixed(thousandths: Int64) -> String {
    let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
    let places = String(part)
    let zeros = String(repeating: "0", count: 3 - places.count)
    return "\(thousandths < 0 ? "-" : "")\(whole).\(zeros)\(places)"
  }

  /// A whole number with a comma between thousands: `3,412`.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
