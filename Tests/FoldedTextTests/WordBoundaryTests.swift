import Testing

@testable import FoldedText

@Suite struct WordBoundaryTests {
  @Test(arguments: [
    ("buy loans now", "loans", true), ("buyloans", "loans", false), ("loansbuy", "loans", false),
    ("loans777", "loans", true), ("loans", "loans", true), ("(loans)", "loans", true),
    ("loans\u{E9}", "loans", false), ("\u{E9}loans", "loans", false),
    ("loans\u{2013}x", "loans", true),
    ("\u{5728}\u{7EBF}\u{8D4C}\u{535A}\u{7F51}", "\u{8D4C}\u{535A}", true),
    ("\u{65B0}casino\u{65B0}", "casino", true), ("\u{E02}\u{E32}\u{E22}loans", "loans", true),
    ("\u{CE74}\u{C9C0}\u{B178}\u{B294}", "\u{CE74}\u{C9C0}\u{B178}", true),
    ("\u{43A}\u{430}\u{437}\u{438}\u{43D}\u{43E}", "\u{437}\u{438}\u{43D}\u{43E}", false),
    ("loans\u{301}", "loans", false), ("loans_", "loans", true),
  ])
  func `a word ends at a non-letter, or beside an unspaced script`(
    _ text: String, _ word: String, _ isWord: Bool
  ) throws {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    let start = try #require(
      (0...text.count - word.count).first { text[$0...].starts(with: word) })
    let found =
      WordBoundary.isLeft(text.span, at: start)
      && WordBoundary.isRight(text.span, at: start + word.count)
    #expect(found == isWord)
  }

  @Test func `scripts are told apart`() {
    let cases: [(Unicode.Scalar, Script)] = [
      ("a", .latin), ("1", .common), ("\u{E9}", .latin), ("\u{430}", .cyrillic),
      ("\u{3B1}", .greek),
      ("\u{4E00}", .han), ("\u{3042}", .hiragana), ("\u{30AB}", .katakana), ("\u{AC00}", .hangul),
      ("\u{E01}", .thai), ("\u{5D0}", .hebrew), ("\u{627}", .arabic), ("\u{301}", .inherited),
      ("-", .common),
    ]
    for (scalar, script) in cases { #expect(Script(of: scalar) == script, "\(scalar)") }
    #expect(WordBoundary.isUnspacedScript("\u{30FB}") == false)
    #expect(WordBoundary.isUnspacedScript("\u{4E00}"))
  }

  @Test func `a word's scripts are a set`() {
    func set(_ word: String) -> ScriptSet {
      let bytes = Array(word.utf8)
      return ScriptSet(of: bytes.span)
    }
    #expect(set("abc1").count == 1)
    #expect(set("p\u{430}y").contains(.cyrillic))
    #expect(set("p\u{430}y").isMixed)
    #expect(!set("SEO\u{30C4}").isMixed)
    #expect(set("12-3") == ScriptSet())
  }

  @Test(arguments: [
    ([0x61, 0xC3, 0xA9, 0xE4, 0xB8, 0x80, 0xF0, 0x9F, 0x98, 0x80] as [UInt8], 4),
    ([0xC3, 0xFF, 0xE4, 0xB8, 0xED, 0xA0, 0x80, 0xC0, 0x80], 9), ([0xF4, 0x90, 0x80, 0x80], 4),
  ])
  func `forwards and backwards find the same characters`(_ bytes: [UInt8], _ count: Int) {
    var (forward, backward): ([Unicode.Scalar], [Unicode.Scalar]) = ([], [])
    var offset = 0
    while offset < bytes.count {
      let (scalar, length) = bytes.span.scalar(at: offset)
      forward.append(scalar)
      offset += length
    }
    while offset > 0 {
      let (scalar, length) = bytes.span.scalar(before: offset)
      backward.append(scalar)
      offset -= length
    }
    #expect(forward.count == count)
    #expect(forward == backward.reversed())
  }
}
