import DelimitedText
import LinkModel
import OutputText

/// domains.csv: one line a referring domain.
public struct DomainsCSV {
  private var writer = DelimitedWriter()
  private let verdicts = Verdict.names
  private let classes = LinkClass.names
  private let placements = Placement.names

  /// A file that holds its header.
  public init() {
    writer.record([
      "domain", "verdict", "class", "score", "value", "entry", "links", "source_pages",
      "target_pages", "followed_links", "top_anchor", "first_seen", "last_seen", "rules", "reason",
      "authority", "languages", "relation", "placement", "lost_links",
    ])
  }

  /// Adds a line. The score is rounded to whole points, half up.
  public mutating func append(_ row: DomainRow) {
    writer.record([
      row.domain, verdicts[Int(row.verdict.rawValue)], classes[Int(row.linkClass.rawValue)],
      CSVText.points(row.score),
      DecimalText.fixed(thousandths: row.value), row.entry, String(row.links),
      String(row.sourcePages), String(row.targetPages), String(row.followedLinks), row.topAnchor,
      CSVText.moment(row.firstSeen), CSVText.moment(row.lastSeen), CSVText.rules(row.rules),
      row.reason, row.authority.map { DecimalText.short(thousandths: $0) } ?? "",
      row.languages.joined(separator: " "), row.relation, placements[Int(row.placement.rawValue)],
      String(row.lostLinks),
    ])
  }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
