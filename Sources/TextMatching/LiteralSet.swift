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
  /// The tables in use, the widest windows first.
  private var tables: [WindowTable] = []

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
    for width in (1...LiteralSet.widest).reversed() where !entries[width].isEmpty {
      tables.append(WindowTable(width: width, entries: entries[width]))
    }
  }

  var isEmpty: Bool { tables.isEmpty }

  /// Calls `visit` with number and range of every literal at every place of `text` where it is.
  func scan(_ text: Span<UInt8>, _ visit: (_ literal: Int, _ range: Range<Int>) -> Void) {
    let tables = tables.span
    for index in tables.indices {
      var end = tables[index].width
      while let possible = tables[index].nextPossible(in: text, from: end) {
        report(possible, of: tables[index], in: text, visit)
        end = possible.end + 1
      }
    }
  }

  /// Calls `visit` for the literals that are filed under a window and are there.
  private func report(
    _ possible: (window: UInt32, end: Int), of table: WindowTable, in text: Span<UInt8>,
    _ visit: (_ literal: Int, _ range: Range<Int>) -> Void
  ) {
    for number in table.candidates(possible.window) {
      let entry = table[number]
      guard entry.window == possible.window else { continue }
      let start = possible.end - table.width - Int(entry.offset)
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
