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
  /// State and note are those of a decisions file (`asked`, `removed`, `refused`), or left to the one who asks.
  public mutating func append(_ row: DomainRow) {
    guard row.verdict >= .review else { return }
    let page = row.evidence.samples.first
    writer.record([
      row.domain, row.verdict.name, page?.sourceURL ?? "", page?.targetURL ?? "",
      page?.anchor ?? "", String(row.links), CSVText.moment(row.firstSeen), row.reason,
      row.request?.choice.name ?? "", row.request?.note ?? "",
    ])
  }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
