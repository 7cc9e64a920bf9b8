import DelimitedText
import LinkModel
import WebAddress

/// A text without a header whose lines are addresses.
struct AddressList {
  /// What a line of the list is.
  enum Line {
    case address
    /// A host name and nothing else.
    case host
    /// A line of a disavow file, which stands for no link.
    case disavowed
    case comment
    case other
  }

  /// What a line that begins at `start` is.
  static func line(_ bytes: Span<UInt8>, at start: Int) -> Line {
    if start < bytes.count, bytes[start] == UInt8(ascii: "#") { return .comment }
    if begins(bytes, at: start, with: "domain:") { return .disavowed }
    if begins(bytes, at: start, with: "http://") || begins(bytes, at: start, with: "https://") {
      return .address
    }
    return isHost(bytes, at: start) ? .host : .other
  }

  /// Whether a line is a host name with a dot, whose last label begins with a letter.
  private static func isHost(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    var end = start
    var labelStart = start
    while end < bytes.count, bytes[end] > 0x20 {
      if bytes[end] == UInt8(ascii: ".") { labelStart = end + 1 }
      end += 1
    }
    var lineEnd = end
    while lineEnd < bytes.count, bytes[lineEnd] == 0x20 { lineEnd += 1 }
    guard lineEnd == bytes.count || bytes[lineEnd] == 0x0A || bytes[lineEnd] == 0x0D,
      labelStart > start + 1, end - labelStart > 1,
      (bytes[labelStart] | 0x20) &- UInt8(ascii: "a") < 26
    else { return false }
    var name: [UInt8] = []
    return HostName.canonical(bytes.extracting(start..<end), into: &name) != nil
  }

  /// Why a row of a list is skipped, or nil.
  static func skipReason(_ bytes: Span<UInt8>, at start: Int) -> String? {
    switch line(bytes, at: start) {
    case .comment: "comment"
    case .disavowed: "disavow entry"
    case .address, .host, .other: nil
    }
  }

  /// Whether a lower-case word stands at an offset, in any case.
  private static func begins(_ bytes: Span<UInt8>, at start: Int, with word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = bytes[start + index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      // The word is a literal of this file.
      if unsafe lower != word.utf8Start[index] { return false }
    }
    return true
  }
}
