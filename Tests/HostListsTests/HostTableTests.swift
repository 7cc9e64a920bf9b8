import HostLists
import Testing
import WebAddress

@Suite struct HostTableTests {
  static func table() throws -> HostTable {
    let list = Array(
      "[icann]\ncom\ntest\n[platform]\nblogs.test\n[shared-host]\npages.test\n".utf8)
    return HostTable(
      suffixes: try SuffixList.parse(list.span),
      lists: HostLists([("known", ["example.com"]), ("deep", ["news.example.com"])]))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let host: String
    let domain: String
    let owner: String
    var isSuffix = false
    var isSharedHost = false
    var isAddress = false
    var testDescription: String { host }
  }

  static let cases = [
    Case(host: "example.com", domain: "example.com", owner: "example.com"),
    Case(host: "a.b.example.com", domain: "example.com", owner: "example.com"),
    Case(host: "www.user.blogs.test", domain: "user.blogs.test", owner: "blogs.test"),
    Case(host: "blogs.test", domain: "blogs.test", owner: "blogs.test", isSuffix: true),
    Case(host: "pages.test", domain: "pages.test", owner: "pages.test", isSharedHost: true),
    Case(host: "com", domain: "com", owner: "com", isSuffix: true),
    Case(host: "192.0.2.7", domain: "192.0.2.7", owner: "192.0.2.7", isAddress: true),
  ]

  @Test(arguments: cases)
  func `a host has its referring domain and the owner of that`(_ example: Case) throws {
    let table = try Self.table()
    let host = Array(example.host.utf8)
    let number = table.number(of: host.span)
    let domain = table.domain(table.host(number).domain)
    #expect(table.hostName(number) == example.host)
    #expect(table.domainName(table.host(number).domain) == example.domain)
    #expect(example.host.utf8.count - table.host(number).domainStart == example.domain.utf8.count)
    #expect(table.ownerName(domain.owner) == example.owner)
    #expect(domain.isSuffix == example.isSuffix)
    #expect(domain.isSharedHost == example.isSharedHost)
    #expect(domain.isAddress == example.isAddress)
  }

  @Test func `a host met again keeps its number, and hosts of one domain share it`() throws {
    let table = try Self.table()
    let names = ["a.example.com", "b.example.com", "a.example.com", "other.com"].map {
      Array($0.utf8)
    }
    #expect(names.map { table.number(of: $0.span) } == [0, 1, 0, 2])
    #expect(names.map { table.domain(of: $0.span) } == [0, 0, 0, 1])
  }

  @Test func `a host knows its own lists, its domain only those that name the domain`() throws {
    let table = try Self.table()
    let host = Array("news.example.com".utf8)
    let number = table.number(of: host.span)
    #expect(table.host(number).lists == 3)
    #expect(table.domain(table.host(number).domain).lists == 1)
  }
}
