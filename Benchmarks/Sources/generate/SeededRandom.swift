/// Random numbers that are the same for the same seed, on every machine.
///
/// - Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// A number from 0 to `bound` - 1, each about equally often.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Whether something happens that happens `share` times in 1000.
  mutating func happens(_ share: Int) -> Bool {
    below(1000) < share
  }
}

/// Ranks from 0 to `count` - 1, of which rank r comes in proportion to 1 / (r + 1).
///
/// A table of 65,536 steps of the inverse distribution replaces a logarithm for each draw; inside a
/// step all ranks are equally likely.
struct ZipfRanks {
  private static let steps = 1 << 16
  /// The first rank of each step, and `count` at the end.
  private let firstRanks: [Int]

  init(count: Int) {
    var total = 0.0
    for rank in 0..<count { total += 1 / Double(rank + 1) }
    var firstRanks: [Int] = []
    firstRanks.reserveCapacity(Self.steps + 1)
    var sum = 0.0
    let stepWidth = total / Double(Self.steps)
    for rank in 0..<count {
      while Double(firstRanks.count) * stepWidth <= sum, firstRanks.count < Self.steps {
        firstRanks.append(rank)
      }
      sum += 1 / Double(rank + 1)
    }
    while firstRanks.count <= Self.steps { firstRanks.append(count) }
    self.firstRanks = firstRanks
  }

  /// A rank.
  func next(_ random: inout SeededRandom) -> Int {
    let step = random.below(Self.steps)
    let first = firstRanks[step]
    let width = firstRanks[step + 1] - first
    return width > 1 ? first + random.below(width) : min(first, firstRanks[Self.steps] - 1)
  }
}
