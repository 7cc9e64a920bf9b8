import BacklinkExports
import ByteStreams
import Glibc
import HostLists
import LinkModel
import WebAddress

/// Exports of any form: every row ends in one counter, and every reject is handed out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first, let mappings else { return 0 }
  do {
    let source = MemorySource(Array(input.dropFirst()), chunk: 1 + Int(mode))
    for (_, text) in try InputTexts(source, name: "fuzz.csv") {
      let hosts = HostTable(
        suffixes: try SuffixList.parse(Array("[icann]\ncom\n".utf8).span), lists: HostLists([]))
      let reader = try ExportReader(text.get(), mappings: mappings, layout: .all, hosts: hosts)
      var rejects = 0
      reader.onReject = { _ in rejects += 1 }
      var batch = RecordBatch(layout: .all)
      var rows = 0
      while try reader.read(into: &batch) { rows += batch.count }
      precondition(rows == reader.counts.used, "rows are lost")
      precondition(rejects == reader.counts.rejectedTotal, "rejects are lost")
    }
  } catch {
    _ = "\(error)"
  }
  return 0
}

/// The mappings that the program brings.
private let mappings: MappingSet? = {
  let folder = "../rules/mappings"
  guard let directory = unsafe opendir(folder) else { return nil }
  defer { unsafe closedir(directory) }
  var files: [(name: String, bytes: [UInt8])] = []
  while let entry = unsafe readdir(directory) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(".yaml"), let file = try? FileSource(path: folder + "/" + name) {
      files.append((name, (try? file.readAll()) ?? []))
    }
  }
  return try? MappingSet(parsing: files.sorted { $0.name < $1.name })
}()
