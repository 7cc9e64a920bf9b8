import CalendarTime
import LinkModel

extension Subject {
  /// A number of this subject as its files and rules write it: `0.9`, `true`, `brand`, `2025-09-07`.
  package func word(for number: Int64) -> String {
    switch kind {
    case .flag: return number == 0 ? "false" : "true"
    case .moment: return Moment(rawValue: number).description
    case .choice(let names):
      return names.indices.contains(Int(number)) ? names[Int(number)] : String(number)
    case .choices(let names):
      return names.indices.filter { number & 1 << Int64($0) != 0 }.map { names[$0] }
        .joined(separator: ", ")
    case .decimal:
      let digits = String(1_000 + number % 1_000).dropFirst()
      let fraction = String(digits.reversed().drop { $0 == "0" }.reversed())
      return String(number / 1_000) + (fraction.isEmpty ? "" : "." + fraction)
    case .integer, .text, .list: return String(number)
    }
  }
}
