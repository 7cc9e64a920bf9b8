import DelimitedText
import LinkModel

/// outreach.csv: whom to ask for the removal of links, one line a domain to review or to disavow.
public struct OutreachCSV {
  private var writer = DelimitedWriter()

  /// A file that holds its header.
  public init() {
    writer.record([
      "domain", "verdict", "page", "target", "anchor", "links", "first_seen", "reason", "state",
      "note",
    ])
  }

  /// Adds a domain with its strongest page; a domain that is kept or ignored is left out.
  ///
  /// State and note are for the one who asks: `asked`, `removed`, `refused`, as a decisions file has them.
  public mutating func append(_ row: DomainRow) {
    guard row.verdict >= .review else { return }
    let page = row.evidence.samples.first
    writer.record([
      row.domain, row.verdict.name, page?.sourceURL ?? "", page?.targetURL ?? "",
      page?.anchor ?? "", String(row.links), CSVText.moment(row.firstSeen), row.reason, "", "",
    ])
  }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
