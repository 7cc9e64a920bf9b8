/// Numbers given in thousandths as text, with a point whatever the locale.
package enum DecimalText {
  /// Without trailing zeros: 250 is `0.25`, 3,000 is `3`.
  package static func short(thousandths: Int64) -> String {
    var digits = fixed(thousandths: thousandths)
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits
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
