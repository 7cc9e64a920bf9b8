/// Random numbers that a seed repeats.
struct SeededBytes: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Up to `limit` pieces of what delimited text is made of, in any order.
  mutating func soup(limit: Int) -> [UInt8] {
    let pieces = ["\"", "\"\"", ",", "\n", "\r\n", "\r", " ", "a", "bc", "é", "\0", "\",", "\"\n"]
    let count = Int.random(in: 0...limit, using: &self)
    return (0..<count).flatMap { _ in Array(pieces.randomElement(using: &self)?.utf8 ?? "".utf8) }
  }
}
