import HostLists
import LinkSafety
import Testing
import WebAddress

/// Guards of a shop, over a few suffixes and lists.
private let suffixText = """
  [icann]
  com
  test
  uk
  co.uk
  [private]
  clouds.test
  store.deep.test
  *.wild.test
  [platform]
  blogs.test
  [shared-host]
  pages.test
  """

private let ownSites = ["shop.com", "www.tea.co.uk"]
private let lists = HostLists([
  ("well-known", ["encyclopedia.test", "news.corp.test"]), ("government", ["gov.*"]),
  ("search-engines", ["finder.test"]), ("cdn-hosts", ["files.test"]), ("monitors", ["pings.test"]),
])

private func guards() throws -> LinkGuards {
  let list = Array(suffixText.utf8)
  return LinkGuards(
    ownSites: ownSites, allowed: ["partner.test"], brands: ["teahouse", "tea", "b\u{FC}cher"],
    suffixes: try SuffixList.parse(list.span), lists: lists)
}

@Suite struct HardGuardTests {
  static let entries: [(host: String, reason: Veto.Reason?)] = [
    ("shop.com", .ownSite),
    ("blog.shop.com", .ownSite),
    ("tea.co.uk", .ownSite),
    ("co.uk", .ownSite),
    ("com", .ownSite),
    ("partner.test", .allowed),
    ("news.partner.test", .allowed),
    ("test", .topLevelDomain),
    ("unlisted", .topLevelDomain),
    ("clouds.test", .platform),
    ("blogs.test", .platform),
    ("deep.test", .platform),
    ("wild.test", .platform),
    ("pages.test", .sharedHost),
    ("a.pages.test", .sharedHost),
    ("bad.blogs.test", nil),
    ("www.bad.blogs.test", nil),
    ("notshop.com", nil),
    ("shop.com.test", nil),
    ("bad.test", nil),
    ("notpartner.test", nil),
    ("encyclopedia.test", nil),
    ("192.0.2.7", nil),
  ]

  @Test(arguments: entries)
  func `no line is written for what must never be disavowed`(
    _ example: (host: String, reason: Veto.Reason?)
  ) throws {
    let host = Array(example.host.utf8)
    #expect(try guards().hardVeto(domainEntry: host.span)?.reason == example.reason)
  }

  @Test func `the veto names the site that it protects`() throws {
    let host = Array("www.shop.com".utf8)
    let veto = try guards().hardVeto(domainEntry: host.span)
    #expect(veto?.explanation == "it is, covers or belongs to the site shop.com")
  }

  @Test func `no host that is or covers an own site, a suffix or a platform passes`() throws {
    let guards = try guards()
    let labels = ["a", "www", "shop", "tea", "blogs", "clouds", "test", "com", "co", "uk", "bad"]
    let protected =
      ownSites + ["com", "test", "uk", "co.uk", "clouds.test", "blogs.test", "partner.test"]
    for _ in 0..<5_000 {
      let host = (0..<Int.random(in: 1...4)).map { _ in labels.randomElement() ?? "a" }
        .joined(separator: ".")
      let bytes = Array(host.utf8)
      let mustStay = protected.contains { $0 == host || $0.hasSuffix("." + host) }
      if mustStay { #expect(guards.hardVeto(domainEntry: bytes.span) != nil, "\(host)") }
    }
  }
}

@Suite struct SoftEntryTests {
  static let entries: [(host: String, reason: Veto.Reason?)] = [
    ("encyclopedia.test", .wellKnown), ("www.encyclopedia.test", .wellKnown),
    // The narrow line for one bad host of a good domain.
    ("spam.encyclopedia.test", nil), ("news.corp.test", .wellKnown), ("corp.test", .wellKnown),
    ("other.corp.test", nil), ("x.news.corp.test", nil), ("gov.test", .government),
    ("pharma.gov.test", nil), ("finder.test", .searchEngine), ("files.test", .cdn),
    ("my-tea-house.test", .brand), ("xn--bcher-kva.test", .brand), ("192.0.2.7", nil),
    ("bad.test", nil),
  ]

  @Test(arguments: entries)
  func `a line for a protected domain needs a word of the user`(
    _ example: (host: String, reason: Veto.Reason?)
  ) throws {
    let host = Array(example.host.utf8)
    #expect(try guards().softVeto(domainEntry: host.span)?.reason == example.reason)
  }
}

@Suite struct SoftGuardTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let domain: String
    var authority: Int64?
    var pageAuthority: Int64?
    var traffic: Int64?
    var visits: Int64 = 0
    let reason: Veto.Reason?
    var testDescription: String { "\(domain): \(reason.map(\.rawValue) ?? "nothing")" }
  }

  static let cases = [
    Case(domain: "encyclopedia.test", reason: .wellKnown),
    Case(domain: "city.gov.test", reason: .government),
    // One of its hosts is well known.
    Case(domain: "corp.test", reason: .wellKnown),
    Case(domain: "finder.test", reason: .searchEngine),
    Case(domain: "files.test", reason: .cdn),
    Case(domain: "pings.test", reason: nil),
    Case(domain: "other.test", authority: 60_000, reason: .authority),
    Case(domain: "other.test", authority: 59_999, reason: nil),
    Case(domain: "other.test", pageAuthority: 41_000, reason: .authority),
    Case(domain: "other.test", pageAuthority: 40_000, reason: nil),
    Case(domain: "other.test", traffic: 50_000, reason: .traffic),
    Case(domain: "other.test", traffic: 49_999, reason: nil),
    Case(domain: "other.test", visits: 1, reason: .visits),
    Case(domain: "my-tea-house.test", reason: .brand),
    Case(domain: "teahouse-fans.test", reason: .brand),
    // A brand of three letters stands in too many names.
    Case(domain: "steam.test", reason: nil),
    Case(domain: "other.test", reason: nil),
  ]

  @Test(arguments: cases)
  func `a domain that may be good is protected, with the reason`(_ example: Case) throws {
    let host = Array(example.domain.utf8)
    let veto = try guards().protection(
      of: example.domain, listed: lists.mask(of: host.span), authority: example.authority,
      pageAuthority: example.pageAuthority, traffic: example.traffic, visits: example.visits)
    #expect(veto?.reason == example.reason)
  }
}
