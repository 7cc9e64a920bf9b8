import SeededRandom
import Testing

@testable import FoldedText

@Suite struct ASCIIFolderTests {
  /// What the folder makes of a text; nil when it leaves it alone.
  private func fold(_ text: [UInt8], looks: Bool) -> (folded: [UInt8], isOrdinary: Bool)? {
    var folder = ASCIIFolder()
    // What is left of a longer text before must not show.
    _ = folder.fold(Array(repeating: UInt8(ascii: "1"), count: 90).span, looks: true)
    let outcome = folder.fold(text.span, looks: looks)
    let folded = folder.folded
    let bytes = folded.indices.map { folded[$0] }
    switch outcome {
    case .left: return nil
    case .folded: return (bytes, false)
    case .ordinary: return (bytes, true)
    }
  }

  /// The views by other means: the plain one, and whether there are more.
  private func views(_ text: [UInt8]) -> (plain: [UInt8], hasMore: Bool) {
    var folder = TextFolder()
    var (plain, other): ([UInt8], [UInt8]) = ([], [])
    folder.plain(text.span, into: &plain)
    let isMixed = folder.mixedScriptsRead(plain.span, into: &other)
    let isSpelled = folder.spelledOut(plain.span, into: &other)
    return (plain, isMixed || isSpelled)
  }

  /// Whether nothing is to be left out of a text.
  private func isRegular(_ text: [UInt8]) -> Bool {
    let isShown = text.allSatisfy { 0x20..<0x7F ~= $0 }
    let hasSingleBlanks = zip(text, text.dropFirst()).allSatisfy { $0 != 0x20 || $1 != 0x20 }
    return isShown && hasSingleBlanks && text.first != 0x20 && text.last != 0x20
  }

  private func check(_ text: [UInt8], _ comment: Comment) {
    let expected = views(text)
    for looks in [false, true] {
      let made = fold(text, looks: looks)
      #expect((made != nil) == isRegular(text), comment)
      guard let made else { continue }
      #expect(made.folded == expected.plain, comment)
      if made.isOrdinary { #expect(!expected.hasMore, comment) }
    }
  }

  @Test func `every byte at every place of a word and behind it is folded or left`() {
    for count in [1, 7, 8, 9, 16, 17] {
      for place in 0..<count {
        for byte in UInt8.min ... .max {
          var text = Array(repeating: UInt8(ascii: "k"), count: count)
          text[place] = byte
          check(text, "byte \(byte) at \(place) of \(count)")
        }
      }
    }
  }

  @Test(arguments: (0..<40).map { _ in UInt64.random(in: .min ... .max) })
  func `it folds as the plain loop does, and calls no text ordinary that has other views`(
    _ seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("aZz bB.-0125@$[`{/:A".utf8)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      check(text, "seed \(seed): '\(String(decoding: text, as: UTF8.self))'")
    }
  }

  @Test(arguments: [
    "Lantern Works", "A guide to a lamp: 25 ideas, 3 of them new", "https://lamps.example/a-b",
    "", "a b c",
  ])
  func `most texts are ordinary`(_ text: String) {
    #expect(fold(Array(text.utf8), looks: true)?.isOrdinary == true)
  }

  @Test(arguments: ["v1agra", "c@sh", "a b c d", "v.i.a.g.r.a", "x 1 2 y", "top10"])
  func `a text with letters apart or figures inside is not`(_ text: String) {
    #expect(fold(Array(text.utf8), looks: true)?.isOrdinary == false)
  }
}
