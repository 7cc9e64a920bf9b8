/// Byte strings that are looked for all at once, at a cost that hardly depends on their number.
///
/// A text is looked at in windows of some bytes, one at every second byte. Each literal is filed under two of the
/// windows that a text has which holds it: one for the case that it begins at an even place, one for an odd
/// one, each the one that texts and other literals are least likely to have. A small filter of bits answers
/// for nearly every window that no literal is filed under it.
struct LiteralSet: ~Copyable, Sendable {
  /// A literal, and where it is in a text.
  struct Place: Hashable {
    let literal: Int
    let range: Range<Int>
  }

  /// The literals' bytes, one after the other.
  private var bytes: [UInt8] = []
  private let filter: WindowFilter
  /// The literals of three bytes or more.
  private let tables: WindowTables
  /// The literals of one or two bytes, which no window tells of.
  private var short: [(literal: Int, bytes: Range<Int>)] = []
  /// Whether any of them begins with a byte.
  private var shortStarts: [Bool] = []

  /// A set of distinct literals, none empty, numbered as in the array.
  init(_ literals: [[UInt8]]) {
    let choice = WindowChoice(literals)
    var filed: [WindowKind: [WindowTable.Entry]] = [:]
    for (number, literal) in literals.enumerated() {
      let range = bytes.count..<bytes.count + literal.count
      bytes += literal
      if literal.count < 3 {
        short.append((number, range))
        continue
      }
      for isOdd in [false, true] {
        let offset = choice.offset(in: literal, isOdd: isOdd)
        let kind = WindowKind(of: literal, offset: offset)
        filed[kind, default: []].append(
          WindowTable.Entry(
            window: kind.window(of: literal, offset: offset), offset: Int32(offset),
            literal: Int32(number), first: Int32(range.lowerBound), count: Int32(range.count)))
      }
    }
    if !short.isEmpty {
      shortStarts = Array(repeating: false, count: 256)
      for (_, range) in short { shortStarts[Int(bytes[range.lowerBound])] = true }
    }
    filter = WindowFilter(filed)
    tables = WindowTables(filed)
  }

  /// Appends every literal at every place of `text` where it is.
  func find(in text: Span<UInt8>, into places: inout [Place]) {
    var start = 0
    while let (place, window) = filter.nextLikely(in: text, from: start) {
      report(window, at: place, in: text, into: &places)
      start = place &+ 2
    }
    if !short.isEmpty { findShort(in: text, into: &places) }
  }

  /// Appends the literals that are filed under a window and are there.
  private func report(
    _ window: UInt64, at place: Int, in text: Span<UInt8>, into places: inout [Place]
  ) {
    let list = tables.tables.span
    let filters = tables.filters.span
    for index in list.indices {
      let spot = list[index].spot(of: window)
      if filters[spot.word] & spot.bit == 0 { continue }
      let entries = tables.entries.span
      let buckets = tables.buckets.span
      for number in Int(buckets[spot.bucket])..<Int(buckets[spot.bucket &+ 1])
      where entries[number].window == window & list[index].mask {
        let entry = entries[number]
        let start = place &- Int(entry.offset)
        let range = Int(entry.first)..<Int(entry.first) + Int(entry.count)
        if isThere(range, at: start, in: text) {
          places.append(Place(literal: Int(entry.literal), range: start..<start + range.count))
        }
      }
    }
  }

  private func findShort(in text: Span<UInt8>, into places: inout [Place]) {
    let starts = shortStarts.span
    var place = 0
    while place < text.count {
      // There is one for each byte.
      if unsafe starts[unchecked: Int(text[unchecked: place])] {
        for (literal, range) in short where isThere(range, at: place, in: text) {
          places.append(Place(literal: literal, range: place..<place + range.count))
        }
      }
      place &+= 1
    }
  }

  /// Whether the bytes of a literal are at `start`, which may lie outside of the text.
  @inline(__always)
  private func isThere(_ literal: Range<Int>, at start: Int, in text: Span<UInt8>) -> Bool {
    guard start >= 0, start &+ literal.count <= text.count else { return false }
    let bytes = bytes.span
    for index in literal where bytes[index] != text[start &+ index &- literal.lowerBound] {
      return false
    }
    return true
  }
}
