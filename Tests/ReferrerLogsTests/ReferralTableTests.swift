import LinkModel
import SeededRandom
import Testing

@testable import ReferrerLogs

@Suite struct ReferralTableTests {
  private struct Engines: ReferrerClassifier {
    func referrerClass(host: Span<UInt8>) -> ReferrerClass {
      let name = String(decoding: host.indices.map { host[$0] }, as: UTF8.self)
      return name.hasPrefix("www.google.") ? .search : .site
    }
  }

  private static var settings: ReferralSettings {
    var settings = ReferralSettings(sites: ["example.com"], ownHosts: ["shop.example"])
    settings.botAgents = ["Bot"]
    settings.classifier = Engines()
    return settings
  }

  /// A combined line.
  private static func line(
    _ referrer: String, _ request: String = "GET /p HTTP/1.1", status: Int = 200,
    client: String = "203.0.113.9", agent: String = "UA",
    time: String = "17/May/2025:10:05:03 +0000"
  ) -> String {
    "\(client) - - [\(time)] \"\(request)\" \(status) 5 \"\(referrer)\" \"\(agent)\""
  }

  /// The referrals of a log, one text each, and its counts.
  private func read(
    _ text: String, _ settings: ReferralSettings = Self.settings
  ) throws -> (referrals: [String], counts: InputCounts) {
    let bytes = Array(text.utf8)
    var reader = ReferralReader(makeDetection(), settings: settings)
    let used = reader.consume(bytes.span, isLast: true)
    precondition(used == bytes.count, "bytes are left over")
    let counts = reader.table.counts
    return (try referrals(reader, settings), counts)
  }

  /// The referrals of a log, one text each.
  private func referrals(
    _ reader: consuming ReferralReader, _ settings: ReferralSettings = Self.settings
  ) throws -> [String] {
    var all = Referrals(settings)
    try reader.finish(into: &all)
    return try texts(&all)
  }

  private func texts(_ all: inout Referrals) throws -> [String] {
    var result: [String] = []
    try all.forEachBatch(layout: .all, rowsPerBatch: 3) { batch in
      for row in 0..<batch.count {
        let link = Backlink(batch, row: row)
        let type = link.number(.hitType).map { HitType.names[Int($0)] } ?? "?"
        let grain = link.number(.granularity).map { Granularity.names[Int($0)] } ?? "?"
        let kind = link.number(.referrerClass).map { ReferrerClass.names[Int($0)] } ?? "?"
        let numbers = [Field.hits, .botHits, .clients].map { "\(link.number($0) ?? -1)" }
        result.append(
          ([link.sourceURL ?? "?", link.targetURL ?? "?", type, grain, kind] + numbers
            + [link.text(.statusCounts) ?? "?"]).joined(separator: " "))
      }
    }
    return result
  }

  private func makeDetection() -> LogDetection {
    guard let combined = builtInFormats.format(named: "combined") else {
      fatalError("the format 'combined' is missing")
    }
    return LogDetection(combined, in: builtInFormats)
  }

  @Test(
    arguments: [
      ("https://Blog.Example:443/Post?x=1#top", "https://blog.example/Post?x=1 page"),
      ("HTTP://user:secret@blog.example:8080", "http://blog.example:8080/ origin"),
      ("https://blog.example/", "https://blog.example/ origin"),
      ("https://blog.example/?", "https://blog.example/? page"),
      ("https://blog.example?x=1", "https://blog.example/?x=1 page"),
      ("https://e.example/\\xC3\\xA9", "https://e.example/%C3%A9 page"),
      ("https://e.example/?q=\\\"<x>\\\"", "https://e.example/?q=%22%3Cx%3E%22 page"),
      ("https://b\\xc3\\xbccher.example/", "https://xn--bcher-kva.example/ origin"),
      ("https://[2001:DB8::0:1]/x", "https://[2001:db8::1]/x page"),
      ("http://192.0.2.7/x", "http://192.0.2.7/x page"),
      ("android-app://com.example.reader/", "android-app://com.example.reader/ origin"),
    ])
  func `a referrer becomes a source URL without fragment, user name and default port`(
    _ referrer: String, _ expected: String
  ) throws {
    let (referrals, counts) = try read(Self.line(referrer))
    let kind = referrer.hasPrefix("android") ? "app" : "site"
    let parts = expected.split(separator: " ")
    #expect(
      referrals == ["\(parts[0]) https://example.com/p link \(parts[1]) \(kind) 1 0 1 200:1"])
    #expect(counts.used == 1)
  }

  @Test(
    arguments: [
      ("-", "GET /p", "no referrer"), ("", "GET /p", "no referrer"),
      ("https://example.com/x", "GET /p", "own referrer"),
      ("https://WWW.example.com:444/x", "GET /p", "own referrer"),
      ("https://a.shop.example", "GET /p", "own referrer"),
      ("https://notexample.com/", "GET /p", "used"),
      // A copy of an own page, or a result that leads to one, is a visit from the one who shows it.
      ("https://www.google.com/url?q=https%3A%2F%2Fexample.com%2Fp", "GET /p", "used"),
      ("https://www.google.com/amp/s/example.com/p", "GET /p", "used"),
      ("blog.example/x", "GET /p", "invalid referrer"),
      ("${jndi:ldap://x.example/a}", "GET /p", "invalid referrer"),
      ("http://[::1", "GET /p", "invalid referrer"), ("http:///x", "GET /p", "invalid referrer"),
      ("http://", "GET /p", "invalid referrer"), ("https://a b/", "GET /p", "invalid referrer"),
      ("https://e.example/\\x1b[31m", "GET /p", "invalid referrer"),
      ("ftp://e.example/x", "GET /p", "invalid referrer"),
      ("=HYPERLINK(\\\"http://e.example\\\")", "GET /p", "invalid referrer"),
      ("https://e.example/", "-", "unreadable request"),
      ("https://e.example/", "", "unreadable request"),
      ("https://e.example/", "\\x16\\x03\\x01", "unreadable request"),
      ("https://e.example/", "GET p HTTP/1.1", "unreadable request"),
      ("https://e.example/", "PROPFIND / HTTP/1.1", "other method"),
      ("https://e.example/", "GET http://evil.example/ HTTP/1.1", "other target"),
      ("https://e.example/", "GET http://www.example.com/p HTTP/1.1", "used"),
    ])
  func `every line is used or ends at one reason`(
    _ referrer: String, _ request: String, _ expected: String
  ) throws {
    let counts = try read(Self.line(referrer, request)).counts
    #expect(counts.total == 1)
    #expect(counts.used == (expected == "used" ? 1 : 0))
    #expect(counts.skipped == (expected == "used" ? [:] : [expected: 1]))
  }

  @Test func `a time that does not exist rejects a line that would count`() throws {
    let line = Self.line("https://e.example/", time: "31/Feb/2025:10:05:03 +0000")
    #expect(try read(line).counts.rejected == ["no such time": 1])
  }

  @Test(
    arguments: [
      ("GET /a.png HTTP/1.1", "https://example.com/a.png embed"),
      ("HEAD /a.PNG?v=1 HTTP/1.1", "https://example.com/a.PNG?v=1 embed"),
      ("POST /a.png HTTP/1.1", "https://example.com/a.png form"),
      ("GET /png HTTP/1.1", "https://example.com/png link"),
      ("GET /a.png/b HTTP/1.1", "https://example.com/a.png/b link"),
      ("GET /a b.html HTTP/1.1", "https://example.com/a%20b.html link"),
      ("GET /p?utm_source=x&id=1&gclid=2#f HTTP/1.1", "https://example.com/p?id=1 link"),
      ("GET /p?UTM_X=1 HTTP/1.1", "https://example.com/p link"),
      ("GET /p? HTTP/1.1", "https://example.com/p? link"),
      ("GET /p", "https://example.com/p link"),
    ])
  func `a request becomes a target URL and a hit type`(_ request: String, _ expected: String) throws
  {
    let referrals = try read(Self.line("https://e.example/x", request)).referrals
    #expect(referrals == ["https://e.example/x \(expected) page site 1 0 1 200:1"])
  }

  @Test func `hits of a pair are summed and come in the order of their bytes`() throws {
    let log = [
      Self.line("https://e.example/b"),
      Self.line("https://www.google.de/", client: "198.51.100.1"),
      Self.line("https://e.example/a", status: 404, agent: "GoogleBOT/2"),
      Self.line("https://e.example/a", status: 200, client: "198.51.100.1"),
      Self.line("https://e.example/a", status: 404), Self.line("https://e.example/a", status: 404),
      Self.line("https://e.example/a", "POST /p"),
    ].joined(separator: "\n")
    #expect(
      try read(log).referrals == [
        "https://e.example/a https://example.com/p link page site 4 1 3 200:1,404:3",
        "https://e.example/a https://example.com/p form page site 1 0 1 200:1",
        "https://e.example/b https://example.com/p link page site 1 0 1 200:1",
        "https://www.google.de/ https://example.com/p link origin search 1 0 1 200:1",
      ])
  }

  @Test func `no more than sixty-four clients of a pair are told apart`() throws {
    let lines = (0..<500).map { Self.line("https://e.example/a", client: "198.51.100.\($0)") }
    let expected = ["https://e.example/a https://example.com/p link page site 500 0 64 200:500"]
    #expect(try read(lines.joined(separator: "\n")).referrals == expected)
  }

  @Test func `the log's own virtual hosts are no referrers, also before they are known`() throws {
    let log = [
      "a.example:443 " + Self.line("https://b.example/early"),
      "b.example:80 " + Self.line("https://c.example/x"),
      "a.example:443 " + Self.line("https://b.example/late"),
      "a.example:8080 " + Self.line("https://c.example/x", "GET http://evil.example/ HTTP/1.1"),
    ].joined(separator: "\n")
    let (referrals, counts) = try read(log, ReferralSettings(sites: []))
    #expect(referrals == ["https://c.example/x http://b.example/p link page site 1 0 1 200:1"])
    #expect(counts.skipped == ["own referrer": 2, "other target": 1])
  }

  @Test func `a referrer is judged the same whatever came before it`() throws {
    let referrers = [
      "https://example.com/a", "https://example.com/" + String(repeating: "x", count: 9_000),
      "https://example.com:444/a", "https://example.com", "https://example.com@e.example/",
      "https://example.com.e.example/", "https://e.example/a", "https://e.example/a#b",
      "HTTPS://E.example:443/a", "https://e.example/a\\x01", "https://me@example.com/a",
      "https://me@example.com/a/b",
    ]
    let alone = try referrers.map { try read(Self.line($0)) }
    var expected = InputCounts()
    for result in alone { expected.add(result.counts) }
    #expect(expected.skipped == ["own referrer": 5, "invalid referrer": 2])
    for _ in 0..<50 {
      let log = (referrers + referrers).shuffled().map { Self.line($0) }
      let (referrals, counts) = try read(log.joined(separator: "\n"))
      #expect(counts.used == expected.used * 2)
      #expect(counts.skipped == expected.skipped.mapValues { $0 * 2 })
      #expect(
        referrals == [
          "https://e.example/ https://example.com/p link origin site 2 0 1 200:2",
          "https://e.example/a https://example.com/p link page site 6 0 1 200:6",
          "https://example.com.e.example/ https://example.com/p link origin site 2 0 1 200:2",
        ])
    }
  }

  @Test func `a format with method and target of their own gives the same referral`() throws {
    let format = try #require(builtInFormats.format(named: "nginx-proxy-manager"))
    let text =
      #"[17/May/2025:10:05:03 +0000] - 200 200 - GET http example.com "/p?utm_id=1" [Client "#
      + #"203.0.113.9] [Length 5] [Gzip -] [Sent-to b] "UA" "https://e.example/x""#
    let bytes = Array(text.utf8)
    var reader = ReferralReader(
      LogDetection(format, in: builtInFormats), settings: Self.settings)
    let used = reader.consume(bytes.span, isLast: true)
    #expect(used == bytes.count)
    let expected = ["https://e.example/x http://example.com/p link page site 1 0 1 200:1"]
    #expect(try referrals(reader) == expected)
  }

  @Test func `an app and a host of one name are two sources`() throws {
    let log = [Self.line("android-app://e.example/"), Self.line("https://e.example/")]
    let expected = [
      "android-app://e.example/ https://example.com/p link origin app 1 0 1 200:1",
      "https://e.example/ https://example.com/p link origin site 1 0 1 200:1",
    ]
    #expect(try read(log.joined(separator: "\n")).referrals == expected)
    #expect(try read(log.reversed().joined(separator: "\n")).referrals == expected)
  }

  @Test func `without a site or a host in the log there is no target`() throws {
    let counts = try read(Self.line("https://e.example/"), ReferralSettings(sites: [])).counts
    #expect(counts.skipped == ["no target host": 1])
  }

  /// Lines that repeat sources, targets, clients, hosts and every way to be refused.
  private func randomLines(_ random: inout SeededGenerator) -> [String] {
    (0..<300).map { _ in
      let host = ["a.example", "b.example", "www.google.de", "example.com", "-", "${x}"]
      let referrer = "https://\(host.randomElement(using: &random) ?? "")/"
      let vhost =
        ["", "", "b.example:443 ", "example.com:443 "].randomElement(using: &random) ?? ""
      let seconds = Int.random(in: 10...59, using: &random)
      return vhost
        + Self.line(
          referrer,
          ["GET /p", "POST /p", "GET /a.css", "-", "GET http://a.example/ HTTP/1.1"]
            .randomElement(using: &random) ?? "",
          status: [200, 301, 404].randomElement(using: &random) ?? 0,
          client: "198.51.100.\(Int.random(in: 0...99, using: &random))",
          agent: ["UA", "Bot"].randomElement(using: &random) ?? "",
          time: "17/May/2025:10:05:\(seconds) +0000")
    }
  }

  @Test func `the order of lines changes nothing, nor does reading parts and merging them`() throws
  {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      var lines = randomLines(&random)
      let whole = try read(lines.joined(separator: "\n"))
      #expect(whole.counts.total == lines.count, "seed \(seed)")
      lines.shuffle(using: &random)
      let shuffled = try read(lines.joined(separator: "\n"))
      #expect(shuffled.referrals == whole.referrals, "seed \(seed)")
      #expect(shuffled.counts == whole.counts, "seed \(seed)")

      // Without sites the log itself tells which hosts are its own, in any order.
      let learned = try read(lines.joined(separator: "\n"), ReferralSettings(sites: []))
      lines.shuffle(using: &random)
      let again = try read(lines.joined(separator: "\n"), ReferralSettings(sites: []))
      #expect(again.referrals == learned.referrals, "seed \(seed)")
      #expect(again.counts == learned.counts, "seed \(seed)")

      let cut = Int.random(in: 0...lines.count, using: &random)
      let head = Array(lines[..<cut].joined(separator: "\n").utf8)
      let tail = Array(lines[cut...].joined(separator: "\n").utf8)
      var first = ReferralReader(makeDetection(), settings: Self.settings)
      var second = ReferralReader(makeDetection(), settings: Self.settings)
      _ = first.consume(head.span, isLast: true)
      _ = second.consume(tail.span, isLast: true)
      #expect(
        first.table.counts.total + second.table.counts.total == lines.count, "seed \(seed)")
      var all = Referrals(Self.settings)
      try first.finish(into: &all)
      try second.finish(into: &all)
      #expect(try texts(&all) == whole.referrals, "seed \(seed)")
    }
  }

  @Test func `no change of any bytes stops the table, and each line is counted once`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var bytes = Array(randomLines(&random).prefix(30).joined(separator: "\n").utf8)
      for _ in 0..<40 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let lines = bytes.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } + (bytes.last == 10 ? 0 : 1)
      var reader = ReferralReader(makeDetection(), settings: Self.settings)
      _ = reader.consume(bytes.span, isLast: true)
      #expect(reader.table.counts.total == lines, "seed \(seed)")
      let rows = try referrals(reader)
      #expect(rows.allSatisfy { $0.utf8.allSatisfy { $0 > 0x1F && $0 != 0x7F } }, "seed \(seed)")
    }
  }
}
