import LinkModel
import FoldedText
import WebAddress

/// How the name of a referring domain resembles a name of the site.
package enum NameLikeness: UInt8, Word {
  /// Not at all.
  case none
  /// The same under another ending: `lanternharbour.shop`.
  case ending
  /// The same with more around it: `get-lanternharbour.example`.
  case words
  /// The same but for one letter, or for letters that look alike: `lanternharb0ur.example`.
  case letters
}

/// The names of a site, to compare domains with.
struct SiteNames {
  /// Shorter names are parts of others, or like others, by chance.
  private static let shortest = (ending: 5, words: 6, letters: 8)

  /// Letters and digits only, in lower case.
  private let names: [[UInt8]]

  /// - Parameter names: The label of the site's domain, and what the user calls the site.
  init(_ names: [String]) {
    var folder = TextFolder()
    self.names = names.map { name in
      var folded: [UInt8] = []
      folder.plain(Array(name.utf8).span, into: &folded)
      return AnchorWords.compacted(folded.span)
    }.filter { $0.count >= SiteNames.shortest.ending }
  }

  /// How a domain's name resembles one of these; the plainest likeness counts.
  func likeness(of domain: String) -> NameLikeness {
    if names.isEmpty { return .none }
    let label = Array(domain.utf8.prefix { $0 != UInt8(ascii: ".") })
    let compact = label.filter { $0 != UInt8(ascii: "-") }
    var found = NameLikeness.none
    for name in names {
      if compact == name { return .ending }
      if name.count >= SiteNames.shortest.words, SiteNames.holds(compact, name) {
        found = .words
      } else if found == .none, name.count >= SiteNames.shortest.letters,
        SiteNames.readings(of: label, compact).contains(where: { SiteNames.areClose($0, name) })
      {
        found = .letters
      }
    }
    return found
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count < text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }

  /// What people may read in a label: itself, and in an encoded one the letters that it looks like.
  private static func readings(of label: [UInt8], _ compact: [UInt8]) -> [[UInt8]] {
    guard label.starts(with: Array("xn--".utf8)), let text = HostName.unicodeText(label.span) else {
      return [compact]
    }
    var folder = TextFolder()
    var plain: [UInt8] = []
    var skeleton: [UInt8] = []
    folder.plain(Array(text.utf8).span, into: &plain)
    _ = folder.skeleton(plain.span, into: &skeleton)
    return ([plain] + skeleton.split(separator: 0x0A).map(Array.init))
      .map { AnchorWords.compacted($0.span) }
  }

  /// Whether two texts are the same but for letters that look alike, or for one letter: another, one more,
  /// one less, or two that changed places.
  private static func areClose(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if abs(left.count - right.count) > 2 { return false }
    if lookAlike(left) == lookAlike(right) { return true }
    let longer = left.count >= right.count ? left : right
    let shorter = left.count >= right.count ? right : left
    let start = zip(left, right).prefix { $0 == $1 }.count
    let (restLong, restShort) = (longer[start...], shorter[start...])
    switch longer.count - shorter.count {
    case 0:
      if restLong.dropFirst() == restShort.dropFirst() { return true }
      return restLong.count >= 2 && restLong.dropFirst(2) == restShort.dropFirst(2)
        && restLong[start] == restShort[start + 1] && restLong[start + 1] == restShort[start]
    case 1: return restLong.dropFirst() == restShort
    default: return false
    }
  }

  /// The text with one letter for those that look alike in print.
  private static func lookAlike(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for byte in text {
      switch (out.last, byte) {
      case (UInt8(ascii: "r"), UInt8(ascii: "n")): out[out.count - 1] = UInt8(ascii: "m")
      case (UInt8(ascii: "v"), UInt8(ascii: "v")): out[out.count - 1] = UInt8(ascii: "w")
      case (_, UInt8(ascii: "0")): out.append(UInt8(ascii: "o"))
      case (_, UInt8(ascii: "1")), (_, UInt8(ascii: "i")): out.append(UInt8(ascii: "l"))
      case (_, UInt8(ascii: "3")): out.append(UInt8(ascii: "e"))
      case (_, UInt8(ascii: "5")): out.append(UInt8(ascii: "s"))
      default: out.append(byte)
      }
    }
    return out
  }
}
