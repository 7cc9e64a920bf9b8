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
  /// A bit for the hash of each three bytes with which a narrower window may end.
  private var triples: [UInt64] = []

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
      if triples.isEmpty { triples = Array(repeating: 0, count: 1 << 10) }
      for entry in entries[width] {
        // Any bytes may stand before a window of fewer than three.
        for before: UInt32 in 0..<1 << UInt32(8 * (3 - width)) {
          let bit = LiteralSet.hash(ofTriple: entry.window | before << UInt32(8 * width))
          triples[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
        }
      }
    }
  }

  var isEmpty: Bool { wide.isEmpty && narrow.isEmpty }

  /// One of 65,536 for the last three bytes of a window.
  @inline(__always) private static func hash(ofTriple window: UInt32) -> UInt32 {
    ((window << 8) &* 0x9E37_79B1) >> 16
  }

  /// Calls `visit` with number and range of every literal at every place of `text` where it is.
  func scan(_ text: Span<UInt8>, _ visit: (_ literal: Int, _ range: Range<Int>) -> Void) {
    // A span needs no reference count, which would cost more than the search in a short text.
    let filter = wide.filter.span
    let triples = triples.span
    let shift = wide.filterShift
    var window: UInt32 = 0
    var end = 0
    while end < text.count {
      window = window &<< 8 | UInt32(text[end])
      end &+= 1
      let bit = WindowTable.hash(window) &>> shift
      if filter[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 != 0 {
        report(window, before: end, of: wide, in: text, visit)
      }
      if triples.count > 0 {
        let bit = LiteralSet.hash(ofTriple: window)
        if triples[Int(bit &>> 6)] &>> UInt64(bit & 63) & 1 != 0 {
          for index in narrow.indices {
            report(window, before: end, of: narrow[index], in: text, visit)
          }
        }
      }
    }
  }

  /// Calls `visit` for the literals that are filed under a window and are there.
  @inline(never)
  private func report(
    _ window: UInt32, before end: Int, of table: borrowing WindowTable, in text: Span<UInt8>,
    _ visit: (_ literal: Int, _ range: Range<Int>) -> Void
  ) {
    let window = window & table.mask
    let entries = table.entries.span
    let bytes = bytes.span
    let starts = starts.span
    for number in table.candidates(window) {
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
