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

  /// What a line, or a cell of one, is; blanks around it are left out.
  static func line(_ text: Span<UInt8>) -> Line {
    let text = ColumnReader.trimmed(text)
    if begins(text, with: "#") { return .comment }
    if begins(text, with: "domain:") { return .disavowed }
    if begins(text, with: "http://") || begins(text, with: "https://") { return .address }
    return isHost(text) ? .host : .other
  }

  /// Whether a text is a host name with a dot, whose last label begins with a letter.
  private static func isHost(_ text: Span<UInt8>) -> Bool {
    var labelStart = 0
    for offset in text.indices {
      if text[offset] <= 0x20 { return false }
      if text[offset] == UInt8(ascii: ".") { labelStart = offset + 1 }
    }
    guard labelStart > 1, text.count - labelStart > 1,
      (text[labelStart] | 0x20) &- UInt8(ascii: "a") < 26
    else { return false }
    var name: [UInt8] = []
    return HostName.canonical(text, into: &name) != nil
  }

  /// Why a row of a list is skipped, or nil.
  static func skipReason(_ line: Span<UInt8>) -> String? {
    if begins(line, with: "#") { return "comment" }
    return begins(line, with: "domain:") ? "disavow entry" : nil
  }

  /// Whether a text begins with a lower-case word, in any case.
  private static func begins(_ text: Span<UInt8>, with word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= text.count else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = text[index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      // The word is a literal of this file.
      if unsafe lower != word.utf8Start[index] { return false }
    }
    return true
  }
}
