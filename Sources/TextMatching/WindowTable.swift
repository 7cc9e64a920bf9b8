/// Literals filed under one of their windows of 1 to 4 bytes.
///
/// A small filter of bits answers for nearly every place of a text that no window ends there.
struct WindowTable: Sendable {
  struct Entry: Sendable {
    let window: UInt32
    /// The window's start in the literal.
    let offset: Int32
    let literal: Int32
  }

  /// How many bytes a window has.
  let width: Int
  /// Keeps the last `width` bytes of four.
  let mask: UInt32
  let filterShift: UInt32
  private let bucketShift: UInt32
  private(set) var filter: [UInt64]
  /// Where the entries of each bucket start, and the end of the last.
  private var starts: [Int32]
  /// The entries, bucket by bucket.
  private(set) var entries: [Entry]

  private static let filterBitsPerEntry = 32
  /// 8 kB, which stay in the fastest cache.
  private static let smallestFilter: UInt32 = 16
  private static let largestFilter: UInt32 = 22

  init(width: Int, entries unsorted: [Entry]) {
    self.width = width
    mask = UInt32.max >> UInt32(32 - 8 * width)
    var filterBits = WindowTable.smallestFilter
    while filterBits < WindowTable.largestFilter,
      1 << filterBits < unsorted.count * WindowTable.filterBitsPerEntry
    {
      filterBits += 1
    }
    filterShift = 32 - filterBits
    // A sixteenth as many buckets as bits: one or two for each entry.
    bucketShift = filterShift + 4
    filter = Array(repeating: 0, count: 1 << (filterBits - 6))
    starts = Array(repeating: 0, count: 1 << (filterBits - 4) + 1)
    entries = unsorted
    for entry in unsorted {
      let bit = Int(WindowTable.hash(entry.window) >> filterShift)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
      starts[bucket(entry.window) + 1] += 1
    }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var free = starts
    for entry in unsorted {
      let bucket = bucket(entry.window)
      entries[Int(free[bucket])] = entry
      free[bucket] += 1
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// The numbers of the entries in the window's bucket, other windows among them.
  func candidates(_ window: UInt32) -> Range<Int> {
    let bucket = bucket(window)
    let starts = starts.span
    return Int(starts[bucket])..<Int(starts[bucket &+ 1])
  }

  private func bucket(_ window: UInt32) -> Int {
    Int(WindowTable.hash(window) >> bucketShift)
  }

  @inline(__always) static func hash(_ window: UInt32) -> UInt32 { window &* 0x9E37_79B1 }
}
