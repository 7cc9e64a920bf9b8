import Testing

@testable import WebAddress

@Suite struct HostNameTests {
  private func canonical(_ host: String) -> (HostKind?, String) {
    let bytes = Array(host.utf8)
    var out: [UInt8] = [9]
    let kind = HostName.canonical(bytes.span, into: &out)
    return (kind, String(decoding: out, as: UTF8.self))
  }

  @Test(arguments: [
    ("example.com", "example.com", HostKind.name), ("Example.COM.", "example.com", .name),
    ("a_b.test", "a_b.test", .name), ("-x.test", "-x.test", .name),
    ("localhost", "localhost", .name),
    ("b\u{FC}cher.test", "xn--bcher-kva.test", .name),
    ("B%C3%9CCHER.test", "xn--bcher-kva.test", .name),
    ("fa\u{DF}.test", "xn--fa-hia.test", .name), ("a\u{3002}test", "a.test", .name),
    ("\u{FF41}.test", "a.test", .name), ("a\u{AD}b.test", "ab.test", .name),
    ("\u{2665}.test", "xn--g6h.test", .name), ("XN--A.test", "xn--a.test", .name),
    ("3com.0a", "3com.0a", .name), ("a.1b", "a.1b", .name),
    ("192.0.2.1", "192.0.2.1", .ipv4), ("0x7f.1", "127.0.0.1", .ipv4),
    ("017.0.0.1", "15.0.0.1", .ipv4),
    ("2130706433", "127.0.0.1", .ipv4), ("1.2.3.4.", "1.2.3.4", .ipv4),
    ("a.test..", "a.test", .name),
    ("[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]", .ipv6), ("[::]", "[::]", .ipv6),
    ("[1::]", "[1::]", .ipv6), ("[::ffff:192.0.2.1]", "[::ffff:c000:201]", .ipv6),
    ("2001:db8::1", "[2001:db8::1]", .ipv6), ("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]", .ipv6),
    ("a..test", "a..test", .irregular), ("a,b.test", "a,b.test", .irregular),
    ("\u{FFFD}.Test", "\u{FFFD}.test", .irregular), (".test", ".test", .irregular),
  ])
  func `a host has one canonical form`(_ host: String, _ form: String, _ kind: HostKind) {
    #expect(canonical(host) == (kind, form))
    #expect(canonical(form) == (kind, form), "canonical of canonical")
    let bytes = Array(host.utf8)
    #expect(!HostName.isCanonicalASCII(bytes.span) || (host == form && kind == .name))
  }

  @Test(arguments: [
    "", ".", "a b", "a%", "a%2", "a%zz", "a%00b", "a<b", "a|b", "a:b", "[::1", "[1::2::3]", "[]",
    "[:1]",
    "1.2.3.256", "1.2.3.4.5", "0x100000000", "09.1", "a.7", "\u{AD}", "a\u{FF05}b",
  ])
  func `what no browser takes for a host is refused`(_ host: String) {
    #expect(canonical(host) == (nil, ""))
  }

  @Test func `long labels and names are kept and flagged`() {
    let label = String(repeating: "a", count: 64)
    #expect(canonical("\(label).test") == (.irregular, "\(label).test"))
    let name = Array(repeating: String(repeating: "a", count: 49), count: 5).joined(separator: ".")
    #expect(canonical("\(name).test").0 == .irregular)
    #expect(canonical(String(name.dropFirst(2)) + ".abc").0 == .name)
  }

  @Test func `damaged UTF-8 is kept as text`() {
    var out: [UInt8] = []
    #expect(HostName.canonical([0x41, 0xFF, 0x2E, 0x42].span, into: &out) == .irregular)
    #expect(String(decoding: out, as: UTF8.self) == "a\u{FFFD}.b")
  }

  @Test func `a name can be shown in Unicode`() {
    let bytes = Array("xn--bcher-kva.test".utf8)
    #expect(HostName.unicodeText(bytes.span) == "b\u{FC}cher.test")
  }
}
