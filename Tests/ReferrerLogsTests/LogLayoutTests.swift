import CalendarTime
import LinkModel
import Testing

@testable import ReferrerLogs

/// Logs that name their columns, JSON logs, and logs that change their format.
@Suite struct LogLayoutTests {
  private static let w3c = """
    #Software: Microsoft Internet Information Services 10.0
    #Date: 2025-01-01 08:09:10
    #Fields: time cs-method cs-uri-stem cs-uri-query c-ip cs(User-Agent) cs(Referer) sc-status
    08:09:10 GET /a x=1 203.0.113.9 UA+1 https://blog.example/1 200
    #Fields: date time c-ip cs-method cs-uri-stem cs(Referer) cs-host sc-status
    2025-01-02 08:09:11 203.0.113.9 GET /b https://blog.example/2 shop.example 404
    08:09:12 GET /c - 203.0.113.9 UA https://blog.example/3 200
    2025-01-02 08:09:11 only four columns
    """
  private static let json = """
    {"ts":1746102303.5,"request":{"uri":"/p","host":"shop.example","method":"GET","headers":{"Referer":["https://blog.example/1"]}},"status":200}
    {"level":"info","msg":"certificate renewed"}
    {"ts":1746102303.5,"request":{"uri":"/p","host":"shop.example","method":"GET"},"status":200}
    [{"ts":1746102303.5,"request":{"uri":"/q","host":"shop.example","method":"GET","headers":{"Referer":["https://blog.example/2"]}},"status":200},
    {"ts":1746102303.5,"request":{"uri":"/cut
    """

  /// Source and target of each referral, and the counts of the rest.
  private func read(_ text: String, cutAt cut: Int? = nil, site: String = "shop.example") throws
    -> [String]
  {
    let bytes = Array(text.utf8)
    let detection = try LogDetection(of: bytes.span, in: builtInFormats)
    var reader = ReferralReader(detection, settings: ReferralSettings(sites: [site]))
    let cut = cut ?? bytes.count
    let used = reader.consume(bytes.span.extracting(0..<cut), isLast: false)
    let rest = reader.consume(bytes.span.extracting(used..<bytes.count), isLast: true)
    #expect(used + rest == bytes.count)
    let counts = reader.table.counts
    var all = Referrals(ReferralSettings(sites: [site]))
    try reader.finish(into: &all)
    var result: [String] = []
    try all.forEachBatch(layout: .all) { batch in
      for row in 0..<batch.count {
        result.append(
          [
            batch.text(row, .sourceURL), batch.text(row, .targetURL),
            batch.text(row, .statusCounts),
          ]
          .map { $0 ?? "?" }.joined(separator: " "))
      }
    }
    for (reason, lines) in counts.skipped.merging(counts.rejected, uniquingKeysWith: +) {
      result.append("\(lines) \(reason)")
    }
    #expect(counts.total == text.split(separator: "\n").count)
    return result.sorted()
  }

  @Test func `columns are those of the last header, or of an earlier one that fits`() throws {
    let expected = [
      "1 truncated line", "4 no request",
      "https://blog.example/1 https://shop.example/a?x=1 200:1",
      "https://blog.example/2 https://shop.example/b 404:1",
      "https://blog.example/3 https://shop.example/c 200:1",
    ]
    #expect(try read(Self.w3c) == expected)
    for cut in 0...Self.w3c.utf8.count {
      #expect(try read(Self.w3c, cutAt: cut) == expected, "cut at byte \(cut)")
    }
  }

  @Test func `a time of day goes with the day of the header`() throws {
    let bytes = Array(Self.w3c.utf8)
    let detection = try LogDetection(of: bytes.span, in: builtInFormats)
    #expect(detection.name == "iis")
    var reader = ReferralReader(detection, settings: ReferralSettings(sites: ["shop.example"]))
    _ = reader.consume(bytes.span, isLast: true)
    var all = Referrals(ReferralSettings(sites: ["shop.example"]))
    try reader.finish(into: &all)
    var first: [Int64] = []
    try all.forEachBatch(layout: .all) { batch in
      for row in 0..<batch.count { first.append(batch.number(row, .firstSeen) ?? 0) }
    }
    // 2025-01-01T08:09:10Z, 2025-01-02T08:09:11Z, 2025-01-01T08:09:12Z
    #expect(first.map { $0 >> 1 } == [1_735_718_950, 1_735_805_351, 1_735_718_952])
  }

  @Test func `JSON lines are requests, messages or rejects`() throws {
    let expected = [
      "1 no referrer", "1 no request", "1 unknown format",
      "https://blog.example/1 https://shop.example/p 200:1",
      "https://blog.example/2 https://shop.example/q 200:1",
    ]
    #expect(try read(Self.json) == expected)
    for cut in 0...Self.json.utf8.count {
      #expect(try read(Self.json, cutAt: cut) == expected, "cut at byte \(cut)")
    }
  }

  @Test func `another format is found after a run of rejects`() throws {
    let combined = { (number: Int) in
      "203.0.113.9 - - [17/May/2025:10:05:03 +0000] \"GET /\(number) HTTP/1.1\" 200 5 "
        + "\"https://blog.example/\" \"UA\""
    }
    let caddy = { (number: Int) in
      "{\"ts\":1746102303,\"request\":{\"uri\":\"/\(number)\",\"headers\":"
        + "{\"Referer\":[\"https://blog.example/\"]}}}"
    }
    let lines = (0..<300).map(combined) + (300..<400).map(caddy)
    let found = try read(lines.joined(separator: "\n"))
    #expect(found.count { $0.hasPrefix("https") } == 400)
    #expect(found.count == 400)
  }

  @Test func `a format pasted from a configuration is read`() throws {
    let apache = #"LogFormat "%v %{%d/%b/%Y:%H:%M:%S %z}t \"%r\" %>s \"%{Referer}i\"" mine"#
    let nginx =
      "log_format mine escape=json '{\"t\":\"$time_iso8601\",\"u\":\"$request_uri\",'\n"
      + "  '\"s\":$status,\"r\":\"$http_referer\"}';"
    for (format, text, expected) in [
      (
        apache, #"a.example 17/May/2025:10:05:03 +0000 "GET /p HTTP/1.1" 200 "https://b.example/""#,
        ["a.example", "/p", "200", "https://b.example/"]
      ),
      (
        nginx, #"{"t":"2025-05-17T10:05:03+00:00","u":"\/p","s":200,"r":"https:\/\/b.example\/"}"#,
        [nil, "/p", "200", "https://b.example/"]
      ),
    ] {
      let format = try #require(LogFormat(pasted: format))
      var programs = LogProgramSet([format])
      let bytes = Array(text.utf8)
      guard case .line(let line) = programs.outcome(of: bytes.span) else {
        Issue.record("not read: \(text)")
        continue
      }
      let fields: [LogField] = [.host, .target, .status, .referrer]
      #expect(fields.map { format.text($0, of: line, in: bytes.span) } == expected)
      #expect(format.moment(of: line, in: bytes.span)?.seconds == 1_747_476_303)
    }
    #expect(LogFormat(pasted: "combined") == nil)
    #expect(LogFormat(pasted: "%h %{") == nil)
  }

  @Test func `a log without a referrer says what to switch on`() throws {
    let squid =
      "1746102303.779 180 203.0.113.9 TCP_MISS/200 411 GET http://a.example/ - HIER/1.2.3.4"
    let detection = try LogDetection(of: Array(squid.utf8).span, in: builtInFormats)
    #expect(
      detection.refusal
        == "Native log of Squid, which names no referrer: its lines name no referrer; "
        + "add \"access_log stdio:/var/log/squid/combined.log combined\"")
    let error =
      "2025/05/17 10:05:03 [error] 35#35: *1 open() failed, referrer: \"https://a.example/\""
    #expect(throws: LogDetectionError.messagesOnly) {
      try LogDetection(of: Array(error.utf8).span, in: builtInFormats)
    }
  }

  @Test func `the records of a document are lines`() throws {
    let records = (1...3).map { number in
      #"{"time":"2025-12-15T03:10:1\#(number).6479719Z","category":"FrontDoorAccessLog","#
        + #""properties":{"httpMethod":"GET","httpStatusCode":"200","#
        + #""requestUri":"https://shop.example:443/p","referer":"https://blog.example/\#(number)"}}"#
    }
    let expected = (1...3).map { "https://blog.example/\($0) https://shop.example/p 200:1" }
    for (start, between, end) in [
      ("{\"records\":[", ",", "]}"), ("{ \"records\": [\n", ",\n", "\n]\n}\n"),
    ] {
      let text = start + records.joined(separator: between) + end
      let bytes = Array(text.utf8)
      let detection = try LogDetection(of: bytes.span, in: builtInFormats)
      #expect(detection.name == "azure")
      #expect(detection.lines == 3)
      var reader = ReferralReader(detection, settings: ReferralSettings(sites: ["shop.example"]))
      let used = reader.consume(bytes.span.extracting(0..<200), isLast: false)
      _ = reader.consume(bytes.span.extracting(used..<bytes.count), isLast: true)
      #expect(reader.table.counts.used == 3)
      #expect(reader.table.counts.total == 3)
      var all = Referrals(ReferralSettings(sites: ["shop.example"]))
      try reader.finish(into: &all)
      var found: [String] = []
      try all.forEachBatch(layout: .all) { batch in
        for row in 0..<batch.count {
          found.append(
            [
              batch.text(row, .sourceURL), batch.text(row, .targetURL),
              batch.text(row, .statusCounts),
            ]
            .map { $0 ?? "?" }.joined(separator: " "))
        }
      }
      #expect(found == expected)
    }
  }
}
