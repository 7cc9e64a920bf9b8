import SeededRandom
import Testing

@testable import WebAddress

@Suite struct URLPartsTests {
  struct Address: Sendable, CustomTestStringConvertible {
    var text: String
    var scheme = ""
    var host: String
    var port: UInt16?
    var path = ""
    var query = ""
    var fragment = ""
    var hasUserinfo = false
    var testDescription: String { text }
  }

  static let addresses = [
    Address(
      text: "https://example.com/a?b#c", scheme: "https", host: "example.com", path: "/a",
      query: "b", fragment: "c"),
    Address(text: "example.com/x", host: "example.com", path: "/x"),
    Address(text: "example.com", host: "example.com"),
    Address(text: "example.com:8080/x", host: "example.com", port: 8080, path: "/x"),
    Address(text: "//host/x", host: "host", path: "/x"),
    Address(text: "HTTP://EXAMPLE.COM/A", scheme: "HTTP", host: "EXAMPLE.COM", path: "/A"),
    Address(text: " \t http://a.test/ \r\n", scheme: "http", host: "a.test", path: "/"),
    Address(
      text: "http://user:pw@a.test:81/", scheme: "http", host: "a.test", port: 81, path: "/",
      hasUserinfo: true),
    Address(
      text: "http://a@b@c.test/", scheme: "http", host: "c.test", path: "/", hasUserinfo: true),
    Address(
      text: "http://[2001:db8::1]:80/a", scheme: "http", host: "[2001:db8::1]", port: 80, path: "/a"
    ),
    Address(
      text: "http://a.test?q=/#f?", scheme: "http", host: "a.test", query: "q=/", fragment: "f?"),
    Address(text: "http://a.test#f", scheme: "http", host: "a.test", fragment: "f"),
    Address(text: "http:///a.test/x", scheme: "http", host: "a.test", path: "/x"),
    Address(text: "http:a.test", scheme: "http", host: "a.test"),
    Address(text: "http:\\\\a.test\\x", scheme: "http", host: "a.test", path: "\\x"),
    Address(text: "http://a.test:/x", scheme: "http", host: "a.test", path: "/x"),
    Address(text: "ftp://a.test/x", scheme: "ftp", host: "a.test", path: "/x"),
    Address(text: "192.0.2.1/x", host: "192.0.2.1", path: "/x"),
    Address(text: "http://localhost/x y", scheme: "http", host: "localhost", path: "/x y"),
  ]

  @Test(arguments: addresses)
  func `every part is found where it stands`(_ address: Address) throws {
    let bytes = Array(address.text.utf8)
    let parts = try URLParts(scanning: bytes.span)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(text(parts.scheme) == address.scheme)
    #expect(text(parts.host) == address.host)
    #expect(parts.port == address.port)
    #expect(text(parts.path) == address.path)
    #expect(text(parts.query) == address.query)
    #expect(text(parts.fragment) == address.fragment)
    #expect(parts.hasUserinfo == address.hasUserinfo)
    #expect(parts.isHTTP == (address.scheme != "ftp"))
  }

  @Test(arguments: [
    ("", URLParts.Refusal.empty), ("  \t", .empty), ("mailto:a@b.test", .otherScheme),
    ("javascript:void(0)", .otherScheme), ("android-app://com.example", .otherScheme),
    ("tel:12345", .otherScheme), ("chrome-extension://abc/x", .otherScheme),
    ("http://", .noHost), ("http:///", .noHost), ("http://user@/x", .noHost), ("/path", .noHost),
    ("-", .noHost), ("just", .noHost), ("(not set)", .blankInHost), ("http://a b/", .blankInHost),
    ("http://a\tb.test/", .blankInHost), ("two words", .blankInHost),
    ("http://a.test:x/", .badPort), ("http://a.test:65536/", .badPort),
    ("http://a.test/" + String(repeating: "a", count: 8_192), .tooLong),
  ])
  func `what is no web address is refused with the reason`(
    _ text: String, _ reason: URLParts.Refusal
  ) {
    let bytes = Array(text.utf8)
    #expect(throws: reason) { try URLParts(scanning: bytes.span) }
  }

  @Test func `any bytes are taken or refused, and ranges stay inside`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("http:/\\.@#?[]%aZ0 \u{FF0E}é".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<random.below(24)).map { _ in alphabet[random.below(alphabet.count)] }
      guard let parts = try? URLParts(scanning: bytes.span) else { continue }
      let order = [
        parts.scheme.lowerBound, parts.scheme.upperBound, parts.authority.lowerBound,
        parts.host.lowerBound, parts.host.upperBound, parts.path.lowerBound,
        parts.query.lowerBound, parts.query.upperBound, parts.fragment.lowerBound,
        parts.fragment.upperBound, bytes.count,
      ]
      #expect(order == order.sorted(), "seed \(seed): \(bytes)")
    }
  }

  @Test(arguments: [
    ("example.com", "http://example.com/"),
    ("HTTPS://Example.COM:443/A?b=C#d", "https://example.com/A?b=C"),
    ("http://example.com.:8080?x", "http://example.com:8080/?x"),
    ("http://user@b\u{FC}cher.test/\u{FC}", "http://xn--bcher-kva.test/\u{FC}"),
    ("//EXAMPLE.com/a//b/../c", "http://example.com/a//b/../c"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("https://a.test:80/", "https://a.test:80/"),
    ("FTP://a.test:21/x", "ftp://a.test:21/x"),
  ])
  func `equal addresses have equal keys`(_ text: String, _ key: String) {
    let bytes = Array(text.utf8)
    #expect(URLParts.key(of: bytes.span).map { String(decoding: $0, as: UTF8.self) } == key)
  }

  @Test func `a key that cannot be made leaves the buffer as it was`() throws {
    let bytes = Array("http://1.2.3.999/".utf8)
    var key: [UInt8] = [1, 2, 3]
    let parts = try URLParts(scanning: bytes.span)
    #expect(parts.appendKey(of: bytes.span, to: &key) == nil)
    #expect(key == [1, 2, 3])
  }
}
