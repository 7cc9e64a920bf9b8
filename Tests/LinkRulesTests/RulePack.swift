import Foundation
import HostLists
import LinkRules
import WebAddress
import YAMLDocument

/// The rules folder of the repository, read once for all tests.
struct RulePack {
  let set: RuleSet
  let lists: [ListFile]
  let families: [String]
  let supportFamilies: Set<String>
  let listNames: RuleListNames

  /// The pack, or a message for each problem in it.
  static let result = Result { try RulePack() }

  /// The pack.
  static var pack: RulePack {
    get throws { try result.get() }
  }

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "rules")

  private static let otherFolders: Set<String> = ["lists", "mappings", "logs"]

  private init() throws {
    lists = try RulePack.files(in: "lists").map { path in
      try ListFile(parsing: RulePack.bytes(path), file: "rules/" + path)
    }
    (families, supportFamilies) = try RulePack.readFamilies()
    listNames = RuleListNames(lists)
    let folders = try FileManager.default.contentsOfDirectory(atPath: RulePack.root.path)
      .filter { !$0.contains(".") && !RulePack.otherFolders.contains($0) }
    var rules: [Rule] = []
    var problems: [YAMLProblem] = []
    for folder in folders.sorted() {
      for path in try RulePack.files(in: folder) {
        let content = try RulePack.bytes(path)
        do throws(YAMLProblems) {
          rules.append(
            try Rule(
              parsing: content, file: "rules/" + path, families: families,
              lists: listNames))
        } catch {
          problems += error.problems
        }
      }
    }
    if !problems.isEmpty { throw YAMLProblems(problems) }
    set = RuleSet(rules: rules, supportFamilies: supportFamilies, lists: lists)
  }

  /// A new table of hosts with the pack's lists and platforms.
  func hosts() throws -> HostTable {
    var rules: [(text: String, kind: SuffixList.Kind)] = [
      ("com", .icann), ("org", .icann), ("net", .icann), ("uk", .icann), ("co.uk", .icann),
      ("jp", .icann), ("go.jp", .icann), ("example", .icann), ("blogspot.com", .private),
    ]
    for list in lists where list.name == "platforms" {
      rules += list.entries.map { ($0, .platform) }
    }
    for list in lists where list.name == "shared-hosts" {
      rules += list.entries.map { ($0, .sharedHost) }
    }
    return HostTable(
      suffixes: try SuffixList(rules: rules),
      lists: HostLists(lists.filter { $0.kind != .words }.map { ($0.name, $0.entries) }))
  }

  private static func readFamilies() throws -> ([String], Set<String>) {
    let document = try YAMLDocument(
      parsing: bytes("families.yaml"), file: "rules/families.yaml")
    let reader = YAMLReader(document)
    let root = reader.mapping(document.root, known: ["families"])
    let items = reader.list(root?.required("families")) ?? []
    var ids: [String] = []
    var support: Set<String> = []
    for item in items {
      let keys = reader.mapping(item, known: ["id", "title", "meaning", "support"])
      guard let id = reader.string(keys?.required("id")) else { continue }
      ids.append(id)
      if reader.bool(keys?.optional("support")) ?? false { support.insert(id) }
    }
    return try (reader.finish(ids), support)
  }

  private static func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }
}
