/// Months as summaries write them: `2026-05`.
package enum MonthName {
  /// Months since the year 0; nil when the text is no month.
  package static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      (1...9_999).contains(year), (1...12).contains(month)
    else { return nil }
    return year * 12 + month - 1
  }

  /// The month of a number.
  package static func text(_ number: Int) -> String {
    let digits = String(number % 12 + 1)
    return "\(number / 12)-" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}
