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
  @inline(__always)
  func scan(_ text: Span<UInt8>, _ visit: (_ literal: Int, _ range: Range<Int>) -> Void) {
    for table in tables { scan(text, table, visit) }
  }

  @inline(__always)
  private func scan(
    _ text: Span<UInt8>, _ table: WindowTable,
    _ visit: (_ literal: Int, _ range: Range<Int>) -> Void
  ) {
    guard text.count >= table.width else { return }
    var last: UInt32 = 0
    for index in 0..<table.width - 1 { last = last << 8 | UInt32(text[index]) }
    for index in table.width - 1..<text.count {
      last = last << 8 | UInt32(text[index])
      let window = last & table.mask
      guard table.mayHold(window) else { continue }
      for entry in table.candidates(window) where entry.window == window {
        let start = index + 1 - table.width - Int(entry.offset)
        if let range = range(of: Int(entry.literal), at: start, in: text) {
          visit(Int(entry.literal), range)
        }
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
