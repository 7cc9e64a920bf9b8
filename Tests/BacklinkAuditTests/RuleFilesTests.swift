import Foundation
import LinkRules
import Testing

@testable import BacklinkAudit

@Suite struct RuleFilesTests {
  @Test func `a pack holds its files as they were`() {
    let files = [("a.yaml", "one\n"), ("lists/b c.yaml", ""), ("z.txt", "line 3\nlists/x 9\n")]
    var bytes: [UInt8] = []
    for (path, text) in files { bytes += Array("\(path) \(text.utf8.count)\n\(text)".utf8) }
    let unpacked = RuleFiles(unpacking: bytes).files
    #expect(unpacked.map(\.path) == files.map(\.0))
    #expect(unpacked.map { String(decoding: $0.bytes, as: UTF8.self) } == files.map(\.1))
    #expect(unpacked.map(\.name) == files.map { "rules/" + $0.0 })
  }

  @Test func `the built-in files are those of the repository`() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let read = try RuleFiles(directory: root.appendingPathComponent("rules").path)
    let builtIn = RuleFiles.builtIn
    #expect(builtIn.files.map(\.path).sorted() == read.files.map(\.path).sorted())
    for file in read.files {
      let packed = builtIn.files.first { $0.path == file.path }
      #expect(packed?.bytes == file.bytes, "\(file.path) is stale: run scripts/pack-rules")
    }
  }

  static let kinds: [(String, RuleFiles.File.Kind)] = [
    ("mappings/x.yaml", .mapping), ("logs/x.yaml", .log), ("lists/x.yaml", .list),
    ("lists/x.txt", .suffixes), ("families.yaml", .families), ("anything/x.yaml", .rule),
    ("x.yaml", .rule),
  ]

  @Test(arguments: kinds)
  func `the folder says what a file is`(_ path: String, _ kind: RuleFiles.File.Kind) {
    #expect(RuleFiles.File(path: path, name: path, bytes: []).kind == kind)
  }

  /// A rule directory with one file.
  private func directory(_ path: String, _ text: String) throws -> RuleFiles {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("rules-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return try RuleFiles(directory: root.path + "/")
  }

  private func builtInRule(_ name: String) throws -> String {
    let file = try #require(RuleFiles.builtIn.files.first { $0.path.hasSuffix("/\(name).yaml") })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func `a rule of the same id replaces the built-in one, whatever its folder`() throws {
    let text = try builtInRule("spam-word").replacingOccurrences(
      of: "weight: 45", with: "weight: 31")
    var files = RuleFiles.builtIn
    files.add(try directory("mine/spam-word.yaml", text))
    let rules = try RulePack(files).rules.rules.filter { $0.id == "spam-word" }
    #expect(rules.map(\.weight) == [31])
  }

  @Test func `a rule of another id is added`() throws {
    let text = try builtInRule("spam-word")
      .replacingOccurrences(of: "id: spam-word", with: "id: my-word")
    var files = RuleFiles.builtIn
    files.add(try directory("mine/my-word.yaml", text))
    #expect(
      try RulePack(files).rules.rules.count == RulePack(.builtIn).rules.rules.count + 1)
  }

  @Test func `a list replaces the built-in list and not a rule of that name`() throws {
    var files = RuleFiles.builtIn
    let count = files.files.count
    files.add(try directory("lists/spam-word.yaml", "list: spam-word\n"))
    #expect(files.files.count == count + 1)
  }
}
