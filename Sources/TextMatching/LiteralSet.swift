/// Byte strings that are looked for all at once, at a cost that hardly depends on their number.
///
/// Each literal is filed under that of its 4-byte windows which texts and other literals are least
/// likely to have, shorter ones under all their bytes. A text is gone through once; small filters of bits
/// answer for nearly every place that no window ends there.
struct LiteralSet: Sendable {
  private static let widest = 4
  private static let filterBitsPerEntry = 32
  /// 8 kB, which stay in the fastest cache.
  private static let smallestFilter: UInt32 = 16
  private static let largestFilter: UInt32 = 22

  /// The literals' bytes, one after the other.
  private var bytes: [UInt8] = []
  /// Where each literal starts in `bytes`, and the end of the last.
  private var starts: [Int] = [0]
  /// The table of the widest windows, which most literals are filed under.
  private let wide: WindowTable
  /// The tables of narrower windows in use.
  private var narrow: [WindowTable] = []
  /// The entries of all tables, bucket by bucket.
  private var entries: [WindowTable.Entry] = []
  /// Where the entries of each bucket start, and the end of the last.
  private var buckets: [Int32] = [0]
  /// A bit for the hash of each of the widest windows.
  private var filter: [UInt64]
  private let filterShift: UInt32
  /// A bit for the hash of each three bytes with which a narrower window may end.
  private var triples: [UInt64] = []

  /// A set of distinct literals, none empty, numbered as in the array.
  init(_ literals: [[UInt8]]) {
    for literal in literals {
      bytes += literal
      starts.append(bytes.count)
    }
    let choice = WindowChoice(literals)
    var filed: [[WindowTable.Entry]] = Array(repeating: [], count: LiteralSet.widest + 1)
    for (number, literal) in literals.enumerated() {
      let width = min(literal.count, LiteralSet.widest)
      let offset = choice.offset(in: literal)
      var window: UInt32 = 0
      for byte in literal[offset..<offset + width] { window = window << 8 | UInt32(byte) }
      filed[width].append(
        WindowTable.Entry(window: window, offset: Int32(offset), literal: Int32(number)))
    }
    let widest = filed[LiteralSet.widest]
    wide = WindowTable(width: LiteralSet.widest, expecting: widest.count, firstBucket: 0)
    var filterBits = LiteralSet.smallestFilter
    while filterBits < LiteralSet.largestFilter,
      1 << filterBits < widest.count * LiteralSet.filterBitsPerEntry
    {
      filterBits += 1
    }
    filterShift = 32 - filterBits
    filter = Array(repeating: 0, count: 1 << (filterBits - 6))
    for entry in widest { filter.setBit(WindowTable.hash(entry.window) >> filterShift) }
    file(widest, in: wide)
    for width in 1..<LiteralSet.widest where !filed[width].isEmpty {
      let table = WindowTable(
        width: width, expecting: filed[width].count, firstBucket: buckets.count - 1)
      file(filed[width], in: table)
      narrow.append(table)
      if triples.isEmpty { triples = Array(repeating: 0, count: 1 << 10) }
      for entry in filed[width] {
        // Any bytes may stand before a window of fewer than three.
        for before: UInt32 in 0..<1 << UInt32(8 * (3 - width)) {
          triples.setBit(LiteralSet.hash(ofTriple: entry.window | before << UInt32(8 * width)))
        }
      }
    }
  }

  /// Appends the entries and buckets of the next table.
  private mutating func file(_ unsorted: [WindowTable.Entry], in table: WindowTable) {
    var counts = [Int32](repeating: 0, count: table.bucketCount)
    for entry in unsorted { counts[table.bucket(entry.window) - table.firstBucket] += 1 }
    for count in counts { buckets.append(buckets[buckets.count - 1] + count) }
    var free = buckets
    entries += unsorted
    for entry in unsorted {
      let bucket = table.bucket(entry.window)
      entries[Int(free[bucket])] = entry
      free[bucket] += 1
    }
  }

  /// One of 65,536 for the last three bytes of a window.
  @inline(__always) private static func hash(ofTriple window: UInt32) -> UInt32 {
    ((window << 8) &* 0x9E37_79B1) >> 16
  }

  /// Calls `visit` with number and range of every literal at every place of `text` where it is.
  func scan(_ text: Span<UInt8>, _ visit: (_ literal: Int, _ range: Range<Int>) -> Void) {
    if bytes.isEmpty { return }
    var place = Place()
    while moves(&place, in: text) {
      if filter.span.hasBit(WindowTable.hash(place.window) &>> filterShift) {
        report(place.window, before: place.end, of: wide, in: text, visit)
      }
      for index in narrow.indices {
        report(place.window, before: place.end, of: narrow[index], in: text, visit)
      }
    }
  }

  /// A place in a text, with the four bytes before it.
  private struct Place {
    var end = 0
    var window: UInt32 = 0
  }

  /// Goes on to the next place where a window may end; false when there is none. It stands apart from what
  /// is done there, for the sake of a small loop.
  @inline(never)
  private func moves(_ place: inout Place, in text: Span<UInt8>) -> Bool {
    let filter = filter.span
    let triples = triples.span
    let shift = filterShift
    var (end, window) = (place.end, place.window)
    defer { place = Place(end: end, window: window) }
    if triples.count == 0 {
      while end < text.count {
        window = window &<< 8 | UInt32(text[end])
        end &+= 1
        if filter.hasBit(WindowTable.hash(window) &>> shift) { return true }
      }
      return false
    }
    while end < text.count {
      window = window &<< 8 | UInt32(text[end])
      end &+= 1
      if filter.hasBit(WindowTable.hash(window) &>> shift) { return true }
      if triples.hasBit(LiteralSet.hash(ofTriple: window)) { return true }
    }
    return false
  }

  /// Calls `visit` for the literals that are filed under a window and are there.
  @inline(never)
  private func report(
    _ window: UInt32, before end: Int, of table: WindowTable, in text: Span<UInt8>,
    _ visit: (_ literal: Int, _ range: Range<Int>) -> Void
  ) {
    let window = window & table.mask
    let bucket = table.bucket(window)
    let entries = entries.span
    let bytes = bytes.span
    let starts = starts.span
    for number in Int(buckets[bucket])..<Int(buckets[bucket + 1]) {
      let entry = entries[number]
      guard entry.window == window else { continue }
      let start = end &- table.width &- Int(entry.offset)
      let first = starts[Int(entry.literal)]
      let count = starts[Int(entry.literal) &+ 1] &- first
      guard start >= 0, start &+ count <= text.count else { continue }
      var index = 0
      while index < count, bytes[first &+ index] == text[start &+ index] { index &+= 1 }
      if index == count { visit(Int(entry.literal), start..<start + count) }
    }
  }
}

extension Span<UInt64> {
  @inline(__always)
  fileprivate func hasBit(_ bit: UInt32) -> Bool {
    self[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 != 0
  }
}

extension [UInt64] {
  fileprivate mutating func setBit(_ bit: UInt32) {
    self[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
  }
}
