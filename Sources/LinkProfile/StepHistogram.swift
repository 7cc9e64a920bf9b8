/// Counts by step, for a middle value that does not depend on the order of rows.
struct StepHistogram: Sendable {
  /// The lower bounds of the steps.
  static let bounds: [Int64] = [
    0, 1, 3, 10, 30, 60, 90, 100, 200, 300, 500, 900, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000,
  ]

  private static let stepBits: UInt64 = 5
  private static let mostFew: UInt64 = 11

  /// The steps of the first values, five bits each above four that say how many they are.
  private var few: UInt64 = 0
  /// The counts of the steps, when there are more values.
  private var counts: [UInt32] = []

  mutating func add(_ value: Int64) {
    let step = StepHistogram.bounds.lastIndex { $0 <= value } ?? 0
    if counts.isEmpty {
      let count = few & 15
      if count < StepHistogram.mostFew {
        few += 1 | UInt64(step) << (4 + count * StepHistogram.stepBits)
        return
      }
      counts = StepHistogram.bounds.indices.map { self.count(of: $0) }
    }
    counts[step] += 1
  }

  /// The lower bound of the step that holds the median, or nil without values.
  var median: Int64? {
    if few == 0 { return nil }
    let total =
      counts.isEmpty ? Int(few & 15) : counts.reduce(0) { $0 + Int($1) }
    var seen = 0
    for step in StepHistogram.bounds.indices {
      seen += Int(count(of: step))
      if seen * 2 >= total { return StepHistogram.bounds[step] }
    }
    return nil
  }

  private func count(of step: Int) -> UInt32 {
    if !counts.isEmpty { return counts[step] }
    var count: UInt32 = 0
    for place in 0..<(few & 15)
    where few >> (4 + place * StepHistogram.stepBits) & 31 == UInt64(step) { count += 1 }
    return count
  }
}
