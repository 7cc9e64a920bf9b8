import ByteStreams
import Foundation
import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct WebGraphTests {
  /// What a file is, is decided by its first lines: the wrong ones come after them.
  static let vertices =
    "0\tcom.aaa\n1\tcom.aaa.www\n2\tcom.shop\n3\tcom.shop.blog\n"
    + (100..<200).map { "\($0)\torg.x\($0)\n" }.joined() + "x\n4\tcom.shopping\n5\torg.zzz\t12\n"
  static let edges =
    "0\t2\n0\t3\n1\t2\n2\t3\n3\t0\n4\t2\n4\t2\n5\t4\n"
    + (100..<200).map { "\($0)\t5\n" }.joined() + "x\t2\n9\t2\n"

  /// What a graph of these files came to.
  private struct Joined {
    var table = ""
    var counts = InputCounts()
    var messages: [String] = []
  }

  private func join(
    _ files: [(name: String, text: String)], sites: [String] = ["shop.com"]
  ) throws -> Joined {
    let folder = FileManager.default.temporaryDirectory.appending(path: "graph-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let graph = WebGraph()
    for file in files {
      let path = folder.appending(path: file.name).path()
      try Data(file.text.utf8).write(to: URL(filePath: path))
      #expect(try graph.add(path: path, TextInput(opening: path)))
    }
    let table = try graph.table(of: sites)
    var joined = Joined()
    joined.table = String(decoding: try table.readAll(), as: UTF8.self)
    joined.counts = graph.counts
    joined.messages = graph.diagnostics.map {
      $0.description.replacing(folder.path(), with: "").replacing("/", with: "")
    }
    return joined
  }

  @Test func `vertices and edges together name the hosts that link to a site`() throws {
    let joined = try join([("e.txt", Self.edges), ("v.txt", Self.vertices)])
    #expect(
      joined.table == """
        linking_host\tlinked_host
        aaa.com\tshop.com
        aaa.com\tblog.shop.com
        www.aaa.com\tshop.com
        shopping.com\tshop.com

        """)
    #expect(joined.counts.skipped == ["other target": 102, "internal": 1])
    #expect(joined.counts.rejected == ["not-a-vertex": 1, "not-an-edge": 1, "unknown-number": 1])
    #expect(
      joined.messages == [
        "v.txt:105: no line of a number and a reversed host; line skipped",
        "e.txt:109: no line of two numbers; line skipped",
        "e.txt: 1 numbers of linking hosts are in no vertices file; are all files given?",
      ])
  }

  @Test func `the table is an export that a mapping knows`() throws {
    let joined = try join([("v", Self.vertices), ("e", Self.edges)])
    let export = try ReadExport(joined.table)
    #expect(export.shape.mapping.name == "common-crawl-graph")
    #expect(
      export.rows.map { $0.text(.sourceHost) } == [
        "aaa.com", "aaa.com", "www.aaa.com", "shopping.com",
      ])
    #expect(export.rows.allSatisfy { $0.number(.kind) == Int64(RecordKind.domain.rawValue) })
  }

  @Test func `a graph in several files is one graph`() throws {
    let lines = Self.vertices.split(separator: "\n", omittingEmptySubsequences: false)
    let files = [
      ("v1", lines[..<3].joined(separator: "\n") + "\n"),
      ("v2", lines[3...].joined(separator: "\n")),
      ("e", Self.edges),
    ]
    #expect(try join(files).table == join([("v", Self.vertices), ("e", Self.edges)]).table)
  }

  @Test(arguments: [
    (
      [("v", vertices)], ["shop.com"],
      "the vertices of a web graph (Common Crawl), hosts without links"
    ),
    (
      [("e", edges)], ["shop.com"], "the edges of a web graph (Common Crawl), numbers without names"
    ),
    ([("v", vertices), ("e", edges)], [], "a web graph names millions of sites; name yours"),
    ([("v", vertices), ("e", edges)], ["other.com"], "no vertex of "),
  ])
  func `what is missing is told`(
    _ files: [(String, String)], _ sites: [String], _ reason: String
  ) throws {
    let error = #expect(throws: ExportError.self) { try join(files, sites: sites) }
    #expect("\(try #require(error))".hasPrefix(reason))
  }
}
