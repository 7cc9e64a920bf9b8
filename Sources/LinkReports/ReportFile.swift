/// The reports of an audit, known again by how they begin.
package enum ReportFile: String, CaseIterable, Sendable {
  case domains = "domains.csv"
  case links = "links.csv"
  case outreach = "outreach.csv"
  case rejects = "rejects.csv"
  case summary = "summary.json"
  case text = "summary.md"
  case page = "report.html"

  /// How many bytes tell a report.
  package static let headLength = 256

  /// The report that begins with these bytes; nil when they are of something else.
  ///
  /// - Parameter head: The first ``headLength`` bytes, or all.
  package init?(startingWith head: some Collection<UInt8>) {
    guard let report = ReportFile.allCases.first(where: { head.starts(with: $0.opening.utf8) })
    else { return nil }
    self = report
  }

  /// The name of the file in the directory of an audit.
  package var name: String { rawValue }

  /// What it begins with, whatever it holds; long enough to be no other tool's.
  private var opening: String {
    switch self {
    case .domains: "domain,verdict,class,score,"
    case .links: "source_url,target_url,anchor,verdict,"
    case .outreach: "domain,verdict,page,target,"
    case .rejects: "file,line,reason,detail,raw"
    case .summary: "{\n  \"schema\": \"backlinks-"
    case .text: "# Backlinks of "
    case .page:
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="backlinks">
      """
    }
  }
}
