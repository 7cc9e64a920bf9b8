import SeededRandom
import Testing

@testable import ReferrerLogs

@Suite struct LogReaderTests {
  private static let time = "[17/May/2025:10:05:03 +0000]"

  /// A log with every kind of line that has its own way through the reader.
  private static let mixed: [UInt8] = {
    let lines = [
      "\u{FEFF}203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5 \"https://e.example/a\" \"UA\"",
      "203.0.113.9 - - \(time) \"GET /\\\"x HTTP/1.1\" 304 - \"https://e.example/\\x22\" \"U\\\\\"\r",
      "",
      " \t\r",
      "a.example:443 2001:db8::1 - - \(time) \"POST /f HTTP/2.0\" 200 5 \"-\" \"\" 12 34",
      "b.example 203.0.113.9 - - \(time) \"GET /f\" 200 5 \"\" \"UA\"",
      "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200",
      "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5 \"https://e.example/cut",
      "hello",
      "203.0.113.9 - - \(time) \"\u{0}\" 200 5 \"https://e.example/\u{0}\" \"\u{0}\"",
      "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5 \"https://e.example/end\" \"UA\"",
    ]
    return Array(lines.joined(separator: "\n").utf8)
  }()

  @Test func `each line of a mixed log is read or named as what it is`() {
    let request = "request=GET / HTTP/1.1|method=GET|target=/"
    let time = "17/May/2025:10:05:03 +0000"
    #expect(
      outline(Self.mixed) == [
        "1 combined client=203.0.113.9|user=-|time=\(time)|\(request)|status=200|"
          + "referrer=https://e.example/a|agent=UA",
        "2 combined client=203.0.113.9|user=-|time=\(time)|request=GET /\"x HTTP/1.1|method=GET|"
          + "target=/\"x|status=304|referrer=https://e.example/\"|agent=U\\",
        "3 blank", "4 blank",
        "5 vhost-combined host=a.example|port=443|client=2001:db8::1|user=-|time=\(time)|"
          + "request=POST /f HTTP/2.0|method=POST|target=/f|status=200|referrer=-|agent=",
        "6 host-combined host=b.example|client=203.0.113.9|user=-|time=\(time)|request=GET /f|"
          + "method=GET|target=/f|status=200|referrer=|agent=UA",
        "7 truncated line", "8 truncated line", "9 unknown format",
        "10 combined client=203.0.113.9|user=-|time=\(time)|request=\u{0}|status=200|"
          + "referrer=https://e.example/\u{0}|agent=\u{0}",
        "11 combined client=203.0.113.9|user=-|time=\(time)|\(request)|status=200|"
          + "referrer=https://e.example/end|agent=UA",
      ])
  }

  @Test func `what is reported does not depend on where a chunk ends`() {
    let whole = outline(Self.mixed)
    for cut in 0...Self.mixed.count {
      #expect(outline(Self.mixed, cutAt: cut) == whole, "cut at byte \(cut)")
    }
  }

  @Test func `an unfinished last line waits until it is said to be the last`() {
    var reader = makeReader()
    let bytes = Array("a\nhello".utf8)
    var seen: [Int] = []
    let used = reader.consume(bytes.span, isLast: false) { _, number, _ in seen.append(number) }
    #expect(used == 2)
    #expect(seen == [1])
    let rest = reader.consume(bytes.span.extracting(2..<7), isLast: true) { _, number, _ in
      seen.append(number)
    }
    #expect(rest == 5)
    #expect(seen == [1, 2])
  }

  @Test(arguments: [0, 1, 70_000])
  func `a line over a mebibyte is one rejected line, and the next one is read`(_ extra: Int) {
    let limit = LogReader.longestLine
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: limit + extra)
    let bytes = Array("\n".utf8) + long + Array("\n\n".utf8)
    let expected = ["1 blank", extra == 0 ? "2 unknown format" : "2 line too long", "3 blank"]
    #expect(outline(bytes) == expected)
    for cut in [
      0, 1, 2, limit, limit + 1, limit + 2, limit + extra, limit + extra + 1, bytes.count,
    ] {
      #expect(outline(bytes, cutAt: cut) == expected, "cut at byte \(cut)")
    }
  }

  @Test func `no change of any bytes stops the reader, and each line is reported once`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      var bytes = Self.mixed
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        default: bytes.insert(contentsOf: Array("\" \\\n[\r".utf8).shuffled(), at: place)
        }
      }
      let lines = bytes.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } + (bytes.last == 10 ? 0 : 1)
      let whole = outline(bytes)
      #expect(whole.count == lines, "seed \(seed)")
      let cut = Int.random(in: 0...bytes.count, using: &random)
      #expect(outline(bytes, cutAt: cut) == whole, "seed \(seed), cut at byte \(cut)")
    }
  }

  /// What a reader that detects formats reports about bytes that come in two chunks: numbers and words.
  private func words(_ bytes: [UInt8], cutAt cut: Int) throws -> (lines: [String], turns: [Int]) {
    let head = bytes.span.extracting(0..<min(bytes.count, 4_096))
    var reader = LogReader(try LogDetection(of: head, in: builtInFormats))
    var result: [String] = []
    func note(_ text: Span<UInt8>, _ number: Int, _ outcome: LogOutcome) {
      switch outcome {
      case .line(let line): result.append("\(number) \(line[.target].isEmpty ? "text" : "json")")
      case .rejected(let reason): result.append("\(number) \(reason.rawValue)")
      case .blank, .noRequest: break
      }
    }
    let used = reader.consume(bytes.span.extracting(0..<cut), isLast: false, note)
    _ = reader.consume(bytes.span.extracting(used..<bytes.count), isLast: true, note)
    return (result, reader.turns.map(\.line))
  }

  private static let text = "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5 \"-\" \"UA\""
  private static let json =
    #"{"ts":1746102303.5,"request":{"uri":"/","host":"shop.example"},"status":200,"logger":"x"}"#

  @Test func `lines before a change of format is noticed are read again`() throws {
    let head = [String](repeating: Self.text, count: 200)
    let tail = ["hello", "", Self.json] + [String](repeating: Self.json, count: LogReader.patience)
    let bytes = Array((head + tail).joined(separator: "\n").utf8)
    let expected =
      (1...200).map { "\($0) text" } + ["201 unknown format"]
      + (203..<201 + tail.count).map { "\($0) json" }
    let start = head.joined(separator: "\n").utf8.count
    for cut in [0] + Array(stride(from: start - 3, through: bytes.count, by: 97)) + [bytes.count] {
      let found = try words(bytes, cutAt: cut)
      #expect(found.lines == expected, "cut at byte \(cut)")
      #expect(found.turns == [203])
    }
  }

  @Test func `lines that no format reads stay rejected, in their order`() throws {
    let head = [String](repeating: Self.text, count: 200)
    for count in [1, LogReader.patience, LogReader.patience + 1, 50] {
      let garbage = (0..<count).map { "garbage \($0)" }
      let bytes = Array((head + garbage + [Self.text]).joined(separator: "\n").utf8)
      let found = try words(bytes, cutAt: bytes.count / 2).lines
      #expect(found.count == 201 + count)
      #expect(found[200..<200 + count] == (201...200 + count).map { "\($0) unknown format" }[...])
      #expect(found.last == "\(201 + count) text")
    }
  }

  @Test func `lines that wait are bounded in bytes`() {
    var refused = RefusedLines()
    let line = [UInt8](repeating: 7, count: LogReader.longestLine)
    var seen: [Int] = []
    for number in 1...3 {
      let mark = LogMark(offset: 0, cutter: LineCutter(), lineCount: number)
      refused.append(line.span, number, .unknownFormat, mark)
      while refused.isFull { refused.release { _, number, _ in seen.append(number) } }
    }
    #expect(seen == [1, 2])
    #expect(refused.count == 1)
  }
}
