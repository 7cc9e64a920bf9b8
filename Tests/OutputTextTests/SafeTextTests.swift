import OutputText
import Testing

@Suite struct SafeTextTests {
  static let terminal: [(text: String, safe: String)] = [
    ("cheap lamps", "cheap lamps"),
    ("\u{1B}[31mred\u{7}", #"\u{1b}[31mred\u{7}"#),
    ("\u{9B}2J", #"\u{9b}2J"#),
    ("moc\u{202E}exe", #"moc\u{202e}exe"#),
    ("a\nb\r\tc\u{2028}d", "a b  c d"),
    ("pay\u{200B}pal\u{AD}\u{FEFF}", "paypal"),
    ("日本語 é", "日本語 é"),
  ]

  @Test(arguments: terminal)
  func `what would steer a terminal is spelled out`(_ example: (text: String, safe: String)) {
    #expect(TerminalText.safe(example.text) == example.safe)
  }

  @Test func `no text brings a control byte to the terminal`() {
    var source = HostileText(seed: 2)
    for _ in 0..<3_000 {
      let safe = TerminalText.safe(source.text(limit: 12))
      let steers = safe.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
          || (0x2028...0x202E).contains($0.value)
      }
      #expect(!steers, "\(safe.debugDescription)")
    }
  }

  static let widths: [(text: String, width: Int)] = [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
    ("👩", 2), ("🇩🇪", 2), ("…", 1),
  ]

  @Test(arguments: widths)
  func `a wide character takes two columns`(_ example: (text: String, width: Int)) {
    #expect(TerminalText.displayWidth(of: example.text) == example.width)
  }

  static let cuts: [(text: String, width: Int, cut: String)] = [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
    ("日本語", 4, "日…"), ("ae\u{301}b", 2, "a…"), ("abc", 1, "…"), ("abc", 0, ""),
  ]

  @Test(arguments: cuts)
  func `a cut text fits and splits no character`(
    _ example: (text: String, width: Int, cut: String)
  ) {
    #expect(TerminalText.truncated(example.text, to: example.width) == example.cut)
  }

  static let markdown: [(text: String, safe: String)] = [
    ("cheap lamps", "cheap lamps"),
    ("a|b", #"a\|b"#),
    ("**now** _x_ `y`", #"\*\*now\*\* \_x\_ \`y\`"#),
    ("[x](https://e.example)", #"\[x\](https\://e.example)"#),
    ("www.e.example", #"www\.e.example"#),
    ("<img src=x>", #"\<img src=x\>"#),
    ("&lt;", #"\&lt;"#),
    ("# top", "\\# top"),
    ("  - item", #"\- item"#),
    ("12. item", #"12\. item"#),
    ("12.", #"12\."#),
    ("3.5 %", "3.5 %"),
    ("one\ntwo", "one two"),
    ("|\u{301}", "\\|\u{301}"),
  ]

  @Test(arguments: markdown)
  func `nothing in a text is markup`(_ example: (text: String, safe: String)) {
    #expect(MarkdownText.safe(example.text) == example.safe)
  }

  static let code: [(text: String, code: String)] = [
    ("cheap lamps", "`cheap lamps`"),
    ("", ""),
    ("a `b` c", "``a `b` c``"),
    ("`", "`` ` ``"),
    (" x ", "`  x  `"),
    ("a|b", #"a\|b"#),
    ("one\ntwo", "`one two`"),
  ]

  @Test(arguments: code)
  func `inline code shows a text as it is`(_ example: (text: String, code: String)) {
    #expect(MarkdownText.code(example.text) == example.code)
  }

  @Test func `no text ends the cell of a Markdown table`() {
    var source = HostileText(seed: 3)
    for _ in 0..<3_000 {
      let text = source.text(limit: 12)
      for cell in [MarkdownText.safe(text), MarkdownText.code(text)] {
        #expect(!cell.utf8.contains { $0 < 0x20 }, "\(text.debugDescription)")
        #expect(cells(in: "| \(cell) | x |") == 2, "\(text.debugDescription)")
      }
    }
  }

  /// Counts cells as GitHub does: a bar ends a cell unless a backslash escapes it, code or not.
  private func cells(in row: String) -> Int {
    var bars = 0
    var isEscaped = false
    for byte in row.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "|") {
        bars += 1
      }
    }
    return bars - 1
  }

  @Test func `no text opens an element or ends an attribute of HTML`() {
    #expect(
      HTMLText.safe("<a href='x'>\"&\u{1B}") == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;\\u{1b}")
    var source = HostileText(seed: 4)
    for _ in 0..<1_000 {
      let safe = HTMLText.safe(source.text(limit: 12))
      #expect(!safe.utf8.contains { [0x22, 0x27, 0x3C, 0x3E].contains($0) || $0 < 0x20 })
    }
  }

  @Test func `numbers read the same in every locale`() {
    #expect(DecimalText.grouped(0) == "0")
    #expect(DecimalText.grouped(-1_234_567) == "-1,234,567")
    #expect(DecimalText.grouped(999) == "999")
    #expect(DecimalText.fixed(thousandths: 1_250) == "1.250")
    #expect(DecimalText.short(thousandths: 1_250) == "1.25")
  }
}
