/// Makes the plain view of texts of ASCII eight bytes at a time, and looks at them on the way.
///
/// It leaves a text alone in which something is to be left out: blanks at the ends or in a row, controls.
/// ``TextFolder`` folds those, and is its oracle, as ``QuickLook`` is for the look.
package struct ASCIIFolder: Sendable {
  /// What became of a text.
  package enum Outcome {
    /// It is to be folded by other means.
    case left
    /// The folded text is there; whether it has other views is open.
    case folded
    /// The folded text is there, and has no other views.
    case ordinary
  }

  /// The folded text, and what is behind it.
  private var bytes: [UInt8] = []
  private var count = 0

  /// Makes a folder.
  package init() {}

  /// The folded text.
  package var folded: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(first: count) }
  }

  /// Folds a text into ``folded``; without looking for other views no text but the empty one is said to be ordinary.
  package mutating func fold(_ text: Span<UInt8>, looks: Bool) -> Outcome {
    count = text.count
    if count == 0 { return .ordinary }
    if text[count - 1] == UInt8(ascii: " ") { return .left }
    // A whole word is written at last.
    if bytes.count < count + 8 { bytes = Array(repeating: 0, count: max(512, 2 * count)) }
    var span = bytes.mutableSpan
    return looks
      ? ASCIIFolder.fold(text, into: &span, PlainAndLook())
      : ASCIIFolder.fold(text, into: &span, PlainOnly())
  }

  @inline(__always)
  private static func fold(
    _ text: Span<UInt8>, into out: inout MutableSpan<UInt8>, _ start: some WordFolder
  ) -> Outcome {
    var folder = start
    var out = unsafe out.mutableBytes
    let bytes = unsafe text.bytes
    var offset = 0
    while offset &+ 8 <= text.count {
      // These eight bytes are within the text.
      let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard let folded = folder.fold(UInt64(littleEndian: word)) else { return .left }
      out.storeBytes(of: folded.littleEndian, toByteOffset: offset, as: UInt64.self)
      offset &+= 8
    }
    // The rest, filled up with signs.
    var rest: UInt64 = 0x2E2E_2E2E_2E2E_2E2E
    if offset > 0 {
      let last = unsafe bytes.unsafeLoadUnaligned(
        fromByteOffset: text.count &- 8, as: UInt64.self)
      let count = UInt64(8 &* (text.count &- offset))
      rest = rest << count | UInt64(littleEndian: last) >> (64 &- count)
    } else {
      for index in stride(from: text.count &- 1, through: 0, by: -1) {
        rest = rest &<< 8 | UInt64(text[index])
      }
    }
    guard let folded = folder.fold(rest) else { return .left }
    out.storeBytes(of: folded.littleEndian, toByteOffset: offset, as: UInt64.self)
    return folder.mayHaveViews ? .folded : .ordinary
  }
}

/// Folds the bytes of a text in words of eight, the first as the lowest.
private protocol WordFolder {
  /// The bytes in small letters; nil when something other than that is to be done.
  mutating func fold(_ word: UInt64) -> UInt64?
  /// Whether letters may be written apart, or as digits and signs.
  var mayHaveViews: Bool { get }
}

/// A mask has the highest bit of each byte for which something holds.
extension WordFolder {
  @inline(__always)
  fileprivate static var ones: UInt64 { 0x0101_0101_0101_0101 }
  @inline(__always)
  fileprivate static var highest: UInt64 { 0x8080_8080_8080_8080 }

  /// The mask of the bytes in a range; right where all are below 0x80.
  @inline(__always)
  fileprivate static func mask(_ word: UInt64, _ range: Range<UInt64>) -> UInt64 {
    (word &+ ones &* (0x80 &- range.lowerBound)) & ~(word &+ ones &* (0x80 &- range.upperBound))
      & highest
  }
}

/// Folds, and looks no further.
private struct PlainOnly: WordFolder {
  /// The blanks of the word before; a text begins as if behind one, as it must not begin with one.
  private var blanks: UInt64 = 0x80 << 56

  var mayHaveViews: Bool { true }

  @inline(__always)
  mutating func fold(_ word: UInt64) -> UInt64? {
    let blanks = Self.mask(word, 0x20..<0x21)
    let behindBlank = blanks & (blanks &<< 8 | self.blanks &>> 56)
    self.blanks = blanks
    let isOther = word | ~(word &+ Self.ones &* 0x60) | (word &+ Self.ones)
    guard (isOther & Self.highest) | behindBlank == 0 else { return nil }
    return word | Self.mask(word, 0x41..<0x5B) &>> 2
  }
}

/// Folds, and looks for words that the joined view may change.
private struct PlainAndLook: WordFolder {
  private var plain = PlainOnly()
  /// The masks of the word before.
  private var letters: UInt64 = 0
  private var figures: UInt64 = 0
  /// Where a letter and a figure are side by side.
  private var mixed: UInt64 = 0
  /// How many letters and figures stand alone.
  private var singleCount = 0

  var mayHaveViews: Bool { mixed != 0 || singleCount >= 4 }

  @inline(__always)
  mutating func fold(_ word: UInt64) -> UInt64? {
    guard let folded = plain.fold(word) else { return nil }
    let letters = Self.mask(folded, 0x61..<0x7B)
    let figures =
      Self.mask(word, 0x30..<0x3A) | Self.mask(word, 0x40..<0x41) | Self.mask(word, 0x24..<0x25)
    mixed |= letters & (figures &<< 8 | self.figures &>> 56)
    mixed |= figures & (letters &<< 8 | self.letters &>> 56)
    let spelling = letters | figures
    let before = self.letters | self.figures
    // A sign behind a character behind a sign.
    let afterSingle =
      ~spelling & (spelling &<< 8 | before &>> 56) & ~(spelling &<< 16 | before &>> 48)
      & Self.highest
    if afterSingle != 0 { singleCount &+= afterSingle.nonzeroBitCount }
    (self.letters, self.figures) = (letters, figures)
    return folded
  }
}
