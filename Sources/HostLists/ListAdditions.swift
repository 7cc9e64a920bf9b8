import NearestName
import WebAddress
package import YAMLDocument

/// Entries that a user adds to lists of the rules.
package struct ListAdditions: Sendable {
  private struct Addition: Sendable {
    /// The name of the list, where it stands.
    let list: YAMLNode
    /// Entries by group; nil: without one.
    let groups: [(name: YAMLNode?, entries: YAMLNode)]
  }

  private var additions: [Addition] = []
  private var document: YAMLDocument?

  /// Nothing is added.
  package init() {}

  /// Reads the key `lists` of a configuration: for each list its new entries, or groups of them.
  package init(_ reader: YAMLReader, _ node: YAMLNode?) {
    document = reader.document
    for entry in node.flatMap(reader.entries) ?? [] {
      if case .mapping(let groups) = entry.value.content {
        additions.append(
          Addition(list: entry.key, groups: groups.map { ($0.key, $0.value) }))
      } else {
        additions.append(Addition(list: entry.key, groups: [(nil, entry.value)]))
      }
    }
  }

  /// The lists with the new entries.
  ///
  /// - Throws: A problem for each list that is not there and each entry that does not fit.
  package func applied(to lists: [ListFile]) throws(YAMLProblems) -> [ListFile] {
    guard let document else { return lists }
    let reader = YAMLReader(document)
    var lists = lists
    for addition in additions {
      guard let name = reader.oneOf(addition.list, lists.map(\.name)),
        let index = lists.firstIndex(where: { $0.name == name })
      else { continue }
      for (group, node) in addition.groups {
        let isNew = { (name: String) in !lists[index].groups.contains { $0.name == name } }
        if let group, let name = group.text, isNew(name),
          let near = nearest(to: name, in: lists[index].groups.map(\.name))
        {
          reader.report(
            "the list '\(lists[index].name)' has no group '\(name)'", at: group,
            hint: "did you mean '\(near)'?")
        }
        lists[index].add(
          ListAdditions.entries(node, of: lists[index].kind, reader), toGroup: group?.text ?? "")
      }
    }
    return try reader.finish(lists)
  }

  private static func entries(
    _ node: YAMLNode, of kind: ListFile.Kind, _ reader: YAMLReader
  ) -> [String] {
    let texts = reader.strings(node) ?? []
    switch kind {
    case .words: return texts
    case .addresses:
      ListFile.checkAddresses(node, reader)
      return texts
    case .hosts, .suffixes: break
    }
    return texts.map { text in
      let suffix = text.hasSuffix(".*") ? ".*" : ""
      let bytes = Array(text.dropLast(suffix.count).utf8)
      var host: [UInt8] = []
      if HostName.canonical(bytes.span, into: &host) == nil {
        reader.report("'\(text)' is not a host", at: node)
      }
      return String(decoding: host, as: UTF8.self) + suffix
    }
  }
}
