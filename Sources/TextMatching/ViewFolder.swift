import FoldedText

/// Makes the views of a text in buffers that are used again for the next text.
///
/// A skeleton or joined view may hold several readings of the whole text, parted by line feeds,
/// which the plain view never has.
struct ViewFolder: Sendable {
  /// Empty when it would say the same as the plain view.
  private(set) var skeleton: [UInt8] = []
  /// Empty when it would say the same as the view it is made of.
  private(set) var joined: [UInt8] = []
  /// The plain view when the quick folder did not make it.
  private var slowPlain: [UInt8] = []
  private var isQuick = false
  private var quickFolder = ASCIIFolder()
  private var folder = TextFolder()

  init() {}

  var plain: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      if isQuick { return quickFolder.folded }
      return slowPlain.span
    }
  }

  /// Makes the views of `text`; the joined view is that of the skeleton, if there is one.
  mutating func fold(_ text: Span<UInt8>) {
    if !skeleton.isEmpty { skeleton.removeAll(keepingCapacity: true) }
    if !joined.isEmpty { joined.removeAll(keepingCapacity: true) }
    if case .ordinary = foldPlain(text, looks: true) { return }
    ViewFolder.foldFurther(isQuick, quickFolder, slowPlain, by: &folder, &skeleton, &joined)
  }

  /// Makes the plain view alone.
  mutating func foldPlain(_ text: Span<UInt8>) { _ = foldPlain(text, looks: false) }

  private mutating func foldPlain(_ text: Span<UInt8>, looks: Bool) -> ASCIIFolder.Outcome {
    let outcome = quickFolder.fold(text, looks: looks)
    if case .left = outcome {
      isQuick = false
      folder.plain(text, into: &slowPlain)
    } else {
      isQuick = true
    }
    return outcome
  }

  private static func foldFurther(
    _ isQuick: Bool, _ quickFolder: borrowing ASCIIFolder, _ slowPlain: borrowing [UInt8],
    by folder: inout TextFolder, _ skeleton: inout [UInt8], _ joined: inout [UInt8]
  ) {
    if isQuick {
      foldFurther(quickFolder.folded, by: &folder, &skeleton, &joined)
    } else {
      foldFurther(slowPlain.span, by: &folder, &skeleton, &joined)
    }
  }

  private static func foldFurther(
    _ plain: Span<UInt8>, by folder: inout TextFolder, _ skeleton: inout [UInt8],
    _ joined: inout [UInt8]
  ) {
    let look = QuickLook(plain)
    if folder.skeleton(plain, look: look, into: &skeleton) {
      let first = skeleton.span.endOfReading(from: 0)
      _ = folder.joined(skeleton.span.extracting(first: first), into: &joined)
    } else {
      _ = folder.joined(plain, look: look, into: &joined)
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
