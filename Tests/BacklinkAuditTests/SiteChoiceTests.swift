import Foundation
import LinkModel
import LinkReports
import Testing

@testable import BacklinkAudit

@Suite struct SiteChoiceTests {
  static let names: [(String, String?)] = [
    ("https___www.shop.example_-Latest links-2026-09-30.csv", "www.shop.example"),
    ("http___shop.example_-Latest links-2026-09-30.csv", "shop.example"),
    ("a/b/shop.example-Latest links-2026-09-30.csv", "shop.example"),
    ("shop.example-More sample links-2026-09-30.csv", "shop.example"),
    ("shop.example-Top linking sites-2026-09-30.csv", "shop.example"),
    ("my-latest-shop.example-Latest links.csv", "my-latest-shop.example"),
    ("https___WWW.Shop.EXAMPLE_-Latest links.csv", "www.shop.example"),
    ("shop.example.csv.gz", "shop.example"),
    ("xn--lmpchen-5wa.xn--p1ai-Latest links.csv", "xn--lmpchen-5wa.xn--p1ai"),
    ("links.csv", nil),
    ("links.v2.csv", nil),
    ("links-2026.09.30.csv", nil),
    ("Latest links", nil),
    ("", nil),
    ("_-Latest", nil),
  ]

  @Test(arguments: names)
  func `a file's name tells the property of Search Console`(_ name: String, _ property: String?) {
    #expect(FileName.property(of: name) == property)
  }

  static let hosts: [(String, String, Bool)] = [
    ("shop.example", "shop.example", true),
    ("www.shop.example", "shop.example", true),
    ("myshop.example", "shop.example", false),
    ("example", "shop.example", false),
    ("shop.example.org", "shop.example", false),
  ]

  @Test(arguments: hosts)
  func `a host belongs to another by whole labels`(
    _ host: String, _ parent: String, _ isBelow: Bool
  ) {
    #expect(Hosts.isHost(host, atOrBelow: parent) == isBelow)
  }

  /// An audit of exports with these rows of source and target.
  private func audit(
    _ exports: [[String]], configure: (inout AuditOptions) -> Void = { _ in }
  ) throws -> Audit {
    var options = AuditOptions()
    configure(&options)
    let audit = try Audit(pack: RulePack(.builtIn), options: options)
    for rows in exports {
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("export-\(UUID().uuidString).csv")
      defer { try? FileManager.default.removeItem(at: url) }
      let text = (["Source URL,Target URL"] + rows).joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: url)
      audit.add(path: url.path)
    }
    return audit
  }

  private static let mixed = [
    "https://a.example/,https://shop.example/", "https://b.example/,https://www.shop.example/x",
    "https://c.example/,https://inn.example/",
  ]

  @Test func `without a site the commonest target of each input is one`() throws {
    let inns = ["https://a.example/,https://inn.example/"]
    let audit = try audit([Self.mixed, inns])
    #expect(audit.sites == ["inn.example", "shop.example"])
    #expect(audit.counts.used == 3)
    #expect(audit.counts.skipped == ["other target": 1])
  }

  @Test func `a site that is named takes its rows alone`() throws {
    let audit = try audit([Self.mixed]) { $0.sites = ["inn.example"] }
    #expect(audit.sites == ["inn.example"])
    #expect(audit.counts.used == 1)
    #expect(audit.counts.skipped == ["other target": 2])
  }

  @Test func `of several sites each takes its rows`() throws {
    let audit = try audit([Self.mixed]) { $0.sites = ["inn.example", "shop.example"] }
    #expect(audit.sites == ["inn.example", "shop.example"])
    #expect(audit.counts.used == 3)
  }

  @Test func `pages of the site and of own hosts are no referring domains`() throws {
    let rows = [
      "https://www.shop.example/a,https://shop.example/",
      "https://mine.example/,https://shop.example/",
      "https://www.mine.example/x,https://shop.example/",
      "https://notmine.example/,https://shop.example/",
    ]
    let audit = try audit([rows]) { $0.own = ["mine.example"] }
    #expect(audit.counts.skipped == ["internal": 3])
    let result = try #require(try audit.result(for: "shop.example", files: .init()) { _ in })
    #expect(result.domains.map(\.domain) == ["notmine.example"])
  }

  @Test func `the referring domain of a name or an address is found`() throws {
    let audit = try audit([])
    #expect(Audit.referringDomain(of: "https://WWW.foo.co.uk/x", audit.pack) == "foo.co.uk")
    #expect(Audit.referringDomain(of: "a.spam.blogspot.com", audit.pack) == "spam.blogspot.com")
    #expect(Audit.referringDomain(of: "", audit.pack) == nil)
  }
}
