import ByteKeys
import Testing

@Suite struct CountedSetTests {
  /// Hashes of 0..<count with a small number each, and every third of them a second, larger one.
  private func notes(_ count: Int) -> [(hash: UInt64, number: Int64)] {
    let hasher = KeyedHash()
    return (0..<count).flatMap { member in
      let hash = hasher.combine(UInt64(member), 1)
      let numbers: [Int64] = member % 3 == 0 ? [2, 5] : [2]
      return numbers.map { (hash, $0) }
    }
  }

  private func sum(_ notes: [(hash: UInt64, number: Int64)]) -> Int64 {
    var set = CountedSet()
    for note in notes { set.note(note.hash, note.number) }
    return set.sum
  }

  @Test(arguments: [0, 1, 3, 900, 4_096])
  func `up to the limit the sum of the largest numbers is exact, in any order`(_ size: Int) {
    let expected = Int64(size * 2 + (size + 2) / 3 * 3)
    #expect(sum(notes(size).shuffled()) == expected)
    #expect(sum((notes(size) + notes(size)).shuffled()) == expected)
  }

  @Test(arguments: [4_097, 8_192, 30_000])
  func `past the limit the estimate is within a tenth and free of the order`(_ size: Int) {
    let expected = size * 3
    let first = sum(notes(size))
    #expect(abs(Int(first) - expected) < expected / 10)
    #expect(sum((notes(size) + notes(size / 2)).shuffled()) == first)
  }
}
