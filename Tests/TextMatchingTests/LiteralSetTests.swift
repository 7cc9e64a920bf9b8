import SeededRandom
import Testing

@testable import TextMatching

@Suite struct LiteralSetTests {
  private func places(_ literals: [[UInt8]], in text: [UInt8]) -> [LiteralSet.Place] {
    var found: [LiteralSet.Place] = []
    LiteralSet(literals).find(in: text.span, into: &found)
    return found
  }

  @Test func `every literal is found at every place, however they overlap`() {
    let literals = ["aa", "a", "aaaa", "aab", "baaaa"].map { Array($0.utf8) }
    let found = places(literals, in: Array("aaaab".utf8))
    #expect(found.filter { $0.literal == 0 }.map(\.range) == [0..<2, 1..<3, 2..<4])
    #expect(found.filter { $0.literal == 1 }.map(\.range) == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(found.filter { $0.literal == 2 }.map(\.range) == [0..<4])
    #expect(found.filter { $0.literal == 3 }.map(\.range) == [2..<5])
    #expect(found.filter { $0.literal == 4 }.isEmpty)
  }

  @Test func `an empty set finds nothing, and in an empty text nothing is found`() {
    #expect(places([], in: Array("abc".utf8)).isEmpty)
    #expect(places([[97], [97, 98], [97, 98, 99, 100, 101]], in: []).isEmpty)
  }

  @Test(arguments: (0..<20).map { _ in UInt64.random(in: .min ... .max) })
  func `literals of all lengths are found once where they are, and nowhere else`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func bytes(_ counts: ClosedRange<Int>) -> [UInt8] {
      let count = Int.random(in: counts, using: &random)
      return (0..<count).map { _ in [0, 97, 98, 0xFF].randomElement(using: &random) ?? 0 }
    }
    let literals = Array(Set((0..<60).map { _ in bytes(1...11) }))
    // Some of them, with others beside them.
    var text = bytes(0...20)
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      text += (literals.randomElement(using: &random) ?? []) + bytes(0...3)
    }
    var expected: Set<LiteralSet.Place> = []
    for (number, literal) in literals.enumerated() {
      for start in 0...text.count where text[start...].starts(with: literal) {
        expected.insert(
          LiteralSet.Place(literal: number, range: start..<start + literal.count))
      }
    }
    let found = places(literals, in: text)
    #expect(Set(found) == expected, "seed \(seed)")
    #expect(found.count == expected.count, "seed \(seed)")
  }
}
