import Testing

@testable import ReferrerLogs

@Suite struct CopiedPageTests {
  private func page(_ referrer: String, onlyAMP: Bool = false) -> String? {
    let bytes = Array(referrer.utf8)
    var page: [UInt8] = []
    guard let address = SourceAddress(scanning: bytes.span),
      CopiedPage.write(of: bytes.span, address, onlyAMP: onlyAMP, to: &page)
    else { return nil }
    return String(decoding: page, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("https://www-shop-example.cdn.ampproject.org/", "https://www.shop.example/"),
      (
        "https://my--shop-example.cdn.ampproject.org/v/s/my-shop.example/p?amp=1",
        "https://my-shop.example/p?amp=1"
      ),
      ("https://www.google.com/amp/s/blog.example/post", "https://blog.example/post"),
      ("https://www.google.com/amp/blog.example/post", "http://blog.example/post"),
      (
        "https://my--shop-example.translate.goog/p?_x_tr_sl=de&_x_tr_tl=en",
        "https://my-shop.example/p"
      ),
      (
        "https://translate.google.com/translate?hl=en&u=https%3A%2F%2Fblog.example%2Fp%3Fx%3D1&prev=y",
        "https://blog.example/p?x=1"
      ),
      (
        "https://webcache.googleusercontent.com/search?q=cache:abc:http://blog.example/p+lamp&hl=en",
        "http://blog.example/p"
      ),
      (
        "https://web.archive.org/web/20250517100503/http://blog.example/p?x=1&y=2",
        "http://blog.example/p?x=1&y=2"
      ),
      ("https://www.google.com/", nil), ("https://www.google.com/search?q=lamp", nil),
      ("https://www.google.com/amp/s/nothing", nil), ("https://web.archive.org/", nil),
      ("https://shop.translate.goog/", nil),
    ] as [(String, String?)])
  func `a copy stands for the page that it shows`(_ referrer: String, _ expected: String?) {
    #expect(page(referrer) == expected)
  }

  @Test func `a search engine shows copies below amp alone, its results are visits from it`() {
    let result = "https://www.google.com/url?sa=t&url=https%3A%2F%2Fblog.example%2Fpost"
    #expect(page(result, onlyAMP: true) == nil)
    let amp = "https://www.google.com/amp/s/blog.example/post"
    #expect(page(amp, onlyAMP: true) == "https://blog.example/post")
  }
}
