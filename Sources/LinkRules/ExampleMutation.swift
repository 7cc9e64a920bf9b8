import LinkModel
import WebAddress

/// A change to the records of an example that must not change what a rule says of them.
enum ExampleMutation: String, CaseIterable {
  case upperCase = "anchor, title and texts in upper case"
  case reversed = "records in reverse order"
  case trailingDot = "hosts with a trailing dot"
  case www = "source hosts with www."

  /// Whether the change is fair to a rule: one that looks at raw text may well know letter case.
  func applies(to rule: Rule) -> Bool {
    self != .upperCase || !rule.condition.isRaw
  }

  /// The records after the change.
  func applied(to links: [ExampleLink]) -> [ExampleLink] {
    switch self {
    case .reversed: return links.reversed()
    case .upperCase: return links.map(ExampleMutation.upperCased)
    case .trailingDot:
      return links.map { link in
        var link = link
        link.from = ExampleMutation.rewritingHost(of: link.from) { $0 + "." }
        link.to = ExampleMutation.rewritingHost(of: link.to) { $0 + "." }
        return link
      }
    case .www:
      return links.map { link in
        var link = link
        link.from = ExampleMutation.rewritingHost(of: link.from) { host in
          // A host with its own sub-domain, or an address in figures, has no www form.
          let labels = host.split(separator: ".")
          return labels.count == 2 ? "www." + host : host
        }
        return link
      }
    }
  }

  private static func upperCased(_ link: ExampleLink) -> ExampleLink {
    var link = link
    for (field, value) in link.fields where field.isText && !field.isAddress {
      guard case .text(let text) = value else { continue }
      let upper = text.uppercased()
      // Where letters have no upper case of their own, the change would be another text.
      if upper.lowercased() == text.lowercased() { link.fields[field] = .text(upper) }
    }
    return link
  }

  private static func rewritingHost(of address: String, _ change: (String) -> String) -> String {
    let bytes = Array(address.utf8)
    guard let parts = try? URLParts(scanning: bytes.span) else { return address }
    let host = String(decoding: bytes[parts.host], as: UTF8.self)
    guard !host.isEmpty, !host.hasSuffix("."), !host.hasPrefix("[") else { return address }
    return String(decoding: bytes[..<parts.host.lowerBound], as: UTF8.self) + change(host)
      + String(decoding: bytes[parts.host.upperBound...], as: UTF8.self)
  }
}
