extension JSONWriter {
  package static func appendString(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { unsafe appendString($0.span, to: &bytes) }
  }

  /// Appends a quoted string.
  package static func appendString(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends what stands between the quotes of a string.
  ///
  /// Escaped are `"`, `\`, control characters, DEL, U+2028 and U+2029, which end a line in
  /// JavaScript, and U+FEFF, which Foundation's reader drops. What is between them is copied in runs.
  package static func appendEscaped(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var runStart = 0
    var index = plainEnd(of: text, from: 0)
    while index < text.count {
      let byte = text[index]
      var length = 1
      var isWhole = true
      if byte >= 0x80 {
        (length, isWhole) = UTF8Sequence.length(of: text, at: index)
        if isWhole && (length != 3 || escape(text, at: index) == nil) {
          index = plainEnd(of: text, from: index + length)
          continue
        }
      }
      append(text.extracting(runStart..<index), to: &bytes)
      if byte < 0x80 {
        appendEscape(byte, to: &bytes)
      } else {
        bytes.append(contentsOf: (isWhole ? escape(text, at: index) ?? "" : "\u{FFFD}").utf8)
      }
      runStart = index + length
      index = plainEnd(of: text, from: runStart)
    }
    append(text.extracting(runStart..<text.count), to: &bytes)
  }

  private static func append(_ run: Span<UInt8>, to bytes: inout [UInt8]) {
    // The pointer is used inside the closure only.
    unsafe run.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Where the bytes that stand for themselves end: at a quote, a backslash, a control character, DEL or a
  /// character beyond ASCII. Looks at eight bytes at once.
  private static func plainEnd(of text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe text.bytes
    while index &+ 8 <= text.count {
      let marks = unsafe marks(
        in: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < text.count, isPlain(text[index]) { index &+= 1 }
    return index
  }

  /// The highest bit of each byte that does not stand for itself; the bits above the lowest may be wrong.
  private static func marks(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ ones &* 0x22
    let backslash = word ^ ones &* 0x5C
    let delete = word ^ ones &* 0x7F
    // Of a byte below `n`, and of the bytes that follow it, subtracting `n` sets the highest bit.
    let low = (word &- ones &* 0x20) | (quote &- ones) | (backslash &- ones) | (delete &- ones)
    return (low | word) & (ones &* 0x80)
  }

  /// Whether a byte stands for itself inside a string.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte <= 0x7E && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
    case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    default:
      bytes.append(contentsOf: #"\u00"#.utf8)
      bytes.append(UInt8(ascii: "0") + (byte >> 4))
      let digit = byte & 0x0F
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// How the character of three bytes at `index` is escaped, or nil.
  private static func escape(_ text: Span<UInt8>, at index: Int) -> String? {
    switch (text[index], text[index + 1], text[index + 2]) {
    case (0xE2, 0x80, 0xA8): #"\u2028"#
    case (0xE2, 0x80, 0xA9): #"\u2029"#
    case (0xEF, 0xBB, 0xBF): #"\ufeff"#
    default: nil
    }
  }
}
