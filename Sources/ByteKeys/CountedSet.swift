/// Distinct hashes, each with the largest number that was noted for it, and the sum of those.
///
/// Exact up to 4,096 members. Above, the 4,096 smallest hashes are kept and the sum is estimated from
/// them. Order-free, like ``FlaggedSet``; noting a hash again changes nothing unless the number is larger.
package struct CountedSet: Sendable {
  /// Up to this many members the sum is exact.
  package static let exactLimit = 4_096

  private var numbers: [UInt64: Int64] = [:]
  /// Hashes from here on are left out; nil while none was.
  private var limit: UInt64?

  package init() {}

  /// Notes a number for a hash; numbers are cut at a million millions, so that sums do not overflow.
  package mutating func note(_ hash: UInt64, _ number: Int64) {
    if let limit, hash >= limit { return }
    numbers[hash] = max(numbers[hash] ?? 0, min(number, 1_000_000_000_000))
    if numbers.count == CountedSet.exactLimit * 2 {
      let kept = smallest
      limit = kept.last.map { $0 + 1 }
      numbers = numbers.filter { $0.key <= kept.last ?? 0 }
    }
  }

  /// The sum of the numbers.
  package var sum: Int64 {
    let exact = numbers.values.reduce(0, +)
    guard limit != nil || numbers.count > CountedSet.exactLimit else { return exact }
    let kept = smallest
    let part = kept.reduce(0) { $0 + (numbers[$1] ?? 0) }
    // The k-th smallest of n even hashes lies at k/n of the range.
    let share = Double(kept.last ?? .max) / Double(UInt64.max)
    let members = Double(CountedSet.exactLimit - 1) / share
    return Int64(Double(part) * members / Double(kept.count))
  }

  private var smallest: [UInt64] {
    Array(numbers.keys.sorted().prefix(CountedSet.exactLimit))
  }
}
