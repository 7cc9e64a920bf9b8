import ByteKeys
import Testing

@Suite struct FlaggedSetTests {
  /// Hashes of 0..<count with flags that follow from their number, each flag in an addition of its own.
  private func additions(_ count: Int) -> [(hash: UInt64, flags: UInt32)] {
    let hasher = KeyedHash()
    return (0..<count).flatMap { number in
      let hash = hasher.combine(UInt64(number), 1)
      let flags: [UInt32] = number % 4 == 0 ? [1, 1 << 23] : [1]
      return flags.map { (hash, $0) }
    }
  }

  @Test(arguments: [0, 1, 2, 7, 8, 1_000, 4_096])
  func `up to the limit members and flags are exact, in any order`(_ size: Int) {
    var set = FlaggedSet()
    for addition in additions(size).shuffled() { set.insert(addition.hash, flags: addition.flags) }
    for addition in additions(size).shuffled() { set.insert(addition.hash, flags: addition.flags) }
    #expect(set.count == size)
    #expect(set.count { $0 & 1 << 23 != 0 } == (size + 3) / 4)
    #expect(set.count { $0 == 1 } == size - (size + 3) / 4)
  }

  @Test(arguments: [4_097, 8_192, 30_000])
  func `past the limit the estimate is within a tenth and free of the order`(_ size: Int) {
    var first = FlaggedSet()
    var second = FlaggedSet()
    for addition in additions(size) { first.insert(addition.hash, flags: addition.flags) }
    for addition in (additions(size) + additions(size / 2)).shuffled() {
      second.insert(addition.hash, flags: addition.flags)
    }
    #expect(abs(first.count - size) < size / 10)
    #expect(abs(first.count { $0 & 1 << 23 != 0 } - size / 4) < size / 25)
    #expect(first.count == second.count)
    #expect(first.count { $0 & 1 << 23 != 0 } == second.count { $0 & 1 << 23 != 0 })
  }

  @Test(arguments: [0, 1, 7, 4_096, 30_000])
  func `the flags of a member are found by its hash, as long as it is kept`(_ size: Int) {
    var set = FlaggedSet()
    for addition in additions(size) { set.insert(addition.hash, flags: addition.flags) }
    var members = 0
    let counted = set.flags { hash, flags in
      members += set.flags(of: hash) == flags ? 1 : 0
      return flags
    }
    #expect(members == min(size, FlaggedSet.exactLimit))
    #expect(counted.count { _ in true } == set.count)
    #expect(set.flags(of: KeyedHash().combine(1, 2)) == 0)
  }

  @Test func `a hash of zero counts like any other`() {
    var set = FlaggedSet()
    set.insert(0, flags: 1)
    set.insert(0, flags: 2)
    #expect(set.count == 1)
    #expect(set.count { $0 == 3 } == 1)
    #expect(set.flags(of: 0) == 3)
  }
}
