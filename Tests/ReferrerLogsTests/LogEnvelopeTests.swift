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
}
