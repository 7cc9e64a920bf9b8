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
}
