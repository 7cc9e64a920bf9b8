import ByteKeys
import Testing

@Suite struct HashCountsTests {
  @Test(arguments: [1, 2, 8, 64])
  func `the smallest hashes are counted as a dictionary counts them`(_ limit: Int) {
    let hasher = KeyedHash()
    let hashes = (0..<2_000).map { _ in hasher.combine(UInt64.random(in: 0..<200), 9) }
    var counts = HashCounts()
    var oracle: [UInt64: Int] = [:]
    for hash in hashes {
      counts.add(hash, limit: limit) { Int(hash & 0xFFFF) }
      oracle[hash, default: 0] += 1
    }
    let smallest = oracle.keys.sorted().prefix(limit)
    #expect(counts.map(\.hash) == Array(smallest))
    #expect(counts.map(\.count) == smallest.map { oracle[$0] })
    #expect(counts.allSatisfy { $0.tag == Int($0.hash & 0xFFFF) })
    #expect(counts.total == smallest.reduce(0) { $0 + (oracle[$1] ?? 0) })
  }

  @Test func `nothing added is nothing counted`() {
    #expect(HashCounts().isEmpty)
    #expect(HashCounts().total == 0)
  }
}
