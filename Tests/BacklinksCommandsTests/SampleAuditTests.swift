import Foundation
import Testing

/// The audit of the sample shop, run once for all tests.
enum SampleAudit {
  static let site = "lantern-harbour.example"

  static let shared = Result { () throws -> (run: CommandRun, folder: TemporaryFolder) in
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      "audit", Repository.samples, "--site", site, "--out", folder.path("out"))
    return (run, folder)
  }

  static func file(_ name: String) throws -> String { try shared.get().folder.text("out/" + name) }
}

@Suite struct SampleAuditTests {
  @Test func `every domain of the sample has the verdict and the class that people gave it`() throws
  {
    let expected = try PlainCSV.rows(
      String(contentsOfFile: Repository.expectedVerdicts, encoding: .utf8))
    let found = Dictionary(
      try PlainCSV.rows(SampleAudit.file("domains.csv")).map { ($0["domain"] ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    #expect(found.count == expected.count)
    for row in expected {
      let domain = row["domain"] ?? ""
      let got = found[domain]
      #expect(
        got?["verdict"] == row["verdict"] && got?["class"] == row["class"],
        "\(domain): \(row["why"] ?? ""); found \(got ?? [:])")
    }
  }
}
