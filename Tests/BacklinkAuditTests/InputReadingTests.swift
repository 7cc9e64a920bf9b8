import BacklinkExports
import ByteStreams
import Foundation
import LinkModel
import LinkReports
import Testing

@testable import BacklinkAudit

@Suite struct InputReadingTests {
  static let csv = """
    Linking page,Last crawled\r
    https://ä.example/1,2026-01-02\r
    "https://b.example/\"\"2\"\"",2026-01-03\r
    broken"row,x,y\r
    https://c.example/3,31.02.2026
    """
  static let sites = "Site,Linking pages,Target pages\na.example,\"1,240\",12\n"
  static let json = """
    {"links": [{"source_url": "https://a.example/\\u00e9", "target_url": "https://shop.example/"},
    {"source_url": nope}, {"source_url": "https://b.example/", "languages": ["de", "en"]}]}
    """

  static var utf16: [UInt8] {
    [0xFF, 0xFE] + csv.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  static let inputs: [(name: String, bytes: [UInt8])] = [
    ("a.csv", Array(csv.utf8)), ("a.txt", utf16), ("a.csv.gz", PackedBytes.gzip(Array(csv.utf8))),
    (
      "a.zip",
      PackedBytes.zip([("x.csv", Array(csv.utf8)), ("y.csv", PackedBytes.gzip(Array(sites.utf8)))])
    ),
    ("a.json", Array(json.utf8)),
  ]

  /// What `convert` makes of an input that comes in pieces, and all that it says.
  private func converted(
    _ bytes: [UInt8], _ name: String, chunk: Int, _ conversion: ExportConversion
  ) throws -> [String] {
    var said: [String] = []
    var writer = RecordWriter(.ndjson)
    for (_, text) in try InputTexts(MemorySource(bytes, chunk: chunk), name: name) {
      let reader = try conversion.open(text.get())
      var rejects = RejectsCSV()
      reader.onReject = { rejects.append($0) }
      try conversion.forEachBatch(of: reader) { writer.write($0) }
      writer.drain { text in
        said.append(String(decoding: text.indices.map { text[$0] }, as: UTF8.self))
      }
      said.append(String(decoding: rejects.takeBytes(), as: UTF8.self))
      said += reader.diagnostics.map(\.description) + reader.input.notes.map(\.message)
    }
    return said
  }

  @Test(arguments: inputs)
  func `records, rejects and messages are the same wherever the input is cut`(
    _ input: (name: String, bytes: [UInt8])
  ) throws {
    let pack = try RulePack(.builtIn)
    let formats = try #require(InputFormats(pack, as: nil))
    let conversion = ExportConversion(pack: pack, formats: formats, fields: RecordWriter.fields)
    let whole = try converted(input.bytes, input.name, chunk: .max, conversion)
    #expect(whole.first?.isEmpty == false)
    for chunk in 1..<input.bytes.count {
      let pieces = try converted(input.bytes, input.name, chunk: chunk, conversion)
      #expect(pieces == whole, "pieces of \(chunk) bytes")
      if pieces != whole { return }
    }
  }

  @Test func `a sheet that is no table of links is named, the others are read`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "https___shop.example_-Links-2026-10-01.zip").path()
    let members = [
      ("Filters.csv", "Filter,Value\nPeriod,Last 3 months\n"),
      ("Latest links.csv", "Linking page,Last crawled\nhttps://b.example/,2026-01-02\n"),
      ("Top linking sites.csv", Self.sites),
    ]
    let bytes = PackedBytes.zip(members.map { ($0.0, Array($0.1.utf8)) })
    try Data(bytes).write(to: URL(filePath: path))
    let audit = Audit(pack: try RulePack(.builtIn), options: AuditOptions())
    audit.add(path: path)
    #expect(audit.sites == ["shop.example"])
    #expect(!audit.hasFailedInput)
    #expect(audit.counts.used == 2)
    #expect(
      audit.diagnostics.last?.description
        == "\(path)/Filters.csv: no header of a known export in the first 20 lines; "
        + "add a mapping file (docs/exporters.md); file skipped")

    try Data(PackedBytes.zip([(name: "Filters.csv", bytes: Array("Filter,Value\n".utf8))]))
      .write(to: URL(filePath: path))
    let none = Audit(pack: try RulePack(.builtIn), options: AuditOptions())
    none.add(path: path)
    #expect(none.hasFailedInput)
    #expect(none.diagnostics.last?.description == "\(path): no file of the archive can be used")
  }
}
