import Foundation
import Testing

@testable import BacklinksCommands

@Suite struct WebGraphCommandTests {
  private static let vertices = "0\tcom.aaa\n1\tcom.shop\n2\tcom.shop.blog\n3\torg.news\n"
  private static let edges = "0\t1\n3\t2\n1\t2\n0\t3\n"

  /// Runs a command on the files of a graph.
  private func run(_ arguments: [String], _ files: [(String, String)]) throws -> CommandRun {
    let folder = try TemporaryFolder()
    let paths = try files.map { try folder.write($0.0, $0.1) }
    return try CommandRun(arguments + paths)
  }

  @Test(arguments: [
    [("v.txt", vertices), ("e.txt", edges)], [("e.txt", edges), ("v.txt", vertices)],
  ])
  func `vertices and edges together are the domains that link to a site`(
    _ files: [(String, String)]
  ) throws {
    let converted = try run(["convert", "--site", "shop.com"], files)
    #expect(converted.code == 0)
    #expect(converted.errors == "")
    let lines = converted.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("\"kind\":\"domain\",\"tool\":\"common-crawl\"") == true)
    #expect(lines.last?.contains("\"source_domain\":\"news.org\"") == true)
    let audited = try run(["audit", "--site", "shop.com"], files)
    #expect(audited.code == 0)
    #expect(audited.output.contains("1 file (Common Crawl), 2 links from 2 domains"))
  }

  @Test(arguments: ["convert", "audit"])
  func `half a graph, or one without a site, is refused with what to add`(_ command: String) throws
  {
    let half = try run([command, "--site", "shop.com"], [("v.txt", Self.vertices)])
    #expect(half.code == 1)
    #expect(half.errors.contains("give audit or convert the edges file of the same graph too"))
    let open = try run([command], [("v.txt", Self.vertices), ("e.txt", Self.edges)])
    #expect(open.code == 1)
    #expect(open.errors.contains("name yours with --site"))
  }

  @Test(arguments: ["convert", "inspect", "audit"])
  func `the site tells which column of a list without a header is linked`(_ command: String) throws
  {
    let list = [("list.csv", "https://a.example/1,https://shop.example/\n")]
    #expect(try run([command, "--site", "shop.example"], list).code == 0)
    let open = try run([command], list)
    #expect(open.code == 1)
    #expect(open.errors.contains("name your site with --site"))
  }

  @Test func `audit rejects the rows that convert rejects, also for a field that it does not use`()
    throws
  {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "gsc.csv",
      "Linking page,Last crawled\nhttps://a.example/,2025-01-02\nhttps://b.example/,2025-02-31\n")
    for command in ["convert", "audit"] {
      let run = try CommandRun([command, "--site", "shop.example", path])
      #expect(run.code == 3, "\(command)")
      #expect(run.errors.contains("'Last crawled' is not a date: '2025-02-31'; row skipped"))
    }
  }
}
