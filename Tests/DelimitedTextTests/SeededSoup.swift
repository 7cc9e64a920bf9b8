import SeededRandom

extension SeededGenerator {
  /// Up to `limit` pieces of what delimited text is made of, in any order.
  mutating func soup(limit: Int) -> [UInt8] {
    let pieces = ["\"", "\"\"", ",", "\n", "\r\n", "\r", " ", "a", "bc", "é", "\0", "\",", "\"\n"]
    let count = Int.random(in: 0...limit, using: &self)
    return (0..<count).flatMap { _ in Array(pieces.randomElement(using: &self)?.utf8 ?? "".utf8) }
  }
}
