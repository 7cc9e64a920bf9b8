import Testing

@testable import ReferrerLogs

@Suite struct LogDetectionTests {
  private static let time = "[17/May/2025:10:05:03 +0000]"
  private static let common = "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5"
  private static let combined = common + " \"-\" \"UA\""
  private static let vhost = "a.example:443 " + combined
  private static let other = "hello"

  private func detect(
    _ lines: [String], in set: LogFormatSet = builtInFormats
  ) -> Result<String, LogDetectionError> {
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    do throws(LogDetectionError) {
      return .success(try LogDetection(of: bytes.span, in: set).name)
    } catch {
      return .failure(error)
    }
  }

  @Test func `the format that says most about the lines is found`() {
    #expect(detect([Self.common]) == .success("common"))
    #expect(detect([Self.combined]) == .success("combined"))
    #expect(detect([Self.vhost]) == .success("vhost-combined"))
    #expect(detect(["", "\u{FEFF}", Self.combined + "\r"]) != .success("common"))
    #expect(detect([Self.vhost, Self.combined, Self.combined]) == .success("combined"))
  }

  @Test func `one line of five may be anything`() {
    let good = [String](repeating: Self.combined, count: 4)
    #expect(detect(good + [Self.other]) == .success("combined"))
    #expect(
      detect(good + [Self.other, Self.other])
        == .failure(.unknown(lines: 6, matched: 4, of: "ncsa")))
    #expect(detect([Self.other]) == .failure(.unknown(lines: 1, matched: 0, of: nil)))
    #expect(detect(["", " "]) == .failure(.noLines))
  }

  @Test func `only the first two hundred lines count`() {
    let good = [String](repeating: Self.combined, count: LogDetection.sampleSize)
    #expect(detect(good + [String](repeating: Self.other, count: 500)) == .success("combined"))
  }

  @Test func `formats that fit equally well are an error that lists them`() throws {
    let file = { (name: String, fields: String) in
      """
      name: \(name)
      title: T
      family: \(name)
      syntax: nginx
      format: '$remote_addr [$time_local] "$request" \(fields)'
      escaping: backslash
      extra_columns: false
      documentation: https://e.example/
      samples: [{ line: a, fields: { client: a } }]
      """
    }
    let set = try LogFormatSet(parsing: [
      (file: "one.yaml", text: file("one", "\"$http_referer\" \"$http_user_agent\"")),
      (file: "two.yaml", text: file("two", "\"$http_user_agent\" \"$http_referer\"")),
    ])
    let error = LogDetectionError.ambiguous(["one", "two"])
    #expect(detect(["::1 \(Self.time) \"GET /\" \"-\" \"-\""], in: set) == .failure(error))
    #expect(error.description == "the lines fit several log formats: one, two; name one with --as")
  }

  @Test func `a message says what to do`() {
    #expect(
      LogDetectionError.unknown(lines: 200, matched: 3, of: "ncsa").description
        == "only 3 of the first 200 lines look like a log of the family 'ncsa'; "
        + "name the format with --as")
  }
}
