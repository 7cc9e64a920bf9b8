import ByteStreams
import HostLists
import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct StarterMappingTests {
  /// Unknown tables, the first row of each from a.example.
  static let tables = [
    "Von;Nach;Ankertext\nhttps://a.example/x;https://shop.example/;\"hallo; du\"\n",
    "Woher,\"Wo \"\"hin\"\"\",no\nhttps://a.example/x,https://shop.example/,1\n",
    "Seite\tZiel: Adresse\t#\nhttps://a.example/x\thttps://shop.example/\t1\n",
    "[{\"von\":\"https://a.example/x\",\"nach\":{\"url\":\"https://shop.example/\"}}]",
  ]

  @Test(arguments: tables)
  func `the mapping to begin with reads the table it was made for`(_ text: String) throws {
    var starter: String?
    do {
      _ = try ReadExport(text)
    } catch ExportError.unknown(_, let text) {
      starter = text
    }
    let file = (name: "my-export.yaml", bytes: Array(try #require(starter).utf8))
    let input = try TextInput(MemorySource(Array(text.utf8)), name: "links.csv")
    let reader = try ExportReader(
      input, mappings: MappingSet(parsing: [file]), layout: .all, hosts: someHosts())
    var batch = RecordBatch(layout: .all)
    #expect(try reader.read(into: &batch))
    #expect(Backlink(batch, row: 0).text(.sourceHost) == "a.example")
  }
}
