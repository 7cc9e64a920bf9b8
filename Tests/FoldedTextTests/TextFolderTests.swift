import SeededRandom
import Testing

@testable import FoldedText

@Suite struct TextFolderTests {
  private func plain(_ bytes: [UInt8]) -> String {
    var folder = TextFolder()
    var out: [UInt8] = [7]
    folder.plain(bytes.span, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// The view as text; `nil` when it would add nothing.
  private func skeleton(_ text: String) -> String? {
    var folder = TextFolder()
    var (plain, out): ([UInt8], [UInt8]) = ([], [7])
    let bytes = Array(text.utf8)
    folder.plain(bytes.span, into: &plain)
    let differs = folder.skeleton(plain.span, into: &out)
    #expect(differs == !out.isEmpty)
    return differs ? String(decoding: out, as: UTF8.self) : nil
  }

  private func joined(_ text: String) -> String? {
    var folder = TextFolder()
    var (plain, out): ([UInt8], [UInt8]) = ([], [7])
    let bytes = Array(text.utf8)
    folder.plain(bytes.span, into: &plain)
    let differs = folder.joined(plain.span, into: &out)
    #expect(differs == !out.isEmpty)
    return differs ? String(decoding: out, as: UTF8.self) : nil
  }

  @Test(arguments: [
    ("", ""), ("  \t ", ""), ("Buy NOW", "buy now"), (" a \r\n\t b ", "a b"),
    ("a\u{0}b\u{7F}c", "abc"),
    ("\u{0} a", "a"), ("a \u{0}", "a"), ("a \u{0} b", "a b"),
    ("K\u{C4}SE", "k\u{E4}se"), ("STRASSE stra\u{DF}e", "strasse strasse"),
    ("\u{FF36}\u{FF49}\u{FF41}\u{FF47}\u{FF52}\u{FF41}", "viagra"), ("\u{1D42F}iagra", "viagra"),
    ("\u{24C5}ill", "pill"), ("\u{FB01}ne", "fine"), ("vi\u{AD}ag\u{200B}ra\u{FEFF}", "viagra"),
    ("\u{202E}abc\u{202C}", "abc"), ("a\u{A0}\u{2003}\u{3000}b", "a b"), ("\u{A0}a\u{85}", "a"),
    ("a\u{2028}b\u{2800}c", "a b c"), ("\u{FF76}\u{FF9E}", "\u{30AC}"), ("e\u{301}", "\u{E9}"),
    ("\u{41A}\u{410}\u{417}\u{418}\u{41D}\u{41E}", "\u{43A}\u{430}\u{437}\u{438}\u{43D}\u{43E}"),
    ("\u{E000}", "\u{E000}"), ("\u{1F600}", "\u{1F600}"),
  ])
  func `the plain view has one form of what looks alike`(_ text: String, _ view: String) {
    let once = plain(Array(text.utf8))
    #expect(once == view)
    #expect(plain(Array(once.utf8)) == view, "plain of plain")
  }

  @Test(arguments: [
    ([0x41, 0xFF, 0x42] as [UInt8], "a\u{FFFD}b"), ([0xE2, 0x82], "\u{FFFD}"),
    ([0xC3, 0x41], "\u{FFFD}a"), ([0xF5, 0x80], "\u{FFFD}\u{FFFD}"),
  ])
  func `damaged UTF-8 becomes U+FFFD and no letter is lost`(_ bytes: [UInt8], _ view: String) {
    #expect(plain(bytes) == view)
  }

  @Test(arguments: [446, 447, 448, 449, 8_191, 8_192, 8_193, 20_000])
  func `long texts are folded like short ones`(_ count: Int) {
    #expect(plain(Array(repeating: 0x41, count: count)) == String(repeating: "a", count: count))
    let wide = String(repeating: "\u{C4}", count: count)
    #expect(plain(Array(wide.utf8)) == String(repeating: "\u{E4}", count: count))
    let words = String(repeating: "\u{C4}b ", count: count)
    #expect(plain(Array(words.utf8)) == String(words.lowercased().dropLast()))
    let marks = String(repeating: "e\u{301}", count: count)
    #expect(plain(Array(marks.utf8)) == String(repeating: "\u{E9}", count: count))
  }

  @Test func `the character that grows most still fits`() {
    let text = String(repeating: "\u{FDFA}", count: 3_000)
    #expect(plain(Array(text.utf8)).unicodeScalars.count == 3_000 * 18)
  }

  @Test func `ASCII by table equals ASCII by ICU`() {
    for byte in 0..<UInt8(0x80) {
      for text in [[byte], [0x61, byte, 0x62], [byte, byte], [0x20, byte, 0x20]] {
        // An ideograph at the end sends the whole text through ICU.
        let other = plain(text + Array("\u{4E00}".utf8))
        #expect(plain(text + [0x7A]) == other.dropLast() + "z", "\(text)")
      }
    }
  }

  @Test(arguments: [
    ("p\u{430}ypal", "paypal"), ("v\u{456}\u{430}gr\u{430} pills", "viagra pills"),
    ("c\u{430}sin\u{3BF}", "casino"), ("ph\u{430}rmacy", "pharmacy"),
    ("\u{412}uy n\u{43E}w", "buy now"), ("\u{41A}oran", "koran"),
    (
      "k\u{430}\u{437}\u{438}\u{43D}\u{43E}",
      "ka\u{437}\u{438}ho\n\u{43A}\u{430}\u{437}\u{438}\u{43D}\u{43E}"
    ),
    ("\u{441}ock", "cock\n\u{441}\u{43E}\u{441}\u{43A}"),
  ])
  func `a word that mixes scripts is read in one`(_ text: String, _ view: String) {
    #expect(skeleton(text) == view)
  }

  @Test(arguments: [
    "", "paypal", "casino 10 m", "\u{43A}\u{430}\u{437}\u{438}\u{43D}\u{43E}",
    "na\u{EF}ve caf\u{E9}",
    "SEO\u{30C4}\u{30FC}\u{30EB}", "\u{6771}\u{4EAC}abc\u{304B}",
    "vodka \u{432}\u{43E}\u{434}\u{43A}\u{430}",
    "\u{3B1}\u{3B2}\u{3B3} abc", "\u{E40}\u{E21}abc",
  ])
  func `words of one script have no skeleton view`(_ text: String) {
    #expect(skeleton(text) == nil)
  }

  @Test(arguments: [
    ("v i a g r a", "viagra"), ("v.i.a.g.r.a", "viagra"), ("V-I-A-G-R-A now", "viagra now"),
    ("buy c_i_a_l_i_s!", "buy cialis!"), ("a b c", nil), ("a b c d", "abcd"), ("no a b c dog", nil),
    ("in a b c d e", "in abcde"), ("1 2 3 4 5", nil), ("a b c 1", "abci\nabcl"),
    ("\u{8D4C} \u{535A} \u{7F51} \u{7AD9}", "\u{8D4C}\u{535A}\u{7F51}\u{7AD9}"),
    ("a, b, c, d", nil), ("", nil),
  ])
  func `spread-out letters are put together from four on`(_ text: String, _ view: String?) {
    #expect(joined(text) == view)
  }

  @Test(arguments: [
    ("c4s1n0", "casino\ncaslno"), ("pi11s", "piiis\npills"), ("p0rn", "porn"),
    ("v1@gr@", "viagra\nvlagra"),
    ("$ex", "sex"), ("2024", nil), ("$100", nil), ("10 % off", nil), ("50mg", "somg"), ("mp8", nil),
    ("c@$ino 777", "casino 777"), ("plain words", nil), ("l33t \u{E9}t3", "leet \u{E9}te"),
  ])
  func `digits inside words are read as letters`(_ text: String, _ view: String?) {
    #expect(joined(text) == view)
  }

  @Test func `a spread-out word with digits is both joined and spelt out`() {
    #expect(joined("v 1 a g r 4") == "viagra\nvlagra")
  }

  @Test func `any bytes give valid UTF-8, and every view of a plain text is plain`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let pieces: [[UInt8]] =
      [
        "a", "B", " ", " ", "1", "2", "@", "-", "\u{D7}", "\u{2013}", "\u{6771}", "\u{3042}",
        "\u{3B1}", "\u{430}", "\u{44F}", "\u{200B}", "\u{E9}", "\u{301}",
        "\u{4E00}", "\u{FDFA}", "\n",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0xE2, 0x80], [0xC3]]
    var folder = TextFolder()
    var (first, second, view): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    for _ in 0..<3_000 {
      let bytes = (0..<random.below(24)).flatMap { _ in pieces[random.below(pieces.count)] }
      folder.plain(bytes.span, into: &first)
      folder.plain(first.span, into: &second)
      #expect(first == second, "seed \(seed): \(bytes)")
      #expect(Array(String(decoding: first, as: UTF8.self).utf8) == first, "seed \(seed): \(bytes)")
      let isMixed = folder.skeleton(first.span, into: &view)
      #expect(Array(String(decoding: view, as: UTF8.self).utf8) == view, "seed \(seed): \(bytes)")
      view = []
      #expect(folder.mixedScriptsRead(first.span, into: &view) == isMixed, "seed \(seed): \(bytes)")
      view = []
      let isJoined = folder.spelledOut(first.span, into: &view)
      #expect(folder.joined(first.span, into: &view) == isJoined, "seed \(seed): \(bytes)")
      if folder.joined(first.span, into: &view) { #expect(view != first, "seed \(seed): \(bytes)") }
    }
  }
}
