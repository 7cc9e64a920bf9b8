import BacklinkAudit
import LinkModel
import LinkReports
import Foundation
import Testing

@Suite struct AuditSessionTests {
  private static let header =
    "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,"
    + "Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link"

  @Test func `a user of the library gets a report a site without naming a file of ours`() throws {
    let path = NSTemporaryDirectory() + "session-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = [
      "12,Lamps,https://lamps.example/a,https://shop.example/,Shop,10,5,false,false,false,true,"
        + "false,false,false,false,2026-01-02,2026-02-03,false,false",
      "0,Pills,https://pills.example/b,https://shop.example/,buy viagra online,90,5,false,false,"
        + "false,true,false,false,false,false,2026-01-02,2026-02-03,false,false",
    ]
    let text = ([AuditSessionTests.header] + rows).joined(separator: "\n")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))

    let session = try AuditSession(sites: ["shop.example"])
    session.add(path: path)
    let reports = try session.finish()
    #expect(reports.map(\.site) == ["shop.example"])
    #expect(reports.first?.domains.map(\.domain) == ["lamps.example", "pills.example"])
    #expect(reports.first?.domains.map(\.verdict.name) == ["keep", "disavow-domain"])
    let disavow = String(decoding: reports.first?.disavow ?? [], as: UTF8.self)
    #expect(disavow.hasSuffix("domain:pills.example\n\n"))
  }
}
