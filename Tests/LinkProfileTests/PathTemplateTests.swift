import ByteKeys
import Testing

@testable import LinkProfile

@Suite struct PathTemplateTests {
  private func hash(_ path: String) -> UInt64? {
    let bytes = Array(path.utf8)
    var pattern: [UInt8] = []
    return PathTemplate.hash(bytes.span, KeyedHash(), &pattern)
  }

  static let equal: [(left: String, right: String)] = [
    ("/domain-list-415", "/domain-list-77"),
    ("/catalog-page-1/item", "/catalog-page-22/item"),
    ("/go_out.php?id=1", "/go_out.php?id=4711"),
    ("/site-info/a1b2c3d4e5f60718", "/site-info/00ff11ee22dd33cc"),
  ]

  @Test(arguments: equal)
  func `pages of one generator have one pattern`(_ example: (left: String, right: String)) {
    #expect(hash(example.left) != nil)
    #expect(hash(example.left) == hash(example.right))
  }

  static let unequal: [(left: String, right: String)] = [
    ("/domain-list-415", "/domain-index-415"),
    ("/domain-list-415", "/domain-list-415/x"),
    ("/top-sites?p=1", "/top-sites/p=1"),
  ]

  @Test(arguments: unequal)
  func `pages of other generators have others`(_ example: (left: String, right: String)) {
    #expect(hash(example.left) != hash(example.right))
  }

  static let common = [
    "", "/", "/2024/05/", "/2024/05/23/", "/about", "/blog/how-to-brew-green-tea/", "/?p=123",
    "/feed", "/tag/tea", "/index.html",
  ]

  @Test(arguments: common)
  func `a path that all sites share has none`(_ path: String) {
    #expect(hash(path) == nil)
  }
}
