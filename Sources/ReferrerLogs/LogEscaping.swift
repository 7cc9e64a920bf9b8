/// How a server writes bytes that would break its log lines.
package enum LogEscaping: String, CaseIterable, Sendable {
  /// `\"`, `\\`, `\b \n \r \t \v` and `\xhh`, as Apache does; nginx's `\xHH` is a part of it, and what
  /// Go's quoting adds, `\a \f \uHHHH \UHHHHHHHH`, cannot be meant otherwise.
  ///
  /// - Source: Apache HTTP Server, server/util.c, ap_escape_logitem; nginx, ngx_http_log_module.c;
  ///   Go, strconv.Quote.
  case backslash
  /// The escapes of JSON, and `\xHH`, which handwritten JSON formats of nginx have.
  ///
  /// - Source: RFC 8259, section 7; nginx, `log_format`, `escape=`.
  case json
  /// Every byte that is not plain is `%XX`, a percent sign too: one layer is taken off.
  ///
  /// - Source: Amazon CloudFront, standard logs, URL-encoded values.
  case percent
  /// `#XX`, as HAProxy writes quotes, braces, bars and what is not printable.
  ///
  /// - Source: HAProxy, configuration manual, captures in logs.
  case hash
  /// A blank is `+`; only agents have blanks, so addresses stay as they are, a `+` in them too.
  ///
  /// - Source: Microsoft IIS, W3C extended log file format.
  case plus
  /// Fields are written as they are.
  case none

  /// The byte without which a field needs no unescaping; nil when no field does.
  @inline(__always) var mark: UInt8? {
    switch self {
    case .backslash, .json: UInt8(ascii: "\\")
    case .percent: UInt8(ascii: "%")
    case .hash: UInt8(ascii: "#")
    case .plus, .none: nil
    }
  }

  /// Appends the bytes that a field stands for.
  ///
  /// What begins no escape stays what it is. The result is bytes, not always UTF-8.
  package func append(_ text: Span<UInt8>, of field: LogField, to bytes: inout [UInt8]) {
    guard let mark else {
      for index in text.indices {
        let isBlank = self == .plus && field == .agent && text[index] == UInt8(ascii: "+")
        bytes.append(isBlank ? UInt8(ascii: " ") : text[index])
      }
      return
    }
    var index = 0
    while index < text.count {
      let byte = text[index]
      let length = byte == mark ? appendEscape(text, index, to: &bytes) : 0
      if length == 0 { bytes.append(byte) }
      index &+= max(1, length)
    }
  }

  /// Appends what the escape at `start` means; returns its length, 0 when it is none.
  private func appendEscape(_ text: Span<UInt8>, _ start: Int, to bytes: inout [UInt8]) -> Int {
    let digits = mark == UInt8(ascii: "\\") ? start + 2 : start + 1
    if mark != UInt8(ascii: "\\") || (start + 1 < text.count && text[start + 1] == 0x78) {
      guard let value = LogEscaping.hexadecimal(text, digits, count: 2) else { return 0 }
      bytes.append(UInt8(truncatingIfNeeded: value))
      return digits + 2 - start
    }
    guard start + 1 < text.count else { return 0 }
    let letter = text[start + 1]
    if letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
      return appendScalar(text, digits, count: letter == UInt8(ascii: "u") ? 4 : 8, to: &bytes)
    }
    guard let plain = meaning(of: letter) else { return 0 }
    bytes.append(plain)
    return 2
  }

  /// Appends the character of `\uXXXX`, of a pair of them, or of `\UXXXXXXXX`.
  private func appendScalar(
    _ text: Span<UInt8>, _ start: Int, count: Int, to bytes: inout [UInt8]
  ) -> Int {
    guard var value = LogEscaping.hexadecimal(text, start, count: count) else { return 0 }
    var length = 2 + count
    if value & 0xFFFF_FC00 == 0xD800, start + 6 <= text.count, text[start + 4] == 0x5C,
      text[start + 5] == UInt8(ascii: "u"),
      let low = LogEscaping.hexadecimal(text, start + 6, count: 4), low & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
      length += 6
    }
    for byte in UTF8.encode(UnicodeScalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
    {
      bytes.append(byte)
    }
    return length
  }

  private func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
    case UInt8(ascii: "/") where self == .json: letter
    case UInt8(ascii: "a") where self != .json: 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "v") where self != .json: 0x0B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    default: nil
    }
  }

  /// The value of some hexadecimal digits; nil when there are too few.
  private static func hexadecimal(_ text: Span<UInt8>, _ start: Int, count: Int) -> UInt32? {
    guard start + count <= text.count else { return nil }
    var value: UInt32 = 0
    for index in start..<start + count {
      guard let digit = text[index].hexadecimalValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
