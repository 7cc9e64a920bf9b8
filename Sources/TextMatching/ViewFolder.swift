import FoldedText

/// Makes the views of a text in buffers that are used again for the next text.
struct ViewFolder: Sendable {
  private(set) var plain: [UInt8] = []
  private(set) var skeleton: [UInt8] = []
  private(set) var joined: [UInt8] = []
  private(set) var hasSkeleton = false
  private(set) var hasJoined = false

  init() {}

  /// Makes the views of `text`.
  mutating func fold(_ text: Span<UInt8>) {
    plain.removeAll(keepingCapacity: true)
    for index in text.indices { plain.append(text[index]) }
    plain = Array(String(decoding: plain, as: UTF8.self).lowercased().utf8)
  }

  /// The plain view of a pattern.
  mutating func folded(_ pattern: String) -> [UInt8] {
    let bytes = Array(pattern.utf8)
    fold(bytes.span)
    return plain
  }

  /// The plain view of a stretch of literals of a pattern; blanks at its ends remain.
  mutating func folded(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for part in run.split(separator: 0x20, omittingEmptySubsequences: false) {
      if part.startIndex > 0 { result.append(0x20) }
      let text = String(String.UnicodeScalarView(part.compactMap(Unicode.Scalar.init)))
      result += String(decoding: folded(text), as: UTF8.self).unicodeScalars.map(\.value)
    }
    return result
  }
}
