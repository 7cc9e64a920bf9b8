import Foundation
import LinkReports
import Testing

@Suite struct SummarySchemaTests {
  private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private static let schemaPath = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/summary.schema.json").standardizedFileURL

  @Test(arguments: Examples.all.indices)
  func `the keys of summary json are those of its schema, and no others`(_ index: Int) throws {
    let schema = try SummarySchemaTests.object([UInt8](Data(contentsOf: Self.schemaPath)))
    var walk = SchemaWalk(definitions: schema["$defs"] as? [String: Any] ?? [:])
    walk.compare(
      try SummarySchemaTests.object(SummaryJSON.render(Examples.all[index])), schema, at: "$")
    #expect(walk.problems == [])
  }

  @Test func `texts of strangers come back unchanged`() throws {
    let summary = try SummarySchemaTests.object(SummaryJSON.render(Examples.hostile))
    #expect(summary["site"] as? String == Examples.hostileText)
  }

  @Test func `the head of summary json is fixed`() {
    let text = String(decoding: SummaryJSON.render(Examples.typical), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        {
          "schema": "backlinks-summary/1",
          "site": "lanternharbour.example",
          "as_of": "2025-10-20",
          "suffix_list_date": "2025-09-30",
          "advice": "63 domains are worth disavowing.",
          "links": 3412,
          "domains": 612,
          "followed_domains": 301,
          "is_lower_bound": false,
          "coverage": [],
          "verdicts": {
            "keep": 426,
            "ignore": 118,
            "review": 5,
            "disavow-url": 2,
            "disavow-host": 0,
            "disavow-domain": 61
          },
        """))
    #expect(text.hasSuffix("\n  ]\n}\n"))
  }
}
