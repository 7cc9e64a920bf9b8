import ByteStreams
import Glibc
import LinkModel
import ReferrerLogs

/// The referrals of a log and where its lines ended, when it is read in two pieces with little memory.
func answers(_ text: [UInt8], cut: Int, memoryLimit: Int, _ detection: LogDetection) -> [String] {
  let settings = ReferralSettings(sites: ["shop.example"])
  var reader = ReferralReader(detection, settings: settings)
  var all = Referrals(settings, memoryLimit: memoryLimit)
  var rejects = 0
  var answers: [String] = []
  do {
    let used = reader.consume(text.span.extracting(0..<cut), isLast: false) { _, _, _ in
      rejects += 1
    }
    try reader.relieve(into: &all)
    let rest = text.span.extracting(used..<text.count)
    let more = reader.consume(rest, isLast: true) { _, _, _ in rejects += 1 }
    precondition(used + more == text.count, "bytes are left over")
    let counts = reader.table.counts
    precondition(counts.total == reader.lineCount, "lines are lost")
    try reader.finish(into: &all)
    var hits = 0
    try all.forEachBatch(layout: .all) { batch in
      for row in 0..<batch.count {
        let link = Backlink(batch, row: row)
        hits += Int(link.number(.hits) ?? 0)
        answers.append(
          "\(link.sourceURL ?? "") \(link.targetURL ?? "") \(link.number(.hits) ?? 0) "
            + "\(link.text(.statusCounts) ?? "") \(link.number(.firstSeen) ?? 0)")
      }
    }
    precondition(hits == counts.used, "hits are lost")
    answers.append("\(counts.used) \(counts.skipped.sorted { $0.key < $1.key })")
    answers.append("\(counts.rejected.sorted { $0.key < $1.key })")
    _ = try all.referrerFacts(site: "shop.example")
    _ = try all.brokenTargets(of: "shop.example", isLeftOut: { _ in false })
  } catch {
    preconditionFailure("\(error)")
  }
  return answers
}

/// The log formats that the program brings.
let formats: LogFormatSet? = {
  let folder = "../rules/logs"
  guard let directory = unsafe opendir(folder) else { return nil }
  defer { unsafe closedir(directory) }
  var files: [(file: String, text: String)] = []
  while let entry = unsafe readdir(directory) {
    let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(".yaml"), let file = try? FileSource(path: folder + "/" + name) {
      files.append((name, String(decoding: (try? file.readAll()) ?? [], as: UTF8.self)))
    }
  }
  return try? LogFormatSet(parsing: files.sorted { $0.file < $1.file })
}()
