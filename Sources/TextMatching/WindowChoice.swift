/// Chooses the window of four bytes under which a literal is filed.
struct WindowChoice {
  private static let width = 4
  private static let counterBits: UInt32 = 16

  /// How many literals have a window with this hash.
  private var counts: [UInt32]

  init(_ literals: [[UInt8]]) {
    counts = Array(repeating: 0, count: 1 << WindowChoice.counterBits)
    for literal in literals {
      WindowChoice.eachWindow(of: literal) { _, window in counts[WindowChoice.slot(window)] += 1 }
    }
  }

  /// The start of the window that is rarest by the letters in it and by the other literals.
  func offset(in literal: [UInt8]) -> Int {
    var best = (offset: 0, cost: Int.max)
    WindowChoice.eachWindow(of: literal) { offset, window in
      let count = counts[WindowChoice.slot(window)]
      // Twice as many literals weigh as much as one common letter more.
      var cost = (UInt32.bitWidth - count.leadingZeroBitCount) * 8
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        cost += WindowChoice.frequency[Int(window >> shift & 0xFF)]
      }
      if WindowChoice.everywhere.contains(window) { cost += 100 }
      if cost < best.cost { best = (offset, cost) }
    }
    return best.offset
  }

  private static func eachWindow(of literal: [UInt8], _ body: (Int, UInt32) -> Void) {
    guard literal.count >= width else { return }
    var window: UInt32 = 0
    for (index, byte) in literal.enumerated() {
      window = window << 8 | UInt32(byte)
      if index >= width - 1 { body(index - width + 1, window) }
    }
  }

  private static func slot(_ window: UInt32) -> Int {
    Int((window &* 0x9E37_79B1) >> (32 - counterBits))
  }

  /// How common a byte is in anchors, titles and URLs, from 1 to 13.
  private static let frequency: [Int] = {
    var result = [Int](repeating: 6, count: 256)
    for byte in 0..<128 { result[byte] = 3 }
    for (rank, byte) in " etaoinsrhldcu/.mpgwfb-ykv".utf8.enumerated() {
      result[Int(byte)] = 13 - rank / 3
    }
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
    for part in partsOfURLs { eachWindow(of: part) { _, window in result.insert(window) } }
    return result
  }()
}
