/// How often each of the smallest hashes was added.
///
/// Holds at most `limit` hashes, the smallest ever added; their counts are exact and order-free,
/// because a hash that is among the smallest at the end was among them from its first addition.
package struct HashCounts: Sendable {
  /// One hash, its count, and a number of the caller's, set when it was first added.
  package struct Entry: Sendable {
    package let hash: UInt64
    fileprivate var rows: UInt32
    fileprivate let mark: UInt32

    /// How often the hash was added; stops at four billion.
    package var count: Int { Int(rows) }
    /// The caller's number.
    package var tag: Int { Int(mark) }
  }

  /// In ascending order of the hash.
  package private(set) var entries: [Entry] = []

  package init() {}

  /// Counts a hash.
  ///
  /// - Parameters:
  ///   - hash: What to count.
  ///   - limit: How many hashes to keep; always the same for one object.
  ///   - tag: Called once when the hash is new and small enough.
  package mutating func add(_ hash: UInt64, limit: Int, tag: () -> Int = { 0 }) {
    var low = entries.count
    let isSmall = low == 0 || hash <= entries[low - 1].hash
    if isSmall { low = place(of: hash) }
    if low < entries.count, entries[low].hash == hash {
      if entries[low].rows < .max { entries[low].rows += 1 }
      return
    }
    if entries.count == limit {
      guard low < limit else { return }
      entries.removeLast()
    }
    entries.insert(Entry(hash: hash, rows: 1, mark: UInt32(truncatingIfNeeded: tag())), at: low)
  }

  /// Where a hash is or belongs.
  private func place(of hash: UInt64) -> Int {
    let entries = entries.span
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low &+ high) / 2
      if entries[middle].hash < hash { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// All counts together.
  package var total: Int { entries.reduce(0) { $0 + $1.count } }
}
