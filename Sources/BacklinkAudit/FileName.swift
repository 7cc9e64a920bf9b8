import CalendarTime
import WebAddress

/// What an exporter's file name says.
enum FileName {
  /// The property of a Search Console export: `https___www.shop.example_-Latest links-2026-09-30.csv`,
  /// or `shop.example-Latest links-2026-09-30.csv`.
  static func property(of path: String) -> String? {
    // A sheet of an archive is named after the report, the archive after the property.
    let parts = path.split(separator: "/").map(String.init)
    let isMember = parts.count > 1 && parts[parts.count - 2].hasSuffix(".zip")
    var name = (isMember ? parts.dropLast() : parts[...]).last ?? path
    for ending in [".gz", ".csv", ".tsv", ".txt", ".zip"] where name.hasSuffix(ending) {
      name = String(name.dropLast(ending.count))
    }
    for scheme in ["https___", "http___"] where name.hasPrefix(scheme) {
      name = String(name.dropFirst(scheme.count))
    }
    let host = name.prefix { $0 != "_" && !$0.isWhitespace && $0 != "," }
    var text = String(host)
    if let range = text.range(ofDash: "Latest") ?? text.range(ofDash: "More")
      ?? text.range(ofDash: "Top")
    {
      text = String(text[..<range])
    }
    while text.hasSuffix("-") { text.removeLast() }
    let bytes = Array(text.utf8)
    var canonical: [UInt8] = []
    // A file called links.v2.csv names no site.
    let top = text.split(separator: ".").last ?? ""
    guard text.contains("."), top.hasPrefix("xn--") || top.allSatisfy(\.isLetter),
      HostName.canonical(bytes.span, into: &canonical) != nil
    else {
      return nil
    }
    return String(decoding: canonical, as: UTF8.self)
  }
}

extension FileName {
  /// The day that a name holds: `backlinks-2026-09-30.csv`, `backlinks_20260930.csv`; of several the last.
  static func day(of path: String) -> Day? {
    let bytes = Array(
      path.utf8.split(separator: UInt8(ascii: "/")).suffix(2).joined(separator: [0]))
    var found: Day?
    for start in bytes.indices where start == 0 || !isDigit(bytes[start - 1]) {
      let rest = bytes[start...]
      let isPlain = rest.prefix(8).count(where: isDigit) == 8
      let isSplit =
        rest.count >= 10 && [4, 7].allSatisfy { isSeparator(bytes[start + $0]) }
        && rest.prefix(10).count(where: isDigit) == 8
      guard isPlain || isSplit else { continue }
      let digits = rest.prefix(10).filter(isDigit).map { Int($0) - 0x30 }
      func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + digits[$1] } }
      let day = Day(year: number(0..<4), month: number(4..<6), day: number(6..<8))
      if let day, day.date.year >= 2000 { found = day }
    }
    return found
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}

extension String {
  /// Where "-word" begins.
  fileprivate func range(ofDash word: String) -> String.Index? {
    let mark = "-" + word
    return indices.first { self[$0...].hasPrefix(mark) }
  }
}
