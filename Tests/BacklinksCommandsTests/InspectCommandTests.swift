import Foundation
import Testing

@Suite struct InspectCommandTests {
  @Test func `what skips rows, what is not used and the runner-up are shown`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "majestic.csv",
      "Target URL,Source URL,Anchor Text,Source Crawl Date,FlagNoFollow,FlagAltText,Colour\n"
        + "https://shop.example/,http://a.example/,x,2025-01-01,,,red\n")
    let run = try CommandRun("inspect", path)
    #expect(run.code == 0)
    #expect(
      run.output.contains(
        "FlagAltText                  skips rows: the image link has a row of its own"))
    #expect(run.output.contains("Colour                       not used"))
    #expect(
      run.output.contains("or else    generic: 3 of 7 columns known, only when no other fits"))
  }

  @Test func `JSON shows where its objects stand, and its records as JSON`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.json",
      "{\"links\":[{\"source_url\":\"https://a.example/\",\"x\":{\"y\":1}},{\"source_url\":7}]}")
    #expect(try CommandRun("inspect", path).output.contains("  objects    at links\n"))
    let json = try JSONSerialization.jsonObject(
      with: Data(CommandRun("inspect", path, "--json").output.utf8))
    let object = try #require(json as? [String: Any])
    #expect(object["record_path"] as? String == "links")
    let records = try #require(object["records"] as? [[String: Any]])
    #expect(records.first?["source_url"] as? String == "https://a.example/")
    #expect(object["rejected"] as? [String: Int] == ["invalid-source": 1])
    #expect((object["diagnostics"] as? [String])?.count == 1)
  }

  @Test func `of a table that nobody knows a mapping to begin with is printed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("u.csv", "Von;Nach\nhttps://a.example/;https://shop.example/\n")
    let run = try CommandRun("inspect", path)
    #expect(run.code == 1)
    #expect(run.errors.contains("add a mapping file"))
    try folder.write("rules/mappings/my-export.yaml", run.output)
    let again = try CommandRun("inspect", path, "--rules", folder.path("rules"))
    #expect(again.code == 0)
    #expect(again.output.contains("Von                          → source_url"))
  }
}
