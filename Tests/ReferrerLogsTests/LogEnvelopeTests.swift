import Testing

@testable import ReferrerLogs

@Suite struct LogEnvelopeTests {
  private static let line =
    #"203.0.113.9 - - [17/May/2025:10:05:03 +0000] "GET /p HTTP/1.1" 200 5 "https://e.example/" "U""#
  private static let escaped = line.replacing("\"", with: "\\\"")

  private func outline(of text: String) -> [String] {
    outline(Array(text.utf8))
  }

  private func outline(_ bytes: [UInt8]) -> [String] {
    ReferrerLogsTests.outline(bytes)
  }

  @Test(arguments: [
    "Oct 10 13:55:36 web1 nginx: \(line)", "Oct  1 13:55:36 web1 nginx[12]: \(line)",
    "<190>Oct 10 13:55:36 web1 nginx: \(line)", "Aug 31 23:59:59 web1: \(line)",
    "<190>1 2024-10-10T13:55:36Z web1 nginx - - - \(line)",
    "<190>1 2024-10-10T13:55:36Z web1 nginx 12 x [a@1 b=\"c\"][d@1] \(line)",
    "2024-10-10T13:55:36.493+01:00 web1 nginx: \(line)",
    "2024-10-10T13:55:36.493035218+01:00 stdout F \(line)",
    "{\"log\":\"\(escaped)\\r\\n\",\"stream\":\"stdout\",\"time\":\"2024-10-10T13:55:36.1Z\"}",
    "{\"log\":\"\(escaped.replacing("/p", with: "\\u002fp"))\"}",
  ])
  func `a line is read through what was put around it`(_ text: String) throws {
    #expect(outline(of: text) == outline(of: Self.line))
    let bytes = Array(text.utf8)
    let detected = try LogDetection(of: bytes.span, in: builtInFormats).name
    #expect(detected == "combined")
  }

  @Test(arguments: [
    "Oct 10 13:55:36 web1 nginx: hello", "Oct 10 13:55:36 ", "<190>", "<190>1 ", "<190>1 a b c d e",
    "<190>1 a b c d e [", "2024-10-10T13:55:36 a", "2024-10-10T13:55:36Z stdout F ", "{\"log\":\"",
    "{\"log\":\"\\", "{\"log\":\"\\u12\"}", "{\"log\":\"x\"}", "{}", "<", "<999999>x",
  ])
  func `what holds no line is rejected as it stands`(_ text: String) {
    for end in 0...text.utf8.count {
      let bytes = Array(text.utf8.prefix(end))
      #expect(end == 0 || outline(bytes).count == 1)
    }
    #expect(outline(of: text) == ["1 unknown format"])
  }

  /// A line as a container runtime cuts it.
  private static func pieces(_ parts: [String], of stream: String = "stdout") -> [String] {
    parts.enumerated().map { index, part in
      "2024-10-10T13:55:36.493035218Z \(stream) \(index == parts.count - 1 ? "F" : "P") \(part)"
    }
  }

  @Test func `the pieces of a line are joined, each stream for itself, wherever chunks end`() throws
  {
    let parts = [
      Self.line.prefix(30), Self.line.dropFirst(30).prefix(50), Self.line.dropFirst(80),
    ].map(String.init)
    let output = Self.pieces(parts)
    let errors = Self.pieces(parts.map { $0.replacing("/p", with: "/e") }, of: "stderr")
    let lines = [
      output[0], errors[0], output[1], "hello", output[2], errors[1], errors[2], output[2],
    ]
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let whole = outline(bytes)
    let read = outline(of: Self.line)[0].dropFirst(2)
    #expect(
      whole == [
        "4 unknown format", "5 no request", "5 no request", "5 \(read)", "7 no request",
        "7 no request", "7 \(read.replacing("/p", with: "/e"))", "8 unknown format",
      ])
    for cut in 0...bytes.count {
      #expect(ReferrerLogsTests.outline(bytes, cutAt: cut) == whole, "cut at byte \(cut)")
    }
    let head = Array(([output[0], output[1], output[2]].joined(separator: "\n") + "\n").utf8)
    #expect(try LogDetection(of: head.span, in: builtInFormats).name == "combined")
  }

  @Test func `pieces without an end are one truncated line, too many of them one that is too long`()
  {
    let part = Self.pieces([Self.line, ""])[0]
    #expect(outline(of: part + "\n" + part) == ["2 no request", "2 truncated line"])
    let long = Self.pieces([String](repeating: String(repeating: "x", count: 60_000), count: 20))
    let found = outline(of: (long + [Self.line]).joined(separator: "\n"))
    #expect(found.prefix(19).allSatisfy { $0 == "20 no request" })
    #expect(found[19] == "20 line too long")
    #expect(found[20].hasPrefix("21 combined"))
    #expect(found.count == 21)
  }
}
