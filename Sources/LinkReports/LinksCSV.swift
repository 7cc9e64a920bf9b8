import DelimitedText
import LinkModel

/// links.csv: one line a link, in the order they are appended.
public struct LinksCSV {
  private var writer = DelimitedWriter()

  /// A file that holds its header.
  public init() {
    writer.record([
      "source_url", "target_url", "anchor", "verdict", "score", "rules", "reason", "source_domain",
      "first_seen", "last_seen", "exporters",
    ])
  }

  /// Adds a line. The score is rounded to whole points, half up.
  public mutating func append(_ line: LinkLine) {
    writer.record([
      line.sourceURL, line.targetURL, line.anchor, line.verdict.name, CSVText.points(line.score),
      CSVText.rules(line.rules), line.reason, line.sourceDomain, CSVText.moment(line.firstSeen),
      CSVText.moment(line.lastSeen), line.exporters.joined(separator: " "),
    ])
  }

  /// How many bytes wait to be taken.
  public var count: Int { writer.bytes.count }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
