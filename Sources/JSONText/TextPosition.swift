/// Where a byte stands in a text: its line, and how far into it.
package struct TextPosition: Hashable, Sendable {
  /// The physical line, from 1.
  package private(set) var line = 1
  /// How many bytes stand before it on its line.
  package private(set) var column = 0
  /// Nothing but blanks stands before it on its line.
  package private(set) var isFirstOnLine = true

  /// The first byte.
  package init() {}

  /// Goes over the bytes from `start` up to `end`.
  mutating func pass(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    let lines = bytes.lineFeeds(start..<end)
    var first = start
    if lines > 0 {
      line += lines
      column = 0
      isFirstOnLine = true
      first = end
      while bytes[first - 1] != 0x0A { first -= 1 }
    }
    column += end - first
    while isFirstOnLine && first < end {
      isFirstOnLine = bytes[first] <= 0x20
      first += 1
    }
  }
}
