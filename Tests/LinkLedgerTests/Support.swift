import Foundation

@testable import LinkLedger

/// A folder that goes away with its last owner.
final class Folder {
  let root: String

  init() throws {
    root =
      FileManager.default.temporaryDirectory.appendingPathComponent("ledger-" + UUID().uuidString)
      .path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The names in the folder, sorted.
  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: root).sorted()) ?? []
  }
}
