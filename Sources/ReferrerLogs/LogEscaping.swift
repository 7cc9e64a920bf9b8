/// How a server writes bytes that would break its log lines.
package enum LogEscaping: String, CaseIterable, Sendable {
  /// `\"`, `\\`, `\b \n \r \t \v` and `\xhh`, as Apache does; nginx's `\xHH` is a part of it.
  ///
  /// - Source: Apache HTTP Server, server/util.c, ap_escape_logitem; nginx, ngx_http_log_module.c.
  case backslash
  /// Fields are written as they are.
  case none

  /// Appends the bytes that a field stands for.
  ///
  /// A backslash that begins no escape stays what it is. The result is bytes, not always UTF-8.
  package func append(_ field: Span<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < field.count {
      let byte = field[index]
      guard byte == UInt8(ascii: "\\"), self == .backslash, index &+ 1 < field.count else {
        bytes.append(byte)
        index &+= 1
        continue
      }
      let next = field[index &+ 1]
      if next == UInt8(ascii: "x"), index &+ 3 < field.count,
        let high = field[index &+ 2].hexadecimalValue, let low = field[index &+ 3].hexadecimalValue
      {
        bytes.append(high << 4 | low)
        index &+= 4
      } else if let plain = LogEscaping.meaning(of: next) {
        bytes.append(plain)
        index &+= 2
      } else {
        bytes.append(byte)
        index &+= 1
      }
    }
  }

  private static func meaning(of letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "r"): 0x0D
    default: nil
    }
  }
}
