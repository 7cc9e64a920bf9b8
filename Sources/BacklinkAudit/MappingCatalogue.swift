import BacklinkExports
import ReferrerLogs

/// docs/formats.md: every export and log that is understood, made from the mapping and format files.
package struct MappingCatalogue {
  private let pack: RulePack

  package init(_ pack: RulePack) {
    self.pack = pack
  }

  /// The page.
  package var markdown: String {
    let mappings = pack.mappings.mappings
    var text = """
      # Formats

      Made by `backlinks rules docs formats`; do not edit. [exporters.md](exporters.md) tells how to add one.

      ## Exports that are read

      A header must have the columns of the third column; others of a report may be missing. A column of all
      of a family of names ends in a star.

      | report | name | columns that must be there | rows | known from |
      |---|---|---|---|---|

      """
    for mapping in mappings where mapping.refusal == nil { text += row(mapping) }
    text += """

      ## Reports that are refused

      | report | name | columns that tell it | why, and what to take instead |
      |---|---|---|---|

      """
    for mapping in mappings {
      guard let refusal = mapping.refusal else { continue }
      text +=
        "| \(safe(mapping.title)) | `\(mapping.name)` | \(columns(mapping)) | \(safe(refusal)) |\n"
    }
    text += "\n## Logs\n\n| format | name |\n|---|---|\n"
    for format in pack.logFormats.formats {
      text += "| \(safe(format.title)) | `\(format.name)` |\n"
    }
    return text
  }

  private func row(_ mapping: Mapping) -> String {
    let rows =
      switch mapping.grain {
      case .link: "links"
      case .domain: "referring domains"
      case .referral: "visits"
      }
    return "| \(safe(mapping.title)) | `\(mapping.name)` | \(columns(mapping)) | \(rows) "
      + "| \(safe(mapping.documentation)) |\n"
  }

  private func columns(_ mapping: Mapping) -> String {
    func list(_ names: [String]) -> String {
      names.map { "`\(safe($0))`" }.joined(separator: ", ")
    }
    if mapping.isFallback { return "a name that many exporters use for the linking page or domain" }
    if mapping.isHeaderless { return "no header" }
    var text = list(mapping.required)
    if !mapping.any.isEmpty { text += "; one of \(list(mapping.any))" }
    if !mapping.forbidden.isEmpty { text += "; not \(list(mapping.forbidden))" }
    return text
  }

  /// A cell of a table: one line, no bars.
  private func safe(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
