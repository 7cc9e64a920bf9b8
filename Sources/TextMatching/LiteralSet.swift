/// Byte strings that are looked for all at once, at a cost that hardly depends on their number.
///
/// Each literal is filed under that of its 4-byte windows which texts and other literals are least
/// likely to have, shorter ones under all their bytes; a text is scanned once for each width in
/// use.
struct LiteralSet: Sendable {
  private static let widest = 4

  /// The literals' bytes, one after the other.
  private var bytes: [UInt8] = []
  /// Where each literal starts in `bytes`, and the end of the last.
  private var starts: [Int] = [0]
  /// The table of the widest windows, which most literals are filed under.
  private var wide = WindowTable(width: LiteralSet.widest, entries: [])
  /// The tables of narrower windows in use.
  private var narrow: [WindowTable] = []
  /// A bit for each pair of bytes with which a narrower window ends.
  private var pairs: [UInt64] = []

  /// A set of distinct literals, none empty, numbered as in the array.
  init(_ literals: [[UInt8]]) {
    for literal in literals {
      bytes += literal
      starts.append(bytes.count)
    }
    let choice = WindowChoice(literals)
    var entries: [[WindowTable.Entry]] = Array(repeating: [], count: LiteralSet.widest + 1)
    for (number, literal) in literals.enumerated() {
      let width = min(literal.count, LiteralSet.widest)
      let offset = choice.offset(in: literal)
      var window: UInt32 = 0
      for byte in literal[offset..<offset + width] { window = window << 8 | UInt32(byte) }
      entries[width].append(
        WindowTable.Entry(window: window, offset: Int32(offset), literal: Int32(number)))
    }
    wide = WindowTable(width: LiteralSet.widest, entries: entries[LiteralSet.widest])
    for width in 1..<LiteralSet.widest where !entries[width].isEmpty {
      narrow.append(WindowTable(width: width, entries: entries[width]))
      if pairs.isEmpty { pairs = Array(repeating: 0, count: 1 << 10) }
      for entry in entries[width] {
        // Any byte may stand before a window of one.
        for first: UInt32 in width == 1 ? 0...255 : 0...0 {
          let pair = Int((entry.window | first << 8) & 0xFFFF)
          pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        }
      }
    }
  }

  var isEmpty: Bool { wide.isEmpty && narrow.isEmpty }

  /// Calls `visit` with number and range of every literal at every place of `text` where it is.
  func scan(_ text: Span<UInt8>, _ visit: (_ literal: Int, _ range: Range<Int>) -> Void) {
    var place = Place()
    while findNext(in: text, &place) {
      if wide.mayHold(place.window) { report(place, of: wide, in: text, visit) }
      if !narrow.isEmpty, isPair(place.window) {
        for index in narrow.indices { report(place, of: narrow[index], in: text, visit) }
      }
    }
  }

  /// A place in a text, and the last four bytes before it.
  private struct Place {
    var end = 0
    var window: UInt32 = 0
  }

  /// Goes on to the next place before which a window may stand; false at the end of the text.
  private func findNext(in text: Span<UInt8>, _ place: inout Place) -> Bool {
    // A span needs no reference count, which would cost more than the search in a short text.
    let filter = wide.filter.span
    let pairs = pairs.span
    let shift = wide.filterShift
    var (end, window) = (place.end, place.window)
    while end < text.count {
      window = window &<< 8 | UInt32(text[end])
      end &+= 1
      let bit = WindowTable.hash(window) &>> shift
      let isWide = filter[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 != 0
      let isNarrow =
        pairs.count > 0 && pairs[Int(window & 0xFFFF) &>> 6] &>> UInt64(window & 63) & 1 != 0
      if isWide || isNarrow {
        place = Place(end: end, window: window)
        return true
      }
    }
    place.end = end
    return false
  }

  private func isPair(_ window: UInt32) -> Bool {
    pairs[Int(window & 0xFFFF) >> 6] >> UInt64(window & 63) & 1 != 0
  }

  /// Calls `visit` for the literals that are filed under a window and are there.
  private func report(
    _ place: Place, of table: WindowTable, in text: Span<UInt8>,
    _ visit: (_ literal: Int, _ range: Range<Int>) -> Void
  ) {
    let window = place.window & table.mask
    for number in table.candidates(window) {
      let entry = table[number]
      guard entry.window == window else { continue }
      let start = place.end - table.width - Int(entry.offset)
      if let range = range(of: Int(entry.literal), at: start, in: text) {
        visit(Int(entry.literal), range)
      }
    }
  }

  /// The range of a literal at `start`, when it is there.
  private func range(of literal: Int, at start: Int, in text: Span<UInt8>) -> Range<Int>? {
    let first = starts[literal]
    let count = starts[literal + 1] - first
    guard start >= 0, start + count <= text.count else { return nil }
    for index in 0..<count where bytes[first + index] != text[start + index] { return nil }
    return start..<start + count
  }
}
