import FoldedText

/// Looking for names and addresses in the folded text of an anchor.
enum AnchorWords {
  /// Names shorter than this must be words of their own.
  private static let shortestInside = 6

  /// Letters and digits only; signs of any script are left out.
  static func compacted(_ text: Span<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    forEachCharacter(text) { start, end, isLetter in
      if isLetter { for index in start..<end { out.append(text[index]) } }
    }
    return out
  }

  /// How many bytes letters and digits take.
  static func letterCount(_ text: Span<UInt8>) -> Int {
    var count = 0
    forEachCharacter(text) { start, end, isLetter in count += isLetter ? end - start : 0 }
    return count
  }

  private static func forEachCharacter(
    _ text: Span<UInt8>, _ body: (_ start: Int, _ end: Int, _ isLetter: Bool) -> Void
  ) {
    var start = 0
    while start < text.count {
      let (isLetter, length) = letter(text, at: start)
      body(start, start + length, isLetter)
      start += length
    }
  }

  private static func letter(_ text: Span<UInt8>, at index: Int) -> (isLetter: Bool, length: Int) {
    let byte = text[index]
    if byte < 0x80 {
      let isDigit = byte >= 0x30 && byte <= 0x39
      return (isDigit || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A), 1)
    }
    let (scalar, length) = text.scalar(at: index)
    let properties = scalar.properties
    let isMark =
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .decimalNumber: true
      default: false
      }
    return (properties.isAlphabetic || isMark, length)
  }

  /// Whether a compacted name stands in a text, whatever signs and blanks are between its letters.
  ///
  /// With `asWords` it does not begin or end inside a word; a short name never does. Where words are
  /// written without blanks there is no inside.
  static func occurs(_ name: Span<UInt8>, in text: Span<UInt8>, asWords: Bool) -> Bool {
    let mayBeInside = name.count >= shortestInside && (!asWords || hasNoBlanks(name))
    var start = 0
    var isWordStart = true
    while start < text.count {
      let (isLetter, length) = letter(text, at: start)
      if isLetter, isWordStart || mayBeInside,
        let end = endOfMatch(name, in: text, from: start)
      {
        if mayBeInside || end == text.count || !letter(text, at: end).isLetter {
          return true
        }
      }
      isWordStart = !isLetter
      start += length
    }
    return false
  }

  private static func endOfMatch(
    _ name: Span<UInt8>, in text: Span<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    var matched = 0
    while matched < name.count {
      guard index < text.count else { return nil }
      if text[index] == name[matched] {
        index += 1
        matched += 1
        continue
      }
      // Inside a character of several bytes there is nothing to leave out.
      if text[index] & 0xC0 == 0x80 { return nil }
      let (isLetter, length) = letter(text, at: index)
      if isLetter { return nil }
      index += length
    }
    return index
  }

  /// One word with a scheme, `www.`, a path below a host, or the target's host in it.
  static func isAddress(_ text: Span<UInt8>, host: Span<UInt8>) -> Bool {
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

  /// Letters, digits, hyphens and dots up to the first slash, and Latin letters after the last dot.
  private static func isHostLike(_ text: Span<UInt8>) -> Bool {
    var lastLabel = 0
    for index in text.indices {
      switch text[index] {
      case 0x2F: return lastLabel >= 2
      case 0x2E: lastLabel = 0
      case 0x61...0x7A: lastLabel += 1
      case 0x30...0x39, 0x2D, 0x80...: lastLabel = -64
      default: return false
      }
    }
    return lastLabel >= 2
  }

  static func hasPrefix(_ text: Span<UInt8>, _ prefix: StaticString) -> Bool {
    guard text.count > prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount {
      if unsafe text[index] != prefix.utf8Start[index] { return false }
    }
    return true
  }

  /// Whether a part of three bytes at least stands in a text.
  static func contains(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
    guard part.count >= 3, text.count >= part.count else { return false }
    var start = 0
    while start + part.count <= text.count {
      var length = 0
      while length < part.count, text[start + length] == part[length] { length += 1 }
      if length == part.count { return true }
      start += 1
    }
    return false
  }

  /// Whether a word begins in a script that is written without blanks between words.
  static func hasNoBlanks(_ word: Span<UInt8>) -> Bool {
    switch word.scalar(at: 0).scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF,
      0xAC00...0xD7AF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Takes the percent signs out of an address and puts it into lower case.
  static func decode(_ address: Span<UInt8>, into out: inout [UInt8]) {
    if !out.isEmpty { out.removeAll(keepingCapacity: true) }
    var index = 0
    while index < address.count {
      var byte = address[index]
      if byte == UInt8(ascii: "%"), index + 2 < address.count,
        let high = digit(address[index + 1]), let low = digit(address[index + 2])
      {
        byte = high << 4 | low
        index += 2
      }
      out.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      index += 1
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
