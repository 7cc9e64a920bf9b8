import FoldedText

/// Makes the views of a text in buffers that are used again for the next text.
///
/// A skeleton or joined view may hold several readings of the whole text, parted by line feeds,
/// which the plain view never has.
struct ViewFolder: Sendable {
  private(set) var plain: [UInt8] = []
  /// Empty when it would say the same as the plain view.
  private(set) var skeleton: [UInt8] = []
  /// Empty when it would say the same as the view it is made of.
  private(set) var joined: [UInt8] = []
  private var folder = TextFolder()

  init() {}

  /// Makes the views of `text`; the joined view is that of the skeleton, if there is one.
  mutating func fold(_ text: Span<UInt8>) {
    ViewFolder.fold(text, by: &folder, &plain, &skeleton, &joined)
  }

  /// Makes the plain view alone.
  mutating func foldPlain(_ text: Span<UInt8>) {
    folder.plain(text, into: &plain)
  }

  private static func fold(
    _ text: Span<UInt8>, by folder: inout TextFolder, _ plain: inout [UInt8],
    _ skeleton: inout [UInt8], _ joined: inout [UInt8]
  ) {
    folder.plain(text, into: &plain)
    let look = QuickLook(plain.span)
    if folder.skeleton(plain.span, look: look, into: &skeleton) {
      let first = skeleton.span.endOfReading(from: 0)
      _ = folder.joined(skeleton.span.extracting(first: first), into: &joined)
    } else {
      _ = folder.joined(plain.span, look: look, into: &joined)
    }
  }
}

extension Span<UInt8> {
  /// The end of the reading of a view that begins at `start`.
  func endOfReading(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != 0x0A { end += 1 }
    return end
  }

  /// The longest start of at most `limit` bytes that cuts no character.
  @_lifetime(copy self)
  func cut(to limit: Int) -> Span<UInt8> {
    guard count > limit else { return self }
    var end = limit
    while end > 0, limit - end < 3, self[end] & 0xC0 == 0x80 { end -= 1 }
    return extracting(first: end)
  }
}
