/// Resolves the escapes of JSON strings.
package enum JSONString {
  /// Appends the text of a string to a buffer.
  ///
  /// Never fails: half of a surrogate pair becomes U+FFFD, and what is no escape stays as it is.
  ///
  /// - Parameters:
  ///   - content: What stands between the quotes.
  ///   - text: Where the text goes; bytes that are no UTF-8 stay as they are.
  package static func append(_ content: Span<UInt8>, to text: inout [UInt8]) {
    var offset = 0
    while offset < content.count {
      let next = min(content.count, content.nextOfString(from: offset))
      text.append(copying: content.extracting(offset..<next))
      offset = next
      guard offset < content.count else { return }
      let byte = content[offset]
      guard byte == UInt8(ascii: "\\"), offset + 1 < content.count else {
        text.append(byte)
        offset += 1
        continue
      }
      let letter = content[offset + 1]
      if letter == UInt8(ascii: "u"), let unit = unit(content, at: offset) {
        offset += 6
        var scalar = UInt32(unit)
        if unit & 0xFC00 == 0xD800, let low = self.unit(content, at: offset), low & 0xFC00 == 0xDC00
        {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(low & 0x3FF)
          offset += 6
        }
        append(UnicodeScalar(scalar) ?? "\u{FFFD}", to: &text)
      } else if let plain = character(letter) {
        text.append(plain)
        offset += 2
      } else {
        text.append(byte)
        offset += 1
      }
    }
  }

  private static func append(_ scalar: UnicodeScalar, to text: inout [UInt8]) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(byte) }
  }

  /// What a backslash and this letter stand for.
  private static func character(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// The unit of a `\uXXXX` that stands at an offset.
  private static func unit(_ content: Span<UInt8>, at offset: Int) -> UInt16? {
    guard offset + 6 <= content.count, content[offset] == UInt8(ascii: "\\"),
      content[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for index in offset + 2..<offset + 6 {
      let digit: UInt8
      switch content[index] {
      case 0x30...0x39: digit = content[index] - 0x30
      case 0x41...0x46: digit = content[index] - 0x37
      case 0x61...0x66: digit = content[index] - 0x57
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
