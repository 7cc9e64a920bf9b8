import SeededRandom
import Testing

@testable import ByteStreams

@Suite struct RecordTableTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1_000])
  func `each record is found, and nothing else, in memory and on the disk`(_ count: Int) throws {
    var random = SeededGenerator(seed: 7)
    var keys: Set<UInt64> = [0, .max]
    while keys.count < count { keys.insert(UInt64.random(in: 0...UInt64.max, using: &random)) }
    let sorted = keys.sorted().prefix(count)
    for memoryLimit in [0, 500, 1 << 20] {
      let table = RecordTable(payloadSize: 3, memoryLimit: memoryLimit)
      for (number, key) in sorted.enumerated() {
        let payload = [UInt8(number & 255), UInt8(number >> 8), 9]
        try table.append(key: key, payload: payload.span)
      }
      #expect(table.isEmpty == sorted.isEmpty)
      #expect(table.isOnDisk == (count * 11 > memoryLimit))
      var found: [UInt8] = []
      for (number, key) in sorted.enumerated().shuffled(using: &random) {
        #expect(try table.find(key, into: &found))
        #expect(found == [UInt8(number & 255), UInt8(number >> 8), 9])
        for other in [key &+ 1, key &- 1] where !sorted.contains(other) {
          #expect(try !table.find(other, into: &found))
        }
      }
      #expect(try table.find(5, into: &found) == sorted.contains(5))
    }
  }
}
