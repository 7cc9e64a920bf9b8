package import YAMLDocument

/// One file of rules/lists: hosts, suffixes, words or addresses with their source and licence.
package struct ListFile: Sendable {
  /// What the entries are.
  package enum Kind: String, CaseIterable, Sendable {
    case hosts, words, suffixes
    /// Networks of IPv4 addresses: `192.0.2.0/24`.
    case addresses

    /// True when hosts can be looked up in the list.
    package var namesHosts: Bool { self == .hosts || self == .suffixes }
  }

  /// The name that rules use.
  package let name: String
  package let title: String
  package let kind: Kind
  /// The day the list was compiled.
  package let date: String
  package let licence: String
  package let sources: [String]
  /// The entries of each group; a list without groups has one named "".
  package private(set) var groups: [(name: String, entries: [String])]
  /// How many entries of each group are in which language, where the file says it: by group and language.
  package private(set) var languages: [String: [String: Int]] = [:]

  /// All entries.
  package var entries: [String] { groups.flatMap(\.entries) }

  /// Adds entries to a group, which is new when there is none of that name.
  mutating func add(_ entries: [String], toGroup name: String) {
    if let index = groups.firstIndex(where: { $0.name == name }) {
      groups[index].entries += entries
    } else {
      groups.append((name, entries))
    }
  }

  /// Reads a list file.
  package init(parsing bytes: [UInt8], file: String) throws(YAMLProblems) {
    let document = try YAMLDocument(parsing: bytes, file: file)
    let reader = YAMLReader(document)
    self = try reader.finish(ListFile(reader, document.root))
  }

  private init?(_ reader: YAMLReader, _ root: YAMLNode) {
    let known = [
      "list", "title", "kind", "date", "licence", "sources", "note", "entries", "groups",
    ]
    guard let keys = reader.mapping(root, known: known) else { return nil }
    let name = reader.string(keys.required("list"))
    let title = reader.string(keys.required("title"))
    let kind = reader.oneOf(keys.required("kind"), as: Kind.self)
    let date = reader.string(keys.required("date"))
    let licence = reader.string(keys.required("licence"))
    sources = reader.strings(keys.required("sources")) ?? []
    var groups: [(name: String, entries: [String])] = []
    var languages: [String: [String: Int]] = [:]
    let named = (reader.entries(keys.optional("groups")) ?? []).map { ($0.name, $0.value) }
    for (name, node) in (keys.optional("entries").map { [("", $0)] } ?? []) + named {
      let entries = ListFile.entries(node, ofGroup: name, reader, languages: &languages)
      groups.append((name, entries))
    }
    if kind == .addresses {
      let groups = reader.entries(keys.optional("groups")) ?? []
      for node in [keys.optional("entries")] + groups.map(\.value) {
        ListFile.checkAddresses(node, reader)
      }
    }
    if groups.isEmpty { reader.report("a list needs entries or groups", at: root) }
    guard let name, let title, let kind, let date, let licence else { return nil }
    self.name = name
    self.title = title
    self.kind = kind
    self.date = date
    self.licence = licence
    self.groups = groups
    self.languages = languages
  }

  /// Reads the entries of a group: a list, or lists by language, which are counted.
  private static func entries(
    _ node: YAMLNode, ofGroup name: String, _ reader: YAMLReader,
    languages: inout [String: [String: Int]]
  ) -> [String] {
    guard case .mapping = node.content else { return reader.strings(node) ?? [] }
    var entries: [String] = []
    for entry in reader.entries(node) ?? [] {
      let code = entry.name
      if !(2...3).contains(code.utf8.count) || !code.utf8.allSatisfy({ $0 &- 0x61 < 26 }) {
        reader.report(
          "'\(code)' is no code of a language such as de, or mul for several", at: entry.key)
      }
      let texts = reader.strings(entry.value) ?? []
      languages[name, default: [:]][code] = texts.count
      entries += texts
    }
    return entries
  }

  /// Reports entries that are no networks.
  static func checkAddresses(_ node: YAMLNode?, _ reader: YAMLReader) {
    for item in node.flatMap(reader.list) ?? [] {
      guard let text = item.text, AddressRanges.range(text) == nil else { continue }
      reader.report("'\(text)' is no network of IPv4 addresses such as 192.0.2.0/24", at: item)
    }
  }
}
