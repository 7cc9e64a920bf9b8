import CalendarTime
import Foundation
import LinkModel
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// A folder with a ledger that inputs are read into, run by run.
final class LedgerFolder {
  let root: String
  var options = IngestOptions()
  private static let pack = Result { try RulePack(.builtIn) }

  init(sites: [String] = ["shop.example"], mark: String = "ledger-") throws {
    root =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        mark + UUID().uuidString
      ).path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    options.sites = sites
    options.now = Moment(seconds: 1_790_000_000)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  var ledger: String { path("links.db") }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    // In place, as servers write: the file stays the same one.
    if let file = FileHandle(forWritingAtPath: path(name)) {
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(bytes))
      try file.close()
    } else {
      try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func append(_ name: String, _ text: String) throws {
    guard let file = FileHandle(forWritingAtPath: path(name)) else { return try write(name, text) }
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  func rename(_ old: String, _ new: String) throws {
    try? FileManager.default.removeItem(atPath: path(new))
    try FileManager.default.moveItem(atPath: path(old), toPath: path(new))
  }

  func copy(_ old: String, _ new: String) throws {
    try write(new, Array(try Data(contentsOf: URL(fileURLWithPath: path(old)))))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// Packs a file and takes it away, as `gzip` does.
  func gzip(_ name: String) throws {
    let packed = PackedBytes.gzip(
      Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))))
    try write(name + ".gz", packed)
    try remove(name)
  }

  /// Reads the files into the ledger.
  @discardableResult
  func ingest(_ names: [String], isStopped: @escaping () -> Bool = { false }) throws -> Ingest {
    let pack = try Self.pack.get()
    let lock = try LedgerLock(path: ledger, waits: false)
    let opened = try Ledger(path: ledger, .creating)
    let formats = try #require(InputFormats(pack, as: nil))
    let ingest = try Ingest(
      opened, pack: pack, formats: formats, options: options, isStopped: isStopped)
    _ = try opened.beginRun("ingest", options.now)
    _ = ingest.add(paths: names.map(path))
    _ = consume lock
    return ingest
  }

  /// All rows of all tables but the runs, as text.
  func rows() throws -> [String] {
    // Names of files hold the folder, which is another each time.
    try Ledger(path: ledger, .reading).rows().map { $0.replacingOccurrences(of: root, with: "") }
  }

  /// How many hits the ledger has.
  func hits() throws -> Int {
    let opened = try Ledger(path: ledger, .reading)
    return Int(try opened.database.number("SELECT coalesce(sum(hits), 0) FROM referral") ?? 0)
  }

  /// How many lines of logs were counted.
  func lines() throws -> Int {
    let opened = try Ledger(path: ledger, .reading)
    return Int(try opened.database.number("SELECT coalesce(max(log_lines), 0) FROM site") ?? 0)
  }
}
