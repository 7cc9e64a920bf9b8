/// Chooses the windows under which a literal is filed.
struct WindowChoice {
  private static let counterBits: UInt64 = 16

  /// How many literals have a window with this hash.
  private var counts: [UInt32]

  init(_ literals: [[UInt8]]) {
    counts = Array(repeating: 0, count: 1 << WindowChoice.counterBits)
    for literal in literals {
      WindowChoice.eachWindow(of: literal) { _, window in counts[WindowChoice.slot(window)] += 1 }
    }
  }

  /// The start of the window that is rarest by the letters in it and by the other literals, among those with an
  /// odd start or those with an even one.
  ///
  /// A literal of three or four bytes may have none: then it is −1 or 0, where only three bytes of the window are
  /// the literal's.
  func offset(in literal: [UInt8], isOdd: Bool) -> Int {
    var best = (offset: isOdd ? -1 : 0, cost: Int.max)
    WindowChoice.eachWindow(of: literal) { offset, window in
      guard (offset & 1 != 0) == isOdd else { return }
      let count = counts[WindowChoice.slot(window)]
      // Twice as many literals weigh as much as one common letter more.
      var cost = (UInt32.bitWidth - count.leadingZeroBitCount) * 8
      for byte in literal[offset..<offset + WindowKind.width(of: literal)] {
        cost += WindowChoice.frequency[Int(byte)]
      }
      if WindowChoice.everywhere.contains(UInt32(truncatingIfNeeded: window)) { cost += 100 }
      if cost < best.cost { best = (offset, cost) }
    }
    return best.offset
  }

  /// The windows of a literal, the first byte as the lowest.
  private static func eachWindow(of literal: [UInt8], _ body: (Int, UInt64) -> Void) {
    let width = WindowKind.width(of: literal)
    guard literal.count >= width else { return }
    var window: UInt64 = 0
    for (index, byte) in literal.enumerated() {
      window = window >> 8 | UInt64(byte) << UInt64(8 * (width - 1))
      if index >= width - 1 { body(index - width + 1, window) }
    }
  }

  private static func slot(_ window: UInt64) -> Int {
    Int((window &* 0x9E37_79B9_7F4A_7C15) >> (64 - counterBits))
  }

  /// How common a byte is in anchors, titles and URLs, from 1 to 13.
  private static let frequency: [Int] = {
    var result = [Int](repeating: 6, count: 256)
    for byte in 0..<128 { result[byte] = 3 }
    for (rank, byte) in "etaoinsrhldcu/.mpgwfb-ykv".utf8.enumerated() {
      result[Int(byte)] = 13 - rank / 3
    }
    // Common, but the words at its sides have little to do with each other, so that few texts have both.
    result[0x20] = 7
    return result
  }()

  /// True when most URLs have the literal.
  static func isEverywhere(_ literal: [UInt8]) -> Bool {
    partsOfURLs.contains { part in
      part.indices.contains { part[$0...].starts(with: literal) }
    }
  }

  private static let partsOfURLs = [
    "https://www.", "http://www.", ".com/", ".html", ".org/", ".net/", "index.php",
  ].map { Array($0.utf8) }

  private static let everywhere: Set<UInt32> = {
    var result: Set<UInt32> = []
    for part in partsOfURLs {
      for start in 0...part.count - 4 {
        result.insert(part[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
      }
    }
    return result
  }()
}
