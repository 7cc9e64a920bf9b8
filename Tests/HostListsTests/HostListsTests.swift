import HostLists
import Testing

@Suite struct HostListsTests {
  static let lists = HostLists([
    ("known", ["example.com", "a.b.test"]),
    ("government", ["gov", "gov.*", "ac.uk"]),
    ("also", ["example.com"]),
  ])

  static let hosts: [(host: String, lists: [String])] = [
    ("example.com", ["known", "also"]),
    ("news.example.com", ["known", "also"]),
    ("notexample.com", []),
    ("com", []),
    ("example.com.test", []),
    ("a.b.test", ["known"]),
    ("b.test", []),
    ("gov", ["government"]),
    ("state.gov", ["government"]),
    ("city.gov.example", ["government"]),
    ("gov.example", ["government"]),
    ("gov.city.example", []),
    ("notgov.example", []),
    ("oxbridge.ac.uk", ["government"]),
    ("ac.example", []),
    ("", []),
  ]

  static let parents: [(host: String, exactly: [String], below: [String])] = [
    ("example.com", ["known", "also"], []), ("news.example.com", [], []),
    ("com", [], ["known", "also"]), ("b.test", [], ["known"]), ("test", [], ["known"]),
    ("a.b.test", ["known"], []), ("uk", [], ["government"]), ("other", [], []),
  ]

  @Test(arguments: parents)
  func `an entry can be asked for itself, and for what lies above it`(
    _ example: (host: String, exactly: [String], below: [String])
  ) {
    let host = Array(example.host.utf8)
    func names(_ mask: UInt64) -> [String] {
      Self.lists.names.filter { mask & Self.lists.mask(named: $0) != 0 }
    }
    #expect(names(Self.lists.mask(exactly: host.span)) == example.exactly)
    #expect(names(Self.lists.mask(below: host.span)) == example.below)
  }

  @Test(arguments: hosts)
  func `a host is on the lists that name it or a domain above it`(
    _ example: (host: String, lists: [String])
  ) {
    let host = Array(example.host.utf8)
    let mask = Self.lists.mask(of: host.span)
    let found = Self.lists.names.filter { mask & Self.lists.mask(named: $0) != 0 }
    #expect(found == example.lists, "\(example.host)")
  }

  @Test func `a list that is not there has no mask`() {
    #expect(Self.lists.mask(named: "nobody") == 0)
    #expect(Self.lists.mask(named: "also") == 4)
  }

  @Test func `sixty-four lists fit`() {
    let many = HostLists((0..<64).map { ("list\($0)", ["host\($0).test"]) })
    let host = Array("host63.test".utf8)
    #expect(many.mask(of: host.span) == 1 << 63)
    #expect(many.mask(named: "list63") == 1 << 63)
  }
}
