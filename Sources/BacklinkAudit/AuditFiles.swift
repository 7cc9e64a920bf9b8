package import ByteStreams
import LinkModel
package import LinkReports

/// Writes the files of an audit: all of a site together, disavow.txt last.
package struct AuditFiles {
  private static let rowsAtOnce = 256

  private let files: FileSet
  private let links: ByteWriter
  private var linksCSV = LinksCSV()
  /// Whether a disavow.txt of an earlier run is left in place.
  package private(set) var keepsOlder = false

  /// Prepares the files of one site in a directory, which is made when it is not there.
  ///
  /// - Throws: ``StreamError``, also when a file of the user's stands where a report is to go.
  package init(directory: String) throws(StreamError) {
    try AuditFiles.check(directory)
    files = try FileSet(directory: directory)
    links = try files.add("links.csv")
  }

  /// Throws when a file of the user's stands in a directory where a report is to go.
  package static func check(_ directory: String) throws(StreamError) {
    for report in ReportFile.allCases {
      try ReportPlace.check("\(directory)/\(report.name)", for: report)
    }
  }

  /// The names of the files that are no reports.
  package static let disavowNames = ["disavow.txt", "disavow.held.txt", "disavow.overflow.txt"]

  /// Adds a line to links.csv.
  package mutating func append(_ line: LinkLine) throws(StreamError) {
    linksCSV.append(line)
    if linksCSV.count > 1 << 16 {
      let bytes = linksCSV.takeBytes()
      try links.write(bytes.span)
    }
  }

  /// Writes the other files and puts all in place.
  package mutating func commit(_ result: SiteResult, rejects: RejectLog) throws {
    let rest = linksCSV.takeBytes()
    try links.write(rest.span)
    let shown = try addDomains(result.domains)
    try rejects.write(to: files.add("rejects.csv"))
    try add("summary.json", SummaryJSON.render(result.summary))
    try add("summary.md", Array(SummaryMarkdown.render(result.summary).utf8))
    try addReport(result, shown)
    if !result.overflow.isEmpty {
      try add("disavow.overflow.txt", Array((result.overflow.joined(separator: "\n") + "\n").utf8))
    }
    try add(result.isHeld ? "disavow.held.txt" : "disavow.txt", result.disavow)
    // An older disavow.txt stays, also when this one is held: it may be what is uploaded, and hold the
    // user's own lines.
    files.outdate("disavow.held.txt")
    files.outdate("disavow.overflow.txt")
    keepsOlder = result.isHeld && exists("disavow.txt")
    try files.commit()
  }

  /// Writes the tables of domains, a row at a time, and gives back the rows that the report page shows.
  private func addDomains(_ rows: DomainRows) throws(StreamError) -> [DomainRow] {
    let (domainsFile, outreachFile) = (try files.add("domains.csv"), try files.add("outreach.csv"))
    var domains = DomainsCSV()
    var outreach = OutreachCSV()
    func write() throws(StreamError) {
      let (domainBytes, outreachBytes) = (domains.takeBytes(), outreach.takeBytes())
      try domainsFile.write(domainBytes.span)
      try outreachFile.write(outreachBytes.span)
    }
    let places = rows.shownPlaces
    var shown: [DomainRow] = []
    shown.reserveCapacity(places.count)
    for place in rows.indices {
      let row = rows[place]
      if shown.count < places.count, places[shown.count] == place { shown.append(row) }
      domains.append(row)
      outreach.append(row)
      if place % AuditFiles.rowsAtOnce == 0 { try write() }
    }
    try write()
    return shown
  }

  private func addReport(_ result: SiteResult, _ shown: [DomainRow]) throws(StreamError) {
    let file = try files.add("report.html")
    var failure: StreamError?
    ReportPage.write(
      result.summary, shown: shown, total: result.domains.count, disavow: result.disavow
    ) { piece in
      do throws(StreamError) {
        if failure == nil { try file.write(piece.span) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  private func exists(_ name: String) -> Bool {
    (try? FileSource(path: files.directory + "/" + name)) != nil
  }

  private func add(_ name: String, _ bytes: [UInt8]) throws(StreamError) {
    try files.add(name).write(bytes.span)
  }
}
