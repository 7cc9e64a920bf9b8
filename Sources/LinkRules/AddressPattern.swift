/// A web address of an example, with ranges in braces: `https://farm{1..12}.example/p{1..60}`.
///
/// All braces advance together, record by record; a shorter range begins again. So the pattern above is
/// sixty addresses on twelve domains.
struct AddressPattern {
  /// Why a pattern is none.
  struct Problem: Error {
    let message: String
  }

  /// Records that one pattern may stand for.
  static let longest = 10_000

  private enum Part {
    case text(Substring)
    case range(first: Int, count: Int)
  }

  private let parts: [Part]

  /// Reads a pattern.
  init(parsing text: String) throws(Problem) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Problem(message: "'{' without '}' in '\(text)'")
      }
      parts.append(.text(rest[..<open]))
      let inner = rest[rest.index(after: open)..<close]
      let bounds = inner.split(separator: ".", omittingEmptySubsequences: false)
      guard bounds.count == 3, bounds[1].isEmpty, let first = Int(bounds[0]),
        let last = Int(bounds[2]), first >= 0, last >= first
      else { throw Problem(message: "'{\(inner)}' is no range such as {1..60}") }
      guard last - first < AddressPattern.longest else {
        throw Problem(
          message: "'{\(inner)}' stands for more than \(AddressPattern.longest) records")
      }
      parts.append(.range(first: first, count: last - first + 1))
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.text(rest))
    self.parts = parts
  }

  /// How many addresses it stands for.
  var count: Int {
    parts.map { if case .range(_, let count) = $0 { count } else { 1 } }.max() ?? 1
  }

  /// The address with that number, from 0.
  subscript(number: Int) -> String {
    parts.map { part in
      switch part {
      case .text(let text): String(text)
      case .range(let first, let count): String(first + number % count)
      }
    }.joined()
  }
}
