import LinkModel
import OutputText

/// A mapping file to begin with, for a table that no mapping knows.
struct StarterMapping {
  /// How many columns are asked for to recognise the table again.
  private static let requiredLimit = 6

  /// The file's text.
  let text: String

  /// Guesses what the columns mean.
  ///
  /// - Parameters:
  ///   - names: The header, or the keys of JSON objects.
  ///   - addresses: Which columns hold web addresses.
  ///   - fallback: What columns of any tool mean, by name.
  ///   - separator: What stands between names in a header line.
  init(names: [String], addresses: [Int], fallback: Mapping?, separator: Character) {
    var meanings: [Int: [Field]] = [:]
    for rule in fallback?.fields ?? [] {
      guard case .column(let columns) = rule.source else { continue }
      let known = Set(columns.map(HeaderName.init))
      guard let column = names.indices.first(where: { known.contains(HeaderName(names[$0])) })
      else { continue }
      meanings[column, default: []].append(rule.field)
    }
    var open = addresses.filter { meanings[$0] == nil }
    for field in [Field.sourceURL, .targetURL] where !open.isEmpty {
      if meanings.values.contains(where: { $0.contains(field) }) { continue }
      meanings[open.removeFirst()] = [field]
    }
    func quoted(_ name: String) -> String {
      var json = JSONWriter(.compact)
      json.string(name)
      return String(decoding: json.bytes, as: UTF8.self)
    }
    var lines = [
      "# Save as DIR/mappings/my-export.yaml, correct it, and look again with --rules DIR.",
      "mapping: my-export", "title: My tool, Backlinks", "tool: my-tool", "report: backlinks",
      "match:",
      "  required: [\(names.prefix(StarterMapping.requiredLimit).map(quoted).joined(separator: ", "))]",
      "record: link", "fields:",
    ]
    for (column, name) in names.enumerated() {
      let fields = meanings[column] ?? []
      for field in fields { lines.append("  \(field.name): \(quoted(name))") }
      if fields.isEmpty { lines.append("  # not used: \(quoted(name))") }
    }
    if !meanings.values.contains(where: { $0.contains(.sourceURL) || $0.contains(.sourceDomain) }) {
      lines.append("  source_url: \(quoted(names.first ?? "")) # the column of the linking pages")
    }
    let header = names.map { name in
      name.contains(separator) || name.contains("\"") || name.contains("\n")
        ? "\""
          + name.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\"" : name
    }
    lines += ["samples:", "  - \(quoted(header.joined(separator: String(separator))))"]
    text = lines.joined(separator: "\n") + "\n"
  }
}
