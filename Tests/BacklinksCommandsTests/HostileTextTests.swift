import Foundation
import Testing

@Suite struct HostileTextTests {
  /// Texts that steer terminals, spreadsheets, web pages or Markdown.
  static let anchors = [
    "\u{1B}]0;owned\u{7} buy viagra", "<script>alert(1)</script> buy viagra",
    "=HYPERLINK(\"http://evil.example\") buy viagra", "+1 buy viagra", "@SUM(A1) buy viagra",
    "buy viagra \u{202E}liave\u{2066}", "buy viagra " + String(repeating: "A", count: 10_000),
    "buy viagra \0 nul", "buy viagra | `code` **bold** [x](http://evil.example)",
    "buy viagra \u{9B}31m", "-2 buy viagra",
  ]

  static let export: String = {
    func quoted(_ text: String) -> String {
      "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    var rows = ["Source URL,Target URL,Anchor,Source title"]
    for (number, anchor) in anchors.enumerated() {
      let page = "https://s\(number).example/\u{1B}[31m<b>|`" + (number == 0 ? "\u{202E}" : "")
      rows.append(
        [page, "https://shop.example/", anchor, anchor].map(quoted).joined(separator: ","))
    }
    rows.append("https://\u{1B}[31m.example/,https://shop.example/,=cmd,x")
    return rows.joined(separator: "\n") + "\n"
  }()

  /// No control byte but the line end, and nothing that reorders text.
  static func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  @Test(arguments: [["audit"], ["explain", "s0.example"], ["inspect"]])
  func `nothing from a stranger steers the terminal`(_ command: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(command + [try folder.write("x.csv", HostileTextTests.export)])
    #expect(!run.output.isEmpty)
    #expect(HostileTextTests.isSafe(run.output), "\(run.output.debugDescription)")
    #expect(HostileTextTests.isSafe(run.errors), "\(run.errors.debugDescription)")
  }

  @Test func `no cell of a file begins like a formula`() throws {
    let audited = try Audited(HostileTextTests.export, options: ["--all-links"])
    let folder = try TemporaryFolder()
    let csv = try CommandRun(
      "convert", "--to", "csv", folder.write("x.csv", HostileTextTests.export)
    ).output
    let files = try ["domains.csv", "links.csv", "rejects.csv"].map(audited.file)
    for text in files + [csv] {
      let cells = PlainCSV.records(text).flatMap { $0 }
      #expect(cells.count >= 10)
      for cell in cells {
        #expect(!["=", "+", "-", "@"].contains(String(cell.prefix(1))), "\(cell)")
      }
    }
    #expect(csv.contains("'=HYPERLINK"))
  }

  @Test func `JSON stays JSON`() throws {
    let audited = try Audited(HostileTextTests.export)
    _ = try JSONSerialization.jsonObject(with: Data(audited.file("summary.json").utf8))
    let folder = try TemporaryFolder()
    let lines = try CommandRun("convert", folder.write("x.csv", HostileTextTests.export)).output
      .split(separator: "\n")
    #expect(lines.count == HostileTextTests.anchors.count)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["kind"] as? String == "link")
    }
  }

  /// The same texts as referrers, requests and agents of a log.
  static let log: [UInt8] = {
    var bytes: [UInt8] = []
    let texts = anchors + ["${jndi:ldap://e.example/a}", String(repeating: "B", count: 1 << 20)]
    for (number, text) in texts.enumerated() {
      let line =
        "203.0.113.\(number) - - [17/May/2025:10:05:03 +0000] \"GET /gone?\(text) HTTP/1.1\" 404 5 "
        + "\"https://s\(number).example/\(text)\" \"\(text)\"\n"
      bytes += Array(line.replacingOccurrences(of: "\"http://evil", with: "'http://evil").utf8)
      bytes += Array("203.0.113.9 - - [17/May/2025:10:05:03 +0000] \"".utf8)
      bytes += [0, 0x1B, 0x9B, 0xFF, 0xC3] + Array("\" 200 5 \"https://b\(number).example/".utf8)
      bytes += [0xE9, 0xFF] + Array("\" \"=cmd\"\n".utf8)
    }
    return bytes
  }()

  @Test func `nothing from a log steers what reads the output`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("access.log", HostileTextTests.log)
    for command in [["audit", "--site", "shop.example"], ["inspect", "--site", "shop.example"]] {
      let run = try CommandRun(command + [path])
      #expect(HostileTextTests.isSafe(run.output), "\(run.output.debugDescription)")
      #expect(HostileTextTests.isSafe(run.errors), "\(run.errors.debugDescription)")
    }
    let lines = try CommandRun("convert", "--site", "shop.example", path).output.split(
      separator: "\n")
    #expect(lines.count >= 5)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["kind"] as? String == "referral")
    }
    let csv = try CommandRun("convert", "--site", "shop.example", "--to", "csv", path).output
    for cell in PlainCSV.records(csv).flatMap({ $0 }) {
      #expect(!["=", "+", "-", "@"].contains(String(cell.prefix(1))), "\(cell)")
    }
    let out = folder.path("out")
    let audit = try CommandRun(
      "audit", "--site", "shop.example", "--max-rejects", "100", "--out", out, path)
    #expect(audit.code == 0, "\(audit.errors)")
    let page = try String(contentsOfFile: out + "/summary.md", encoding: .utf8)
    #expect(HostileTextTests.isSafe(page))
    #expect(page.contains("Links to pages that are not there"))
    for line in page.split(separator: "\n") {
      let outside = line.split(separator: "`", omittingEmptySubsequences: false)
        .enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
      #expect(!outside.contains("<script>"), "\(line)")
    }
    let summary = try Data(contentsOf: URL(filePath: out + "/summary.json"))
    _ = try JSONSerialization.jsonObject(with: summary)
    for name in ["domains.csv", "links.csv", "rejects.csv"] {
      let text = try #require(String(bytes: try folder.bytes("out/" + name), encoding: .utf8))
      let records = PlainCSV.records(text)
      #expect(Set(records.map(\.count)).count == 1, "\(name) has rows of several lengths")
      for cell in records.flatMap({ $0 }) {
        #expect(!["=", "+", "-", "@"].contains(String(cell.prefix(1))), "\(name): \(cell)")
      }
    }
  }

  /// The same texts as values of JSON, of columns, and of fields that runtimes wrap.
  private static let otherLogs: [String: [UInt8]] = {
    // Enough plain lines for the formats to be found.
    let plainJSON = #"{"ts":1746102303.5,"request":{"uri":"/","host":"shop.example"}}"# + "\n"
    var json = Array(String(repeating: plainJSON, count: 200).utf8)
    var columns = Array(
      "#Fields: date time cs-method cs-uri-stem sc-status cs(Referer) cs-host\n".utf8)
    let plain = "2025-05-17 10:05:03 GET / 200 - shop.example\n"
    columns += Array(String(repeating: plain, count: 200).utf8)
    var wrapped: [UInt8] = []
    for (number, text) in (anchors + [String(repeating: "B", count: 1 << 20)]).enumerated() {
      let escaped = text.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
          ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
          : String(scalar)
      }.joined()
      for referrer in ["https://s\(number).example/\(escaped)", escaped] {
        json += Array(
          (#"{"ts":1746102303.5,"logger":"x","status":404,"request":{"uri":"/gone?\#(escaped)","#
            + #""host":"shop.example","headers":{"Referer":["\#(referrer)"]}}}"# + "\n").utf8)
      }
      // What stands raw in JSON where only an escape may.
      json += Array("{\"ts\":1,\"request\":{\"uri\":\"/\(text)\"}}\n".utf8) + [0xFF, 0x0A]
      let word = text.replacingOccurrences(of: " ", with: "+")
      columns += Array(
        "2025-05-17 10:05:03 GET /gone 404 https://s\(number).example/\(word) shop.example\n".utf8)
      columns += [0x32, 0x1B, 0, 0xE9, 0x0A]
      let line = "203.0.113.9 - - [17/May/2025:10:05:03 +0000] \"GET /gone HTTP/1.1\" 404 5 "
      wrapped += Array("2025-05-17T10:05:03Z stdout P \(line)\n".utf8)
      wrapped += Array(
        "2025-05-17T10:05:03Z stdout F \"https://s\(number).example/\(text)\" \"UA\"\n".utf8)
    }
    return ["json.log": json, "columns.log": columns, "wrapped.log": wrapped]
  }()

  @Test(arguments: ["json.log", "columns.log", "wrapped.log"])
  func `nothing from any layout of logs steers what reads the output`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, try #require(Self.otherLogs[name]))
    let options = ["--site", "shop.example", "--max-rejects", "100", path]
    let inspect = try CommandRun(["inspect", "--site", "shop.example", path])
    let audit = try CommandRun(["audit", "--out", folder.path("out")] + options)
    for run in [inspect, audit] {
      #expect(HostileTextTests.isSafe(run.output), "\(run.output.debugDescription)")
      #expect(HostileTextTests.isSafe(run.errors), "\(run.errors.debugDescription)")
    }
    let lines = try CommandRun(["convert"] + options).output.split(separator: "\n")
    #expect(lines.count >= 4)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["kind"] as? String == "referral")
    }
    let csv = try CommandRun(["convert", "--to", "csv"] + options).output
    #expect(HostileTextTests.isSafe(csv))
    for cell in PlainCSV.records(csv).flatMap({ $0 }) {
      #expect(!["=", "+", "-", "@"].contains(String(cell.prefix(1))), "\(cell)")
    }
    let page = try #require(String(bytes: try folder.bytes("out/summary.md"), encoding: .utf8))
    #expect(HostileTextTests.isSafe(page))
    _ = try JSONSerialization.jsonObject(with: Data(folder.bytes("out/summary.json")))
  }

  @Test func `Markdown and disavow file hold no markup of a stranger`() throws {
    let audited = try Audited(HostileTextTests.export)
    let page = try audited.file("summary.md")
    #expect(HostileTextTests.isSafe(page))
    for line in page.split(separator: "\n") {
      // Between back quotes markup is text; outside there must be none.
      let outside = line.split(separator: "`", omittingEmptySubsequences: false)
        .enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
      #expect(!outside.contains("<script>"), "\(line)")
    }
    let disavow = try audited.file("disavow.txt")
    #expect(HostileTextTests.isSafe(disavow))
    #expect(disavow.contains("domain:s2.example\n"))
    #expect(!disavow.contains("evil"))
  }
}
