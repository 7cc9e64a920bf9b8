import Testing

@testable import BacklinkExports

@Suite struct HeaderNameTests {
  static let spellings: [(raw: String, normal: String)] = [
    ("Referring page URL", "referring page url"),
    ("referring_page_url", "referring page url"),
    ("  Referring  Page\u{A0}URL ", "referring page url"),
    ("\u{FEFF}Source url", "source url"),
    ("Source\u{200B} url", "source url"),
    ("Ref. page checked", "ref page checked"),
    ("url/from", "url from"),
    ("Anchor\ntext", "anchor text"),
    ("URL Rating (desc)", "url rating"),
    ("URL Rating (ASC)", "url rating"),
    ("Size (Bytes)", "size (bytes)"),
    ("(desc)", ""),
    ("ДОМЕН", "домен"),
    ("", ""),
    ("#", "#"),
  ]

  @Test(arguments: spellings)
  func `spellings of one name are equal`(_ example: (raw: String, normal: String)) {
    #expect(HeaderName(example.raw).text == example.normal)
  }
}
