import ByteStreams
import DelimitedText
import Foundation
import HostLists
import LinkModel
import Testing
import WebAddress

@testable import BacklinkExports

/// The mappings that the program ships.
enum Shipped {
  static let mappings = Result { try MappingSet(parsing: files()) }

  /// Name and bytes of every file of rules/mappings.
  static func files() throws -> [(name: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "rules/mappings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}

/// Hosts under a handful of suffixes.
func someHosts() throws -> HostTable {
  let list = Array("[icann]\ncom\nexample\n[platform]\nblogs.example\n".utf8)
  return HostTable(suffixes: try SuffixList.parse(list.span), lists: HostLists([]))
}

/// What reading a whole export gave.
struct ReadExport {
  var shape: ExportShape
  var rows: [Backlink] = []
  var counts = InputCounts()
  var rejects: [Reject] = []
  var messages: [String] = []

  /// Reads an export with the shipped mappings, the input coming in pieces of at most `chunk` bytes.
  init(
    _ bytes: [UInt8], name: String = "links.csv", chunk: Int = .max, sites: [String] = []
  ) throws {
    let input = try TextInput(MemorySource(bytes, chunk: chunk), name: name)
    let reader = try ExportReader(
      input, mappings: Shipped.mappings.get(), layout: .all, hosts: someHosts(), sites: sites)
    shape = reader.shape
    var found: [Reject] = []
    reader.onReject = { found.append($0) }
    var batch = RecordBatch(layout: .all)
    while try reader.read(into: &batch) {
      for row in 0..<batch.count { rows.append(Backlink(batch, row: row)) }
    }
    rejects = found
    counts = reader.counts
    messages = reader.diagnostics.map(\.description)
  }

  /// Reads an export from its text.
  init(
    _ text: String, name: String = "links.csv", chunk: Int = .max, sites: [String] = []
  ) throws {
    try self.init(Array(text.utf8), name: name, chunk: chunk, sites: sites)
  }
}

/// Why a text is not read as an export; nil when it is.
func refusal(of bytes: [UInt8], sites: [String] = []) -> String? {
  do {
    _ = try ReadExport(bytes, sites: sites)
    return nil
  } catch {
    return "\(error)"
  }
}

/// How many records a text of five columns has, its header too.
func recordCount(of text: String) -> Int {
  let bytes = Array(text.utf8)
  var scanner = RecordScanner(dialect: Dialect(separator: UInt8(ascii: ",")), width: 5)
  var index = RecordIndex()
  _ = scanner.scan(bytes.span, isLast: true, into: &index)
  return index.records.count
}
