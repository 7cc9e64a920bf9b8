/// Counts by step, for a middle value that does not depend on the order of rows.
struct StepHistogram: Sendable {
  /// The lower bounds of the steps.
  static let bounds: [Int64] = [
    0, 1, 3, 10, 30, 60, 90, 100, 200, 300, 500, 900, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000,
  ]

  private var counts: [UInt32] = []

  mutating func add(_ value: Int64) {
    if counts.isEmpty { counts = Array(repeating: 0, count: StepHistogram.bounds.count) }
    let step = StepHistogram.bounds.lastIndex { $0 <= value } ?? 0
    counts[step] += 1
  }

  /// The lower bound of the step that holds the median, or nil without values.
  var median: Int64? {
    let total = counts.reduce(0) { $0 + Int($1) }
    guard total > 0 else { return nil }
    var seen = 0
    for (step, count) in counts.enumerated() {
      seen += Int(count)
      if seen * 2 >= total { return StepHistogram.bounds[step] }
    }
    return nil
  }
}
