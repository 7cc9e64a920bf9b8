import Testing

@testable import ReferrerLogs

@Suite struct LogEscapingTests {
  private func plain(_ text: String, _ escaping: LogEscaping, _ field: LogField) -> [UInt8] {
    var bytes: [UInt8] = []
    escaping.append(Array(text.utf8).span, of: field, to: &bytes)
    return bytes
  }

  @Test(
    arguments: [
      (.backslash, #"a\"b\\c\t\n\r\b\v"#, "a\"b\\c\t\n\r\u{8}\u{B}"),
      (.backslash, #"\xc3\xA9 \u00e9 \U0001F600 \a\f"#, "é é 😀 \u{7}\u{C}"),
      (.backslash, #"\x4 \xg0 \q \"#, #"\x4 \xg0 \q \"#),
      (.json, #"\/\"\\\u00e9\ud83d\ude00"#, "/\"\\é😀"),
      (.json, #"\xC3\xA9 \x22 \v"#, #"é " \v"#),
      (.json, #"\ud83d x \ud83d"#, "\u{FFFD} x \u{FFFD}"),
      (.percent, "a%20b%2520c%zz%4", "a b%20c%zz%4"),
      (.hash, "#22x#7c#zz#", "\"x|#zz#"),
      (.plus, "Mozilla/5.0+(X11)", "Mozilla/5.0 (X11)"),
      (.none, #"a\"b%20+#22"#, #"a\"b%20+#22"#),
    ] as [(LogEscaping, String, String)])
  func `a field stands for the bytes that its server meant`(
    _ escaping: LogEscaping, _ text: String, _ expected: String
  ) {
    #expect(plain(text, escaping, .agent) == Array(expected.utf8))
  }

  @Test func `addresses of IIS keep their plus`() {
    #expect(plain("/?q=a+b", .plus, .referrer) == Array("/?q=a+b".utf8))
    #expect(plain("a+b", .plus, .query) == Array("a+b".utf8))
  }

  @Test func `bytes that are not UTF-8 stay`() {
    #expect(plain(#"\xE9"#, .backslash, .referrer) == [0xE9])
    #expect(plain("%E9", .percent, .referrer) == [0xE9])
  }

  @Test(arguments: LogEscaping.allCases)
  func `a field that is cut anywhere is read`(_ escaping: LogEscaping) {
    let text = Array(#"\"\\\x41\u0041\ud83d\ude00%41#41+\U00000041"#.utf8)
    for cut in 0...text.count {
      var bytes: [UInt8] = []
      escaping.append(text.span.extracting(0..<cut), of: .agent, to: &bytes)
      #expect(bytes.count <= cut)
    }
  }
}
