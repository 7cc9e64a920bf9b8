/// The replacement character, which stands for every byte that is not part of valid UTF-8.
let replacementScalar: UInt32 = 0xFFFD

extension Span<UInt8> {
  /// The Unicode scalar that starts at `index`, and its length in bytes.
  ///
  /// A byte that starts no valid sequence reads as U+FFFD of length 1, so that reading never stops.
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let first = self[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length: Int
    let smallest: UInt32
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, smallest, value) = (2, 0x80, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, smallest, value) = (3, 0x800, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, smallest, value) = (4, 0x1_0000, UInt32(first & 0x07))
    default: return (replacementScalar, 1)
    }
    guard index + length <= count else { return (replacementScalar, 1) }
    for offset in 1..<length {
      let byte = self[index + offset]
      guard byte & 0xC0 == 0x80 else { return (replacementScalar, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let isSurrogate = (0xD800...0xDFFF).contains(value)
    guard value >= smallest, value <= 0x10_FFFF, !isSurrogate else {
      return (replacementScalar, 1)
    }
    return (value, length)
  }

  /// The Unicode scalar that ends before `index`, which is not 0; see ``scalar(at:)``.
  func scalar(before index: Int) -> UInt32 {
    var start = index - 1
    while start > 0, index - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    let (value, length) = scalar(at: start)
    return start + length == index ? value : replacementScalar
  }

  /// The longest start of at most `limit` bytes that cuts no scalar.
  @_lifetime(copy self)
  func cut(to limit: Int) -> Span<UInt8> {
    guard count > limit else { return self }
    var end = limit
    while end > 0, limit - end < 3, self[end] & 0xC0 == 0x80 { end -= 1 }
    return extracting(first: end)
  }
}

/// Appends the UTF-8 bytes of a Unicode scalar.
func appendUTF8(_ value: UInt32, to bytes: inout [UInt8]) {
  bytes.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
}
