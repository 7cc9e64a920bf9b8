/// Tells the messages of a server from its access lines: logs often hold both.
enum LogMessage {
  /// Whether a line is a message: a date, a time, and a level in brackets, such as
  /// `2025/05/17 10:05:03 [error] …`; or a directive.
  ///
  /// - Source: nginx, error_log; LiteSpeed, error log; Apache httpd, ErrorLog.
  static func isMessage(_ text: Span<UInt8>) -> Bool {
    if text.isEmpty { return false }
    if text[0] == UInt8(ascii: "#") { return true }
    if text[0] == UInt8(ascii: "[") { return isOfApache(text) }
    guard text.count > 22, text[4] == UInt8(ascii: "/") || text[4] == UInt8(ascii: "-"),
      text[7] == text[4], text[10] == UInt8(ascii: " "), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":")
    else { return false }
    for index in [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18] where !text[index].isDigit {
      return false
    }
    var index = 19
    while index < text.count, text[index] == UInt8(ascii: ".") || text[index].isDigit { index += 1 }
    guard index + 1 < text.count, text[index] == UInt8(ascii: " ") else { return false }
    return isLevel(text, index + 1)
  }

  /// `[Fri Sep 09 10:42:29.902022 2025] [core:error] …`
  private static func isOfApache(_ text: Span<UInt8>) -> Bool {
    guard text.count > 28, text[1].isLetter, text[4] == UInt8(ascii: " "), text[5].isLetter,
      let close = firstIndex(of: UInt8(ascii: "]"), in: text, from: 0), close < 48,
      close + 2 < text.count, text[close + 1] == UInt8(ascii: " ")
    else { return false }
    return isLevel(text, close + 2)
  }

  /// Whether a short word in brackets stands at `start`.
  private static func isLevel(_ text: Span<UInt8>, _ start: Int) -> Bool {
    guard start < text.count, text[start] == UInt8(ascii: "[") else { return false }
    var index = start + 1
    while index < text.count,
      text[index].isLetter || text[index] == UInt8(ascii: ":")
        || text[index] == UInt8(ascii: "_")
    { index += 1 }
    return index > start + 2 && index < text.count && text[index] == UInt8(ascii: "]")
  }
}
