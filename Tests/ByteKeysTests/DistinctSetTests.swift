import ByteKeys
import Testing

@Suite struct DistinctSetTests {
  /// Hashes of 0..<count, in a random order.
  private func hashes(_ count: Int) -> [UInt64] {
    let hasher = KeyedHash()
    var random = SystemRandomNumberGenerator()
    return (0..<UInt64(count)).map { hasher.combine($0, 1) }.shuffled(using: &random)
  }

  @Test(arguments: [0, 1, 2, 7, 8, 1_000, 4_095, 4_096])
  func `up to the limit the count is exact, however often a member comes`(_ size: Int) {
    var set = DistinctSet()
    for hash in hashes(size) { set.insert(hash) }
    var added = 0
    for hash in hashes(size) where set.insert(hash) { added += 1 }
    #expect(added == 0)
    #expect(set.count == size)
    #expect(set.isExact)
  }

  @Test(arguments: [4_097, 10_000, 200_000])
  func `past the limit the estimate is within a tenth and free of the order`(_ size: Int) {
    var first = DistinctSet()
    var second = DistinctSet()
    for hash in hashes(size) { first.insert(hash) }
    for hash in hashes(size) + hashes(size / 2) { second.insert(hash) }
    #expect(!first.isExact)
    #expect(abs(first.count - size) < size / 10)
    #expect(first.count == second.count)
  }

  @Test func `a hash of zero counts like any other`() {
    var set = DistinctSet()
    let additions = [set.insert(0), set.insert(0)]
    #expect(additions == [true, false])
    #expect(set.count == 1)
  }
}
