/// The tables of a ``LiteralSet``; each is a plain value, and their lists stand one after the other in few.
struct WindowTables: Sendable {
  private static let filterBitsPerEntry = 16

  private(set) var tables: [WindowTable] = []
  /// The entries of all tables, bucket by bucket.
  private(set) var entries: [WindowTable.Entry] = []
  /// Where the entries of each bucket start, and the end of the last.
  private(set) var buckets: [Int32] = [0]
  /// The filters of all tables: a bit for the hash of each window of an entry.
  private(set) var filters: [UInt64] = []

  init(_ filed: [WindowKind: [WindowTable.Entry]]) {
    for kind in WindowKind.allCases {
      if let entries = filed[kind] { add(kind, entries) }
    }
  }

  private mutating func add(_ kind: WindowKind, _ unsorted: [WindowTable.Entry]) {
    // Two buckets for each entry.
    let bucketBits = UInt64.bits(toCount: 2 * unsorted.count, within: 4...24)
    let filterBits = UInt64.bits(
      toCount: WindowTables.filterBitsPerEntry * unsorted.count, within: 10...22)
    let table = WindowTable(
      mask: kind.mask, bucketShift: 64 - bucketBits, firstBucket: buckets.count - 1,
      filterShift: 64 - filterBits, firstWord: filters.count)
    tables.append(table)
    filters += Array(repeating: 0, count: 1 << Int(filterBits - 6))
    var counts = [Int32](repeating: 0, count: 1 << Int(bucketBits))
    for entry in unsorted {
      let spot = table.spot(of: entry.window)
      filters[spot.word] |= spot.bit
      counts[spot.bucket - table.firstBucket] += 1
    }
    for count in counts { buckets.append(buckets[buckets.count - 1] + count) }
    var free = buckets
    entries += unsorted
    for entry in unsorted {
      let bucket = table.spot(of: entry.window).bucket
      entries[Int(free[bucket])] = entry
      free[bucket] += 1
    }
  }
}

extension UInt64 {
  /// How many bits it takes to count to a number.
  static func bits(toCount count: Int, within range: ClosedRange<UInt64>) -> UInt64 {
    var bits = range.lowerBound
    while bits < range.upperBound, 1 << bits < count { bits += 1 }
    return bits
  }
}
