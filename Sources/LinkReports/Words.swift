import OutputText

/// Numbers and lists in sentences.
enum Words {
  /// `1 domain`, `3,412 domains`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(DecimalText.grouped(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// Thousandths as a percentage with one place: 4 is `0.4%`.
  static func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10).\(thousandths % 10)%"
  }

  /// The first names of `total`: `a.example, b.example and 3 more`.
  static func list(_ names: some Collection<String>, total: Int, limit: Int = 3) -> String {
    let shown = names.prefix(limit)
    let rest = total - shown.count
    let text = shown.joined(separator: ", ")
    return rest > 0 && !shown.isEmpty ? text + " and \(DecimalText.grouped(rest)) more" : text
  }

  /// Reasons with their numbers, the largest first: `blank 3, internal 1`.
  static func reasons(_ counts: [String: Int]) -> [(reason: String, count: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
