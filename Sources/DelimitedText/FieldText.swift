/// Takes the quotes off a field.
package enum FieldText {
  /// What a field holds.
  package enum Content: Hashable {
    /// The bytes of this range, as they are.
    case plain(Range<Int>)
    /// The bytes of this range, in which two quotes stand for one.
    case doubled(Range<Int>)
  }

  /// What the field in `range` holds; blanks around quotes do not belong to it.
  package static func content(
    of range: Range<Int>, in bytes: Span<UInt8>, quote: UInt8
  ) -> Content {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
    guard start < range.upperBound, bytes[start] == quote else { return .plain(range) }
    var end = range.upperBound
    while end > start + 1, bytes[end - 1] == 0x20 { end -= 1 }
    start += 1
    if end > start, bytes[end - 1] == quote { end -= 1 }
    var offset = start
    while offset < end, bytes[offset] != quote { offset += 1 }
    return offset == end ? .plain(start..<end) : .doubled(start..<end)
  }

  /// Appends the bytes of a range in which two quotes stand for one. A lone quote stays.
  package static func appendUndoubled(
    _ range: Range<Int>, of bytes: inout [UInt8], quote: UInt8
  ) -> Range<Int> {
    let start = bytes.count
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      bytes.append(byte)
      let isPair = byte == quote && offset + 1 < range.upperBound && bytes[offset + 1] == quote
      offset += isPair ? 2 : 1
    }
    return start..<bytes.count
  }
}

extension FieldText {
  /// The text of a field, quotes taken off; invalid UTF-8 is repaired. For headers and samples.
  package static func string(_ range: Range<Int>, in bytes: Span<UInt8>, quote: UInt8) -> String {
    switch content(of: range, in: bytes, quote: quote) {
    case .plain(let plain):
      return String(decoding: plain.map { bytes[$0] }, as: UTF8.self)
    case .doubled(let doubled):
      var text = doubled.map { bytes[$0] }
      let all = text.indices
      let decoded = appendUndoubled(all, of: &text, quote: quote)
      return String(decoding: text[decoded], as: UTF8.self)
    }
  }
}
