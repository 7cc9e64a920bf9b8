import WebAddress

/// Finds the page behind a copy of it: AMP caches, translators, web archives and search caches show the
/// pages of others, so their referrer is evidence of the page that they show.
///
/// - Source: AMP Project, AMP cache URL format and request handling; Google Translate, `translate.goog`;
///   Internet Archive, Wayback Machine URLs.
enum CopiedPage {
  /// Writes the address of the page that a copy shows.
  ///
  /// - Parameters:
  ///   - referrer: The address of the copy.
  ///   - address: Where its parts lie.
  ///   - onlyAMP: The host is a search engine, of which `/amp/` alone shows copies: other addresses in its
  ///     addresses are results, visits from the engine.
  ///   - page: Receives the address.
  /// - Returns: False when it cannot be told.
  static func write(
    of referrer: Span<UInt8>, _ address: SourceAddress, onlyAMP: Bool, to page: inout [UInt8]
  ) -> Bool {
    page.removeAll(keepingCapacity: true)
    if onlyAMP { return writePath(referrer, address.rest, onlyAMP: true, to: &page) }
    return writeInner(referrer, address.rest, to: &page)
      || writePath(referrer, address.rest, onlyAMP: false, to: &page)
      || writeHost(referrer, address, to: &page)
  }

  /// `/web/2025/https://host/path`, `?u=https%3A%2F%2Fhost%2Fpath&hl=en`, `?q=cache:id:https://host/path`.
  private static func writeInner(
    _ text: Span<UInt8>, _ range: Range<Int>, to page: inout [UInt8]
  ) -> Bool {
    var start = range.lowerBound + 1
    var query = range.upperBound
    while start + 10 < range.upperBound {
      if text[start] == UInt8(ascii: "?") { query = min(query, start) }
      guard text[start].lowercased == UInt8(ascii: "h"), isHTTP(text, start, range.upperBound)
      else {
        start += 1
        continue
      }
      let isValue = start > query
      var index = start
      while index < range.upperBound {
        let byte = text[index]
        if isValue, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "+") { break }
        if isValue, byte == UInt8(ascii: "%"), index + 2 < range.upperBound,
          let high = text[index + 1].hexadecimalValue, let low = text[index + 2].hexadecimalValue
        {
          page.append(high << 4 | low)
          index += 3
        } else {
          page.append(byte)
          index += 1
        }
      }
      return true
    }
    return false
  }

  /// Whether `http://` or `https://` stands there, percent-encoded or not.
  private static func isHTTP(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    for letter in "http".utf8 {
      guard index < end, text[index].lowercased == letter else { return false }
      index += 1
    }
    if index < end, text[index].lowercased == UInt8(ascii: "s") { index += 1 }
    for (mark, digits) in [(0x3A, "3a"), (0x2F, "2f"), (0x2F, "2f")] as [(UInt8, StaticString)] {
      guard index < end else { return false }
      if text[index] == mark {
        index += 1
        continue
      }
      // A literal's bytes live as long as the program.
      let (high, low) = unsafe (digits.utf8Start[0], digits.utf8Start[1])
      guard index + 2 < end, text[index] == UInt8(ascii: "%"), text[index + 1] == high,
        text[index + 2].lowercased == low
      else { return false }
      index += 3
    }
    return true
  }

  /// `/c/s/host/path`, `/v/s/host/path`, `/amp/s/host/path`.
  private static func writePath(
    _ text: Span<UInt8>, _ range: Range<Int>, onlyAMP: Bool, to page: inout [UInt8]
  ) -> Bool {
    var index = range.lowerBound + 1
    var end = index
    while end < range.upperBound, text[end].isLetter { end += 1 }
    let isKind = end == index + 1 && "civ".utf8.contains(text[index])
    let isAMP =
      end == index + 3 && text[index] == UInt8(ascii: "a")
      && text[index + 1] == UInt8(ascii: "m") && text[index + 2] == UInt8(ascii: "p")
    guard isKind && !onlyAMP || isAMP, end < range.upperBound, text[end] == UInt8(ascii: "/") else {
      return false
    }
    index = end + 1
    let isSecure =
      index + 1 < range.upperBound && text[index] == UInt8(ascii: "s")
      && text[index + 1] == UInt8(ascii: "/")
    if isSecure { index += 2 }
    guard holdsHost(text, index..<range.upperBound) else { return false }
    page.append(contentsOf: isSecure ? "https://".utf8 : "http://".utf8)
    page.append(text.extracting(index..<range.upperBound))
    return true
  }

  /// Whether a name with a dot in it stands up to the next slash.
  private static func holdsHost(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var hasDot = false
    while index < range.upperBound, text[index].isHostByte {
      hasDot = hasDot || text[index] == UInt8(ascii: ".")
      index += 1
    }
    return hasDot && (index == range.upperBound || text[index] == UInt8(ascii: "/"))
  }

  /// `www-host--name-example.translate.goog`: a dot is `-`, a `-` is doubled.
  private static func writeHost(
    _ text: Span<UInt8>, _ address: SourceAddress, to page: inout [UInt8]
  ) -> Bool {
    let host = text.extracting(address.host)
    guard ends(host, with: ".translate.goog") || ends(host, with: ".cdn.ampproject.org"),
      let dot = firstIndex(of: UInt8(ascii: "."), in: host, from: 0)
    else { return false }
    page.append(contentsOf: "https://".utf8)
    var index = 0
    var hasDot = false
    while index < dot {
      if host[index] == UInt8(ascii: "-"), index + 1 < dot, host[index + 1] == host[index] {
        page.append(UInt8(ascii: "-"))
        index += 2
      } else {
        hasDot = hasDot || host[index] == UInt8(ascii: "-")
        page.append(host[index] == UInt8(ascii: "-") ? UInt8(ascii: ".") : host[index])
        index += 1
      }
    }
    var end = address.rest.lowerBound
    while end < address.rest.upperBound, text[end] != UInt8(ascii: "?") { end += 1 }
    page.append(text.extracting(address.rest.lowerBound..<end))
    return hasDot
  }

  private static func ends(_ host: Span<UInt8>, with ending: String) -> Bool {
    guard host.count > ending.utf8.count else { return false }
    var index = host.count - ending.utf8.count
    for byte in ending.utf8 {
      if host[index].lowercased != byte { return false }
      index += 1
    }
    return true
  }
}
