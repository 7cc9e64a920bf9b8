import SeededRandom
import Testing

@testable import JSONText

@Suite struct ByteRunsTests {
  /// Bytes of which a few are special, so that runs are long.
  private func bytes(_ random: inout SeededGenerator, _ count: Int) -> [UInt8] {
    (0..<count).map { _ in
      random.below(12) == 0
        ? random.pick([0x22, 0x5C, 0x0A, 0x1F, 0x00, 0x20, 0x80, 0xA2, 0xDC, 0xFF])
        : UInt8(0x21 + random.below(0xDE))
    }
  }

  @Test func `no byte that ends or escapes a string is passed over, and none stops for long`() {
    var random = SeededGenerator(seed: 1)
    for length in 0..<200 {
      let text = bytes(&random, length)
      for start in 0...length {
        let found = text.span.nextOfString(from: start)
        let first = text[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? length
        #expect(found <= first)
        // At the end bytes are left to the caller.
        #expect(found == first || length - found < 8, "\(text) from \(start)")
      }
    }
  }

  private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.span.isEqual(to: right.span)
  }

  @Test func `line feeds are counted and texts compared as by a plain loop`() {
    var random = SeededGenerator(seed: 2)
    for length in 0..<120 {
      let text = bytes(&random, length)
      let start = random.below(length + 1)
      #expect(text.span.lineFeeds(start..<length) == text[start...].count { $0 == 0x0A })
      #expect(areEqual(text, text))
      #expect(!areEqual(text, text + [0]))
      for changed in text.indices {
        var other = text
        other[changed] ^= 1
        #expect(!areEqual(text, other))
      }
    }
  }
}
