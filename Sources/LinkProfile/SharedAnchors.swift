import ByteKeys
import LinkModel
import TextMatching

/// What the anchors are that several owners use: names of the site, or words of trade.
///
/// Only anchors that are neither name, address, headline nor generic are looked at. Natural words repeat
/// as well, so only those with a word of trade join domains into a network; and of the others those that
/// many owners use are what people call the site, which no letters of its host can tell.
struct SharedAnchors {
  private static let fewestOwners = 4
  /// One owner in so many uses a name.
  private static let ownersAName = 100
  private static let mostWords = 6
  private static let longestName = 80

  /// The numbers of the anchors that are names of the site.
  private(set) var names: Set<Int> = []
  /// How many owners use each anchor with a word of trade, two at least.
  private(set) var commercial: [Int: Int] = [:]

  /// Looks at the anchors of all domains.
  ///
  /// - Parameters:
  ///   - tallies: The domains.
  ///   - texts: The texts of the anchors.
  ///   - vocabulary: Knows words of trade.
  ///   - ownerOf: The owner of each domain.
  init(
    _ tallies: [DomainTally], _ texts: borrowing ByteInterner, _ vocabulary: SiteVocabulary,
    owner ownerOf: (Int) -> Int
  ) {
    var uses: [(anchor: UInt32, owner: UInt32)] = []
    var owners: Set<UInt32> = []
    var keywords: Set<Int> = []
    for domain in tallies.indices where tallies.span[domain].anchorRows > 0 {
      let owner = UInt32(ownerOf(domain))
      owners.insert(owner)
      for entry in tallies.span[domain].anchorCounts where entry.isText {
        uses.append((UInt32(entry.anchor), owner))
        if entry.kind != .other { keywords.insert(entry.anchor) }
      }
    }
    uses.sort { ($0.anchor, $0.owner) < ($1.anchor, $1.owner) }
    var trade = vocabulary.trade
    var start = 0
    while start < uses.count {
      let anchor = Int(uses[start].anchor)
      var count = 1
      var end = start + 1
      while end < uses.count, uses[end].anchor == uses[start].anchor {
        if uses[end].owner != uses[end - 1].owner { count += 1 }
        end += 1
      }
      start = end
      guard count > 1 else { continue }
      let text = texts.bytes(anchor)
      let found = trade.matches(in: text)
      if found.contains(where: { $0.test == SiteVocabulary.commercialTest }) {
        commercial[anchor] = count
      } else if found.isEmpty, count >= SharedAnchors.fewestOwners,
        count * SharedAnchors.ownersAName >= owners.count, !keywords.contains(anchor),
        SharedAnchors.isName(text)
      {
        names.insert(anchor)
      }
    }
  }

  /// A few words, letters among them, and no sign of an address.
  private static func isName(_ text: Span<UInt8>) -> Bool {
    guard text.count <= longestName else { return false }
    var words = 1
    var letters = 0
    for index in text.indices {
      switch text[index] {
      case 0x20: words += 1
      case UInt8(ascii: "@"), UInt8(ascii: "/"): return false
      case 0x61...0x7A, 0x80...: letters += 1
      default: break
      }
    }
    return words <= mostWords && letters >= 3
  }

  /// How many owners use at least half of the text anchors of a domain; only anchors with words of trade
  /// are counted together, and 0 is the answer for a domain without text anchors.
  func owners(_ anchors: HashCounts) -> Int {
    // Most domains have one anchor.
    if anchors.count == 1, let only = anchors.first {
      return only.isText ? commercial[only.anchor] ?? 1 : 0
    }
    let counts = anchors.filter(\.isText)
      .map { (owners: commercial[$0.anchor] ?? 1, rows: $0.count) }
      .sorted { $0.owners > $1.owners }
    let total = counts.reduce(0) { $0 + $1.rows }
    var seen = 0
    for count in counts {
      seen += count.rows
      if seen * 2 >= total { return count.owners }
    }
    return 0
  }

  /// Of the rows of a domain whose anchors are of the kind "other", those with a name of the site.
  func named(_ anchors: HashCounts) -> (rows: Int, of: Int) {
    if names.isEmpty { return (0, 1) }
    var rows = 0
    var all = 0
    for entry in anchors where entry.kind == .other {
      all += entry.count
      if names.contains(entry.anchor) { rows += entry.count }
    }
    return (rows, max(1, all))
  }
}

extension HashCounts.Entry {
  /// The tag of an anchor.
  static func tag(anchor: Int, _ kind: AnchorKind) -> Int { anchor << 4 | Int(kind.rawValue) }

  /// The number of the anchor's text.
  var anchor: Int { tag >> 4 }

  /// What the anchor says on these rows.
  var kind: AnchorKind? { AnchorKind(rawValue: UInt8(tag & 15)) }

  /// Words that are neither name, address, headline nor generic.
  var isText: Bool {
    switch kind {
    case .other, .exact, .partial: true
    default: false
    }
  }
}
