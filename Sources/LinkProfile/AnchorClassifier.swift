import ByteKeys
package import LinkModel

/// Decides what an anchor says, from the site's names and the link's target alone.
package struct AnchorClassifier: ~Copyable {
  /// Names of the site with letters and digits only, lower case: `lanternharbour`.
  private let brands: [[UInt8]]
  private let generic: ByteInterner
  /// Single words of trade: `cheap`.
  private let commercial: ByteInterner
  /// The anchor that was read last, in lower case with single blanks.
  package private(set) var anchor: [UInt8] = []
  /// The answers for anchors met lately, by anchor and target; a slot holds the newest.
  private var remembered: [(key: UInt64, kind: AnchorKind)]
  private static let memory = 1 << 14

  /// - Parameters:
  ///   - brands: The site's names: its host's label and what the user calls it.
  ///   - genericAnchors: Texts that say nothing, lower case.
  ///   - commercialWords: Words of trade, lower case. An anchor that adds one to the words of the
  ///     target's path is no headline of it.
  package init(brands: [String], genericAnchors: [String], commercialWords: [String] = []) {
    self.brands = brands.map { AnchorClassifier.compacted(Array($0.utf8).span) }
      .filter { $0.count >= 3 }
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
    if !anchor.isEmpty { anchor.removeAll(keepingCapacity: true) }
    var needsBlank = false
    for index in text.indices {
      let byte = text[index]
      if byte <= 0x20 {
        needsBlank = !anchor.isEmpty
        continue
      }
      if needsBlank { anchor.append(0x20) }
      needsBlank = false
      anchor.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
  }

  /// What the anchor that was read last says.
  ///
  /// - Parameters:
  ///   - key: A hash of anchor, target and `isImage`.
  ///   - isImage: The link is an image.
  ///   - targetHost: The target's host, or nothing when unknown.
  ///   - targetPath: The target's path and query.
  /// - Returns: The first kind that fits, in the order generic, URL, brand, title.
  package mutating func kind(
    key: UInt64, isImage: Bool, targetHost: Span<UInt8>, targetPath: Span<UInt8>
  ) -> AnchorKind {
    let slot = Int(truncatingIfNeeded: key >> 32) & (AnchorClassifier.memory - 1)
    if remembered[slot].key == key { return remembered[slot].kind }
    let kind = decide(anchor.span, isImage, targetHost, targetPath)
    remembered[slot] = (key, kind)
    return kind
  }

  private func decide(
    _ folded: Span<UInt8>, _ isImage: Bool, _ targetHost: Span<UInt8>, _ targetPath: Span<UInt8>
  ) -> AnchorKind {
    if folded.isEmpty { return isImage ? .image : .empty }
    if generic.number(of: folded) != nil { return .generic }
    let hasWWW = AnchorClassifier.hasPrefix(targetHost, "www.")
    let host = hasWWW ? targetHost.extracting(4...) : targetHost
    if AnchorClassifier.isAddress(folded, host: host) { return .url }
    let compact = AnchorClassifier.compacted(folded)
    for brand in brands where AnchorClassifier.isBrand(compact, brand) { return .brand }
    return isTitle(folded, of: targetPath) ? .title : .other
  }

  private static func compacted(_ text: Span<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 0x41...0x5A: out.append(byte | 0x20)
      case 0x30...0x39, 0x61...0x7A, 0x80...: out.append(byte)
      default: break
      }
    }
    return out
  }

  /// The name alone, or the name with little beside it: `Lantern Harbour Ltd`, `the lantern harbour shop`.
  private static func isBrand(_ text: [UInt8], _ brand: [UInt8]) -> Bool {
    guard text.count >= brand.count, text.count <= brand.count + 12 else { return false }
    for start in 0...(text.count - brand.count)
    where text[start..<start + brand.count].elementsEqual(brand) {
      return true
    }
    return false
  }

  /// One word with a scheme, `www.`, a path below a host, or the target's host in it.
  private static func isAddress(_ text: Span<UInt8>, host: Span<UInt8>) -> Bool {
    var dots = 0
    for index in text.indices {
      if text[index] == 0x20 { return contains(text, host) && text.count <= host.count + 16 }
      if text[index] == 0x2E && index > 0 && index < text.count - 1 { dots += 1 }
    }
    if hasPrefix(text, "http://") || hasPrefix(text, "https://") || hasPrefix(text, "www.") {
      return true
    }
    return dots > 0 && text.count >= 4 && (contains(text, host) || isHostLike(text))
  }

  /// Letters, digits, hyphens and dots up to the first slash, and letters after the last dot.
  private static func isHostLike(_ text: Span<UInt8>) -> Bool {
    var lastLabel = 0
    for index in text.indices {
      switch text[index] {
      case 0x2F: return lastLabel >= 2
      case 0x2E: lastLabel = 0
      case 0x61...0x7A: lastLabel += 1
      case 0x30...0x39, 0x2D: lastLabel = -64
      default: return false
      }
    }
    return lastLabel >= 2
  }

  private static func hasPrefix(_ text: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard text.count > prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount {
      if unsafe text[index] != prefix.utf8Start[index] { return false }
    }
    return true
  }

  private static func contains(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
    guard part.count >= 4, text.count >= part.count else { return false }
    var start = 0
    while start + part.count <= text.count {
      var length = 0
      while length < part.count, text[start + length] == part[length] { length += 1 }
      if length == part.count { return true }
      start += 1
    }
    return false
  }

  /// At least 60% of the anchor's words, and two of them, stand in the target's path, and no word of
  /// trade is missing there: "cheap storm lamps" is no headline of `/storm-lamps/`.
  private func isTitle(_ text: Span<UInt8>, of path: Span<UInt8>) -> Bool {
    guard path.count >= 8 else { return false }
    var words = 0
    var found = 0
    var start = 0
    for index in 0...text.count {
      if index < text.count, text[index] != 0x20 { continue }
      let length = index - start
      if length >= 3 {
        words += 1
        let word = text.extracting(start..<index)
        if AnchorClassifier.occurs(word, in: path) {
          found += 1
        } else if commercial.number(of: word) != nil {
          return false
        }
      }
      start = index + 1
    }
    return found >= 2 && found * 10 >= words * 6
  }

  private static func occurs(_ word: Span<UInt8>, in path: Span<UInt8>) -> Bool {
    guard path.count >= word.count else { return false }
    var start = 0
    while start + word.count <= path.count {
      var length = 0
      while length < word.count, lower(path[start + length]) == word[length] { length += 1 }
      if length == word.count { return true }
      start += 1
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
