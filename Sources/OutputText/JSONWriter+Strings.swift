extension JSONWriter {
  package static func appendString(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { unsafe appendString($0.span, to: &bytes) }
  }

  /// Appends a quoted string.
  ///
  /// Escaped are `"`, `\`, control characters, DEL, U+2028 and U+2029, which end a line in
  /// JavaScript, and U+FEFF, which Foundation's reader drops.
  package static func appendString(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
        index += 1
      case 0x20...0x7E:
        let start = index
        while index < text.count, isPlain(text[index]) { index += 1 }
        unsafe text.extracting(start..<index).withUnsafeBufferPointer { run in
          unsafe bytes.append(contentsOf: run)
        }
      case 0..<0x20, 0x7F:
        appendEscape(byte, to: &bytes)
        index += 1
      default:
        index += appendSequence(of: text, at: index, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself inside a string.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte <= 0x7E && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    default:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
      bytes.append(contentsOf: digits.utf8)
    }
  }

  /// Appends the character beyond ASCII at `index`, and returns how many bytes it took.
  private static func appendSequence(
    of text: Span<UInt8>, at index: Int, to bytes: inout [UInt8]
  ) -> Int {
    let (length, isWhole) = UTF8Sequence.length(of: text, at: index)
    if !isWhole {
      bytes.append(contentsOf: "\u{FFFD}".utf8)
    } else if length == 3, let escape = escape(text[index], text[index + 1], text[index + 2]) {
      bytes.append(contentsOf: escape.utf8)
    } else {
      for offset in 0..<length { bytes.append(text[index + offset]) }
    }
    return length
  }

  private static func escape(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> String? {
    switch (first, second, third) {
    case (0xE2, 0x80, 0xA8): #"\u2028"#
    case (0xE2, 0x80, 0xA9): #"\u2029"#
    case (0xEF, 0xBB, 0xBF): #"\ufeff"#
    default: nil
    }
  }
}
