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
    writer.field(row.domain)
    writer.field(verdicts[Int(row.verdict.rawValue)])
    writer.field(classes[Int(row.linkClass.rawValue)])
    writer.field(CSVText.points(row.score))
    writer.field(DecimalText.fixed(thousandths: row.value))
    writer.field(row.entry)
    writer.field(String(row.links))
    writer.field(String(row.sourcePages))
    writer.field(String(row.targetPages))
    writer.field(String(row.followedLinks))
    writer.field(row.topAnchor)
    writer.field(CSVText.moment(row.firstSeen))
    writer.field(CSVText.moment(row.lastSeen))
    writer.field(CSVText.rules(row.rules))
    writer.field(row.reason)
    writer.field(row.authority.map { DecimalText.short(thousandths: $0) } ?? "")
    writer.field(row.languages.joined(separator: " "))
    writer.field(row.relation)
    writer.field(placements[Int(row.placement.rawValue)])
    writer.field(String(row.lostLinks))
    writer.endRecord()
  }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
