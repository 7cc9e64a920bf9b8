import SeededRandom
import Testing

@testable import HostLists

@Suite struct AddressRangesTests {
  @Test(
    arguments: [
      ("192.0.2.0/24", 3_221_225_984...3_221_226_239), ("0.0.0.0/0", 0...UInt32.max),
      ("192.0.2.7", 3_221_225_991...3_221_225_991), ("255.255.255.255/32", UInt32.max...UInt32.max),
    ] as [(String, ClosedRange<UInt32>)])
  func `a network is a range of addresses`(_ text: String, _ range: ClosedRange<UInt32>) {
    #expect(AddressRanges.range(text) == range)
  }

  @Test(arguments: [
    "", "/", "192.0.2.0/", "192.0.2.0/33", "192.0.2.1/24", "192.0.2/24", "192.0.2.0.1", "a.b.c.d",
    "256.0.0.1", "1..2.3", ".1.2.3", "1.2.3.", "192.0.2.0/+8", "192.0.2.0/24/8", "::1",
    "0001.2.3.4",
  ])
  func `what is no network is none`(_ text: String) {
    #expect(AddressRanges.range(text) == nil)
  }

  @Test func `a network of 256 addresses is found as a plain search finds it`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let entries = (0..<40).map { _ in
      let bits = UInt32.random(in: 10...32, using: &random)
      let address = UInt32.random(in: 0...0x00FF_FFFF, using: &random)
      let base = address & ~((bits == 32 ? 0 : (1 << (32 - bits)) - 1))
      return "\(base >> 24).\(base >> 16 & 255).\(base >> 8 & 255).\(base & 255)/\(bits)"
    }
    let ranges = AddressRanges(entries)
    let plain = entries.compactMap(AddressRanges.range)
    for network in UInt32(0)...0xFFFF {
      let all = network << 8...(network << 8 | 255)
      let isInside = plain.contains { $0.overlaps(all) }
      if ranges.contains(network24: network) != isInside {
        Issue.record("network \(network), seed \(seed)")
        return
      }
    }
  }
}
