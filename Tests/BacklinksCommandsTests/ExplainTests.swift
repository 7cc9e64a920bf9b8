import Foundation
import Testing

@Suite struct ExplainTests {
  private func explain(
    _ domain: String, _ rows: [String], _ options: [String] = []
  ) throws -> String {
    let folder = try TemporaryFolder()
    let export = try folder.write("export.csv", SmallFiles.export(rows))
    let run = try CommandRun(["explain", domain, export] + options)
    #expect(run.code == 0)
    return run.output
  }

  private let guest =
    "https://guest.example/sponsored-post/x,https://shop.example/b,cheap lamps,false"

  @Test func `the score is a sum, and each finding shows the links it fired on`() throws {
    let text = try explain("guest.example", [guest])
    let score = try #require(text.split(separator: "\n").first { $0.contains("score") })
    let numbers = score.split(separator: " ").compactMap { Double($0) }
    #expect(numbers[0] == numbers.dropFirst(2).reduce(0, +), "\(score)")
    #expect(text.contains("[paid-footprint]\n      · https://guest.example/sponsored-post/x\n"))
  }

  @Test func `the smallest changes that would turn the verdict are named`() throws {
    let review = try explain("guest.example", [guest])
    #expect(review.contains("what would change it: without paid-footprint it would be keep\n"))
    #expect(
      review.contains("what would change it: under the policy manual-action it would be disavow"))
    let spam = "https://pills.example/1,https://shop.example/,buy viagra,true"
    #expect(
      try explain("pills.example", [spam])
        .contains("if one of its links were live and followed it would be disavow-domain\n"))
    #expect(
      try explain("good.example", ["https://good.example/,https://shop.example/,nice lamps,false"])
        .contains("with evidence of 40 or more of another family it would be suspicious\n"))
  }

  @Test func `what keeps an entry out is shown`() throws {
    let spam = "https://pills.example/1,https://shop.example/,buy viagra,false"
    #expect(
      try explain("pills.example", [spam], ["--allow", "pills.example"])
        .contains("  kept out: domain:pills.example: the allow list names it\n"))
  }

  // MARK: JSON

  private func json(
    _ domain: String, _ rows: [String], _ options: [String] = []
  ) throws -> [String: Any] {
    let text = try explain(domain, rows, options + ["--json"])
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func site(_ object: [String: Any]) throws -> [String: Any] {
    let sites = try #require(object["sites"] as? [[String: Any]])
    #expect(sites.count == 1)
    return try #require(sites.first)
  }

  @Test func `json has what the text says, the score as a sum`() throws {
    let text = try explain("guest.example", [guest])
    let site = try site(json("guest.example", [guest]))
    #expect(text.hasPrefix("guest.example → shop.example: \(site["verdict"] ?? "")\n"))
    let parts = try #require(site["score_parts"] as? [[String: Any]])
    let points = parts.compactMap { $0["points"] as? Double }
    #expect(!points.isEmpty)
    #expect(points.reduce(0, +) == site["score"] as? Double)
    let findings = try #require(site["findings"] as? [[String: Any]])
    #expect(!findings.isEmpty)
    for finding in findings {
      let rule = try #require(finding["rule"] as? String)
      let message = try #require(finding["message"] as? String)
      #expect(text.contains(": \(message) [\(rule)]\n"))
      for fact in finding["facts"] as? [[String: String]] ?? [] {
        let line = [fact["name"], fact["value"]].compactMap(\.self).joined(separator: " ")
        #expect(text.contains("      \(line) (\(fact["asked"] ?? ""))\n"))
      }
    }
    let paid = findings.first { $0["rule"] as? String == "paid-footprint" }
    let links = try #require(paid?["links"] as? [[String: Any]])
    #expect(links.map { $0["source_url"] as? String } == ["https://guest.example/sponsored-post/x"])
    let changes = try #require(site["changes"] as? [String])
    #expect(!changes.isEmpty)
    #expect(changes.allSatisfy { text.contains("  what would change it: \($0)\n") })
  }

  @Test func `json names vetoes, and keeps the line free`() throws {
    let spam = "https://pills.example/1,https://shop.example/,buy viagra,false"
    let kept = try site(json("pills.example", [spam], ["--allow", "pills.example"]))
    #expect(
      kept["vetoes"] as? [[String: String]] == [
        ["entry": "domain:pills.example", "reason": "the allow list names it"]
      ])
    #expect(kept["entry"] is NSNull)
    let line = try site(json("pills.example", [spam]))["entry"] as? String
    #expect(line == "domain:pills.example")
  }

  @Test func `json has the decision, with links and without`() throws {
    let folder = try TemporaryFolder()
    let table = try folder.write(
      "decisions.csv",
      "subject,decision,note,author,date\nguest.example,keep,a partner,me,2026-09-30\n"
        + "gone.example,disavow,old,me,2026-09-30\n")
    let known = try json("guest.example", [guest], ["--decisions", table])
    let decision = try #require(known["decision"] as? [String: String])
    #expect(decision["choice"] == "keep")
    #expect(decision["note"] == "a partner")
    #expect(try site(known)["verdict"] as? String == "keep")
    let unknown = try json("gone.example", [guest], ["--decisions", table])
    #expect((unknown["decision"] as? [String: String])?["subject"] == "gone.example")
    #expect((unknown["sites"] as? [Any])?.count == 0)
  }
}
