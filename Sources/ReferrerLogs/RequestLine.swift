/// Where method and target lie in a request line.
///
/// The method ends at the first space, the target at the last one before `HTTP/`; so a target may hold
/// spaces, and a request of HTTP/0.9 has no version.
package struct RequestLine: Equatable, Sendable {
  /// `GET`.
  package let method: Range<Int>
  /// `/path?query`, or an absolute URL.
  package let target: Range<Int>

  /// Splits a request line, already unescaped; nil for `-`, an empty or a binary request.
  package init?(splitting text: Span<UInt8>) {
    var space = 0
    while space < text.count, text[space] != UInt8(ascii: " ") {
      guard text[space].isLetter || text[space] == UInt8(ascii: "-") || text[space] == 0x5F else {
        return nil
      }
      space &+= 1
    }
    guard space > 0, space &+ 1 < text.count else { return nil }
    var end = text.count
    var last = text.count &- 1
    while last > space, text[last] != UInt8(ascii: " ") { last &-= 1 }
    if last > space, RequestLine.isVersion(text, last &+ 1) { end = last }
    guard end > space &+ 1 else { return nil }
    method = 0..<space
    target = space &+ 1..<end
  }

  private static func isVersion(_ text: Span<UInt8>, _ start: Int) -> Bool {
    text.count &- start >= 5 && text[start] == UInt8(ascii: "H")
      && text[start &+ 1] == UInt8(ascii: "T") && text[start &+ 2] == UInt8(ascii: "T")
      && text[start &+ 3] == UInt8(ascii: "P") && text[start &+ 4] == UInt8(ascii: "/")
  }
}
