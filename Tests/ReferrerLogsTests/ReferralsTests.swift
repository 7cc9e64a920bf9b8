import ByteStreams
import LinkModel
import SeededRandom
import Testing

@testable import ReferrerLogs

@Suite struct ReferralsTests {
  private static var settings: ReferralSettings {
    var settings = ReferralSettings(sites: ["shop.example"])
    settings.botAgents = ["Bot"]
    return settings
  }

  /// The links whose visits are asked for.
  private static let asked = ["https://blog.example/a", "https://news.example:8080/"]

  /// Lines that repeat sources, targets, clients, statuses and hosts, some of them the log's own; among them
  /// each asked link.
  private static func lines(_ count: Int, _ random: inout SeededGenerator) -> [String] {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    let sure = asked.map { source in
      "shop.example:443 198.51.100.1 - - [17/May/2025:10:05:10 +0000] \"GET /gone HTTP/1.1\" 404 5 \"\(source)\" \"UA\""
    }
    return sure
      + (0..<count).map { _ in
        let host = pick([
          "blog.example", "news.example:8080", "[2001:db8::1]", "b.shop.example", "late.example",
        ])
        let page = pick(["", "a", "b?x=1", "c#d", "deep/page.html"])
        let referrer = pick(["https://\(host)/\(page)", "android-app://com.example.reader/", "-"])
        let server = pick(["shop.example", "shop.example", "www.shop.example", "late.example"])
        let client = Int.random(in: 0...150, using: &random)
        let second = Int.random(in: 10...59, using: &random)
        let path = pick(["/", "/p", "/gone", "/a.png"])
        let status = path == "/gone" ? 404 : [200, 301, 499].randomElement(using: &random) ?? 0
        return "\(server):443 198.51.100.\(client) - - [17/May/2025:10:05:\(second) +0000] "
          + "\"GET \(path) HTTP/1.1\" \(status) 5 \"\(referrer)\" \"\(pick(["UA", "Bot"]))\""
      }
  }

  /// Everything that can be asked of a log that is read in chunks, and where its lines ended.
  private func everything(
    _ bytes: [UInt8], chunk: Int, memoryLimit: Int
  ) throws -> (answers: [String], counts: InputCounts, runs: Int) {
    let format = try #require(builtInFormats.format(named: "vhost-combined"))
    var all = Referrals(Self.settings, memoryLimit: memoryLimit)
    var reader = ReferralReader(
      LogDetection(format, in: builtInFormats), settings: Self.settings)
    var start = 0
    var end = 0
    while start < bytes.count {
      end = min(end + chunk, bytes.count)
      start += reader.consume(
        bytes.span.extracting(start..<end), isLast: end == bytes.count)
      try reader.relieve(into: &all)
    }
    let counts = reader.table.counts
    try reader.finish(into: &all)
    var answers: [String] = []
    let fields = Field.allCases
    try all.forEachBatch(layout: .all, rowsPerBatch: 7) { batch in
      for row in 0..<batch.count {
        let link = Backlink(batch, row: row)
        answers.append(
          fields.map { link.text($0) ?? link.number($0).map { "\($0)" } ?? "" }
            .joined(separator: " "))
      }
    }
    for facts in try all.referrerFacts(site: "shop.example") {
      answers.append(
        facts.host + ReferrerFact.allCases.map { " \(facts[$0] ?? -1)" }.joined()
          + " \(facts.firstSeen ?? 0) \(facts.lastSeen ?? 0)")
    }
    answers += try all.brokenTargets(of: "shop.example", isLeftOut: { _ in false }).map { "\($0)" }
    var visits = try ReferralVisits(all, memoryLimit: memoryLimit < 1 << 20 ? 100 : 1 << 20)
    for source in Self.asked {
      let found = try visits.visits(
        from: Array(source.utf8).span, to: Array("https://shop.example/gone".utf8).span)
      answers.append("\(try #require(found))")
    }
    return (answers, counts, all.rows.runCount)
  }

  @Test func `what does not fit into memory changes no answer, wherever chunks end`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let bytes = Array(Self.lines(2_000, &random).joined(separator: "\n").utf8)
    let whole = try everything(bytes, chunk: bytes.count, memoryLimit: 1 << 30)
    #expect(whole.runs == 0)
    #expect(whole.answers.count > 60, "seed \(seed)")
    for chunk in [300, 4_096, 50_000] {
      let spilled = try everything(bytes, chunk: chunk, memoryLimit: 2_000)
      #expect(spilled.runs > 1)
      #expect(spilled.answers == whole.answers, "seed \(seed), chunks of \(chunk) bytes")
      #expect(spilled.counts == whole.counts, "seed \(seed), chunks of \(chunk) bytes")
    }
  }

  @Test func `a record names the formats of its own lines, whatever the order of logs`() throws {
    let time = "[17/May/2025:10:05:03 +0000]"
    func text(_ page: String) -> String {
      "203.0.113.9 - - \(time) \"GET / HTTP/1.1\" 200 5 \"https://blog.example/\(page)\" \"UA\""
    }
    func json(_ page: String) -> String {
      #"{"ts":1746102303.5,"request":{"uri":"/","host":"shop.example","headers":"#
        + #"{"Referer":["https://blog.example/\#(page)"]}},"status":200,"logger":"x"}"#
    }
    let changing =
      [String](repeating: text("a"), count: 100) + [String](repeating: json("b"), count: 30)
    let logs = [changing, [json("c"), json("d")], [text("d"), text("e")]]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      for memoryLimit in [0, 1 << 30] {
        var all = Referrals(Self.settings, memoryLimit: memoryLimit)
        for log in order {
          let bytes = Array(logs[log].joined(separator: "\n").utf8)
          var reader = ReferralReader(
            try LogDetection(
              of: bytes.span.extracting(0..<min(bytes.count, 4_000)), in: builtInFormats),
            settings: Self.settings)
          let used = reader.consume(bytes.span, isLast: false)
          try reader.relieve(into: &all)
          _ = reader.consume(bytes.span.extracting(used..<bytes.count), isLast: true)
          try reader.finish(into: &all)
        }
        var tools: [String] = []
        try all.forEachBatch(layout: .all) { batch in
          for row in 0..<batch.count {
            let link = Backlink(batch, row: row)
            tools.append("\(link.sourceURL?.last ?? "?") \(link.text(.tool) ?? "?")")
          }
        }
        #expect(tools == ["a combined", "b caddy", "c caddy", "d caddy,combined", "e combined"])
      }
    }
  }

  @Test(arguments: [0, 1, 127, 128, 300, UInt64.max])
  func `a number is read back as it was written`(_ number: UInt64) {
    var bytes: [UInt8] = []
    ReferralSum.append(7, to: &bytes)
    ReferralSum.append(number, to: &bytes)
    var position = 1
    #expect(ReferralSum.number(in: bytes.span, at: &position) == number)
    #expect(position == bytes.count)
  }

  @Test func `clients are counted to 4,096, and told within a tenth above`() {
    var sample = ClientSample()
    var random = SeededGenerator(seed: 7)
    var codes: Set<UInt32> = []
    while codes.count < 4_096 { codes.insert(UInt32.random(in: 0..<1 << 24, using: &random)) }
    for _ in 0..<2 { for code in codes { sample.insert(code) } }
    #expect(sample.count == 4_096)
    while codes.count < 100_000 { codes.insert(UInt32.random(in: 0..<1 << 24, using: &random)) }
    for code in codes.shuffled() { sample.insert(code) }
    #expect((90_000...110_000).contains(sample.count))
    #expect(sample.kept == Array(codes.sorted().prefix(4_096)))
  }
}
