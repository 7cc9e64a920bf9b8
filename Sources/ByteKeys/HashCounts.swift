/// How often each of the smallest hashes was added, in ascending order of the hash.
///
/// Holds at most `limit` hashes, the smallest ever added; their counts are exact and order-free,
/// because a hash that is among the smallest at the end was among them from its first addition.
/// A single hash needs no allocation.
package struct HashCounts: RandomAccessCollection, Sendable {
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

  /// The only entry while `entries` is empty; one of no rows is none.
  private var single = Entry(hash: 0, rows: 0, mark: 0)
  /// Two or more entries.
  private var entries: [Entry] = []

  package init() {}

  package var startIndex: Int { 0 }
  package var endIndex: Int { entries.isEmpty ? (single.rows == 0 ? 0 : 1) : entries.count }
  package subscript(index: Int) -> Entry { entries.isEmpty ? single : entries[index] }

  /// Counts a hash.
  ///
  /// - Parameters:
  ///   - hash: What to count.
  ///   - limit: How many hashes to keep; always the same for one object.
  ///   - tag: Called once when the hash is new and small enough.
  package mutating func add(_ hash: UInt64, limit: Int, tag: () -> Int = { 0 }) {
    if entries.isEmpty {
      if single.rows > 0, single.hash == hash {
        if single.rows < .max { single.rows += 1 }
        return
      }
      if single.rows == 0 {
        single = Entry(hash: hash, rows: 1, mark: UInt32(truncatingIfNeeded: tag()))
        return
      }
      entries.insertCompactly(single, at: 0)
    }
    var low = entries.count
    if hash <= entries[low - 1].hash { low = place(of: hash) }
    if low < entries.count, entries[low].hash == hash {
      if entries[low].rows < .max { entries[low].rows += 1 }
      return
    }
    if entries.count >= limit {
      guard low < limit else { return }
      entries.removeLast()
    }
    entries.insertCompactly(
      Entry(hash: hash, rows: 1, mark: UInt32(truncatingIfNeeded: tag())), at: low)
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
  package var total: Int { reduce(0) { $0 + $1.count } }
}
