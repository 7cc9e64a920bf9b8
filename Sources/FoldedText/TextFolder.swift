private import CICU

/// Turns text into the views in which rules look for words.
///
/// A view is UTF-8, appended to nothing: each call replaces what the buffer held. The views:
/// *plain* (compatibility forms, case and invisible characters folded away), *skeleton* (letters
/// that only look Latin), *joined* (letters that are spread out or written as digits).
/// A folder keeps buffers between calls; use one a thread.
package struct TextFolder: Sendable {
  /// What ICU wrote last.
  private var folded = [UInt8](repeating: 0, count: 3 * 8_192)
  /// The text of ``joined(_:look:into:)`` between its two steps.
  var spread: [UInt8] = []
  /// A second reading of the text, as it grows.
  var otherReading: [UInt8] = []

  /// Makes a folder.
  package init() {}

  /// Writes the plain view.
  ///
  /// NFKC and case folding; invisible characters (zero width, soft hyphens, direction marks,
  /// controls) left out; each run of white space one blank, none at the ends. Nothing else is lost:
  /// damaged UTF-8 becomes U+FFFD. ``ASCIIFolder`` is quicker where it does.
  ///
  /// - Source: Unicode 5.18, D146 (NFKC_Casefold).
  package mutating func plain(_ text: Span<UInt8>, into out: inout [UInt8]) {
    if !out.isEmpty { out.removeAll(keepingCapacity: true) }
    out.append(text)
    if let count = Self.foldASCII(&out) {
      if count < out.count { out.removeLast(out.count - count) }
      return
    }
    out.removeAll(keepingCapacity: true)
    var start = 0
    while start < text.count {
      let end = Self.pieceEnd(of: text, from: start)
      fold(text.extracting(start..<end), into: &out)
      start = end
    }
    if out.last == UInt8(ascii: " ") { out.removeLast() }
  }

  /// Most bytes given to ICU at once.
  ///
  /// One UTF-16 unit grows to at most 18 under NFKC (U+FDFA), and
  /// CICU takes 8,192 units.
  static let pieceLimit = 448

  /// Where to cut a long text: behind the last blank that fits, else before a character that
  /// does not combine with the one before it.
  private static func pieceEnd(of text: Span<UInt8>, from start: Int) -> Int {
    guard text.count - start > pieceLimit else { return text.count }
    let limit = start + pieceLimit
    var end = limit
    while end > start, text[end - 1] != UInt8(ascii: " ") { end -= 1 }
    if end > start { return end }
    end = limit
    while end > start + pieceLimit / 2 {
      if text[end] & 0xC0 != 0x80,
        text.scalar(at: end).scalar.properties.canonicalCombiningClass == .notReordered
      {
        return end
      }
      end -= 1
    }
    return limit
  }

  /// Folds ASCII in place; `nil` at the first byte that is none, else the new count.
  private static func foldASCII(_ bytes: inout [UInt8]) -> Int? {
    var span = bytes.mutableSpan
    var written = 0
    // A blank before the first letter is left out.
    var previous = UInt8(ascii: " ")
    for index in 0..<span.count {
      let byte = span[index]
      guard byte < 0x80 else { return nil }
      var folded = byte
      if byte &- 0x41 < 26 {
        folded = byte | 0x20
      } else if byte <= 0x20 || byte == 0x7F {
        guard let blank = foldControl(byte), previous != blank else { continue }
        folded = blank
      }
      span[written] = folded
      previous = folded
      written &+= 1
    }
    return written > 0 && previous == UInt8(ascii: " ") ? written - 1 : written
  }

  /// A blank for white space, `nil` for a control character.
  @inline(__always) private static func foldControl(_ byte: UInt8) -> UInt8? {
    byte == 0x20 || byte &- 0x09 < 5 ? UInt8(ascii: " ") : nil
  }

  /// Folds one piece by ICU and appends it, white space and invisible characters folded as well.
  private mutating func fold(_ piece: Span<UInt8>, into out: inout [UInt8]) {
    let count = unsafe piece.withUnsafeBufferPointer { input in
      unsafe folded.withUnsafeMutableBufferPointer { output in
        // Both buffers outlive the call, and ICU keeps no pointer.
        unsafe cicu_nfkc_casefold(
          input.baseAddress, input.count, output.baseAddress, output.count)
      }
    }
    precondition(count >= 0, "a piece is cut so that its folded form always fits")
    let result = folded.span.extracting(0..<count)
    var offset = 0
    while offset < count {
      let (scalar, length) = result.scalar(at: offset)
      switch Self.class(of: scalar) {
      case .visible:
        for index in offset..<offset + length { out.append(result[index]) }
      case .blank:
        if let last = out.last, last != UInt8(ascii: " ") { out.append(UInt8(ascii: " ")) }
      case .invisible: break
      }
      offset += length
    }
  }

  private enum Visibility {
    case visible, blank, invisible
  }

  /// What is left to fold after NFKC_Casefold, which takes out all ignorable characters.
  private static func `class`(of scalar: Unicode.Scalar) -> Visibility {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x1680, 0x2028, 0x2029, 0x2800: .blank
    case 0..<0x20, 0x7F..<0xA0, 0xFFF9...0xFFFB: .invisible
    default: .visible
    }
  }
}
