import ByteKeys
import FoldedText
package import LinkModel

/// Decides what an anchor says, from the site's names and keywords and the link's target alone.
package struct AnchorClassifier: ~Copyable {
  /// Names of the site without case, with letters and digits only: `lanternharbour`.
  private let brands: [[UInt8]]
  /// Keywords that the user named, in the same form.
  private let keywords: [[UInt8]]
  private let generic: ByteInterner
  /// Single words of trade: `cheap`.
  private let commercial: ByteInterner
  /// The anchor that was read last, in lower case with single blanks.
  package private(set) var anchor: [UInt8] = []
  /// The answers for anchors met lately, by anchor and target; a slot holds the newest.
  private var remembered: [(key: UInt64, kind: AnchorKind)]
  private var folder = TextFolder()
  private var folded: [UInt8] = []
  private var slug: [UInt8] = []
  private static let memory = 1 << 14
  /// Beside a name may stand so many letters: `the lantern harbour shop`.
  private static let besideBrand = 12

  /// - Parameters:
  ///   - brands: The site's names: its host's label and what the user calls it.
  ///   - keywords: What the user wants to be found for.
  ///   - genericAnchors: Texts that say nothing, case-folded.
  ///   - commercialWords: Words of trade, case-folded. An anchor that adds one to the words of the
  ///     target's path is no headline of it.
  package init(
    brands: [String], keywords: [String] = [], genericAnchors: [String],
    commercialWords: [String] = []
  ) {
    var folder = TextFolder()
    func compacted(_ text: String) -> [UInt8] {
      let bytes = Array(text.utf8)
      var folded: [UInt8] = []
      folder.plain(bytes.span, into: &folded)
      return AnchorWords.compacted(folded.span)
    }
    self.brands = brands.map(compacted).filter { $0.count >= 3 }
    self.keywords = keywords.map(compacted).filter { !$0.isEmpty }
    generic = AnchorClassifier.interned(genericAnchors)
    commercial = AnchorClassifier.interned(commercialWords.filter { !$0.contains(" ") })
    remembered = Array(repeating: (0, .other), count: AnchorClassifier.memory)
  }

  private static func interned(_ texts: [String]) -> ByteInterner {
    var interner = ByteInterner()
    for text in texts {
      let bytes = Array(text.utf8)
      _ = interner.intern(bytes.span)
    }
    return interner
  }

  /// Takes an anchor; ``anchor`` is its form without case and with single blanks, none at the ends.
  ///
  /// ASCII only, other bytes stay as they are.
  package mutating func read(_ text: Span<UInt8>) {
    AnchorClassifier.fold(text, into: &anchor)
  }

  /// Puts a text without case and with single blanks in the place of another.
  package static func fold(_ text: Span<UInt8>, into folded: inout [UInt8]) {
    if !folded.isEmpty { folded.removeAll(keepingCapacity: true) }
    var needsBlank = false
    for index in text.indices {
      let byte = text[index]
      if byte <= 0x20 {
        needsBlank = !folded.isEmpty
        continue
      }
      if needsBlank { folded.append(0x20) }
      needsBlank = false
      folded.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
  }

  /// What the anchor that was read last says.
  ///
  /// - Parameters:
  ///   - key: A hash of anchor, target and `isImage`.
  ///   - isImage: The link is an image.
  ///   - targetHost: The target's host, or nothing when unknown.
  ///   - targetPath: The target's path and query.
  /// - Returns: The first kind that fits, in the order generic, URL, brand, exact, title, partial.
  package mutating func kind(
    key: UInt64, isImage: Bool, targetHost: Span<UInt8>, targetPath: Span<UInt8>
  ) -> AnchorKind {
    let slot = Int(truncatingIfNeeded: key >> 32) & (AnchorClassifier.memory - 1)
    if remembered[slot].key == key { return remembered[slot].kind }
    let kind = decide(isImage, targetHost, targetPath)
    remembered[slot] = (key, kind)
    return kind
  }

  private mutating func decide(
    _ isImage: Bool, _ targetHost: Span<UInt8>, _ targetPath: Span<UInt8>
  ) -> AnchorKind {
    // In ASCII the two forms are one.
    if anchor.contains(where: { $0 >= 0x80 }) {
      let text = anchor
      folder.plain(text.span, into: &folded)
    } else {
      folded.replaceSubrange(0..<folded.count, with: anchor)
    }
    if folded.isEmpty { return isImage ? .image : .empty }
    AnchorWords.decode(targetPath, into: &slug)
    if slug.contains(where: { $0 >= 0x80 }) {
      let text = slug
      folder.plain(text.span, into: &slug)
    }
    return kind(of: folded.span, targetHost, slug: slug.span)
  }

  private func kind(
    of text: Span<UInt8>, _ targetHost: Span<UInt8>, slug: Span<UInt8>
  ) -> AnchorKind {
    if generic.number(of: text) != nil { return .generic }
    let hasWWW = AnchorWords.hasPrefix(targetHost, "www.")
    let host = hasWWW ? targetHost.extracting(4...) : targetHost
    if AnchorWords.isAddress(text, host: host) { return .url }
    let length = AnchorWords.letterCount(text)
    for brand in brands
    where length >= brand.count && length <= brand.count + AnchorClassifier.besideBrand
      && AnchorWords.occurs(brand.span, in: text, asWords: false)
    {
      return .brand
    }
    for keyword in keywords
    where length == keyword.count && AnchorWords.occurs(keyword.span, in: text, asWords: true) {
      return .exact
    }
    if isTitle(text, of: slug) { return .title }
    for keyword in keywords
    where length > keyword.count && AnchorWords.occurs(keyword.span, in: text, asWords: true) {
      return .partial
    }
    return .other
  }

  /// At least 60% of the anchor's words, and two of them, stand in the target's path, and no word of
  /// trade is missing there: "cheap storm lamps" is no headline of `/storm-lamps/`. Where words are
  /// written without blanks one of four characters is enough.
  private func isTitle(_ text: Span<UInt8>, of slug: Span<UInt8>) -> Bool {
    guard slug.count >= 8 else { return false }
    var words = 0
    var found = 0
    var start = 0
    for index in 0...text.count {
      if index < text.count, text[index] != 0x20 { continue }
      let word = text.extracting(start..<index)
      if word.count >= 3 {
        words += 1
        if AnchorWords.contains(slug, word) {
          found += AnchorWords.hasNoBlanks(word) && word.count >= 12 ? 2 : 1
        } else if commercial.number(of: word) != nil {
          return false
        }
      }
      start = index + 1
    }
    return found >= 2 && found * 10 >= words * 6
  }
}
