/// A field of the common record: what an exporter or a log can say about one backlink.
///
/// The raw value is the field's number in a ``RecordLayout``. Names, kinds and meanings stand in one
/// table (`Field+Table.swift`), from which docs/fields.md is generated.
public enum Field: UInt8, CaseIterable, Sendable {
  case kind, tool, report, file, line
  case sourceURL, sourceHost, sourceDomain, sourcePath
  case targetURL, targetHost, targetDomain, targetPath
  case anchor, altText, contextBefore, contextAfter, sourceTitle
  case linkTypes, nofollow, ugc, sponsored
  case placement, inContent, sitewide
  case linkCount, firstSeen, lastSeen, lostAt, crawledAt, status
  case sourceHTTP, targetHTTP, externalLinks, internalLinks, linkedDomains
  case pageScore, domainScore, trust, citation, spamScore, toxicity, toolSpamFlag
  case pageTraffic, domainTraffic, ip, country, languages, platforms
  case hits, botHits, clients, hitType, granularity, referrerClass, statusCounts
  case metrics, extra

  /// The key in rules, mapping files, `convert` and documentation: `source_url`.
  public var name: String { Field.table[Int(rawValue)].name }

  /// What values the field takes.
  public var kind: FieldKind { Field.table[Int(rawValue)].kind }

  /// One sentence on what the field means, with units and ranges.
  public var meaning: String { Field.table[Int(rawValue)].meaning }

  /// The field of that name, or nil.
  public init?(named name: String) {
    guard let field = Field.byName[name] else { return nil }
    self = field
  }

  private static let byName = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// What values a field takes, and so how a cell of a batch stores them.
public enum FieldKind: Hashable, Sendable {
  /// Text as the exporter wrote it, in UTF-8.
  case text
  /// A list of words, kept as text with ", " between them.
  case list
  /// True or false.
  case flag
  /// A whole number, 0 or more.
  case integer
  /// A number with up to three decimals, stored in thousandths.
  case decimal
  /// A day, or a second, in UTC.
  case moment
  /// One of a closed list of words, stored as its index.
  case choice([String])
  /// Any of a closed list of words, stored as a bit set.
  case choices([String])
}
