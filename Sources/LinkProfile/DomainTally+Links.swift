import ByteKeys
import LinkModel

extension DomainTally {
  /// Flags of a link in ``links``, and of a page in ``pages``.
  enum Flag {
    static let live: UInt32 = 1
    static let lost: UInt32 = 2
    static let nofollow: UInt32 = 4
    static let saysRel: UInt32 = 8
    static let targetDead: UInt32 = 16
    static let targetAlive: UInt32 = 32
    /// A decisive or evidence link rule fired.
    static let isBad: UInt32 = 64
    /// A decisive link rule fired.
    static let isDecisive: UInt32 = 128
    /// An exporter names target and anchor of the link, or of a link of the page.
    static let isWhole: UInt32 = 256

    private static let kindShift: UInt32 = 9
    private static let kinds: UInt32 = 15 << kindShift
    private static let toolShift: UInt32 = 13
    /// The flags of all exporters.
    static let tools: UInt32 = 0x7FF << toolShift

    /// The flags of what an anchor says.
    ///
    /// The kind follows from the link, but that of a link without text: when one exporter calls it an
    /// image and another says nothing, the flags of both must be those of an image.
    static func kind(_ kind: AnchorKind) -> UInt32 {
      switch kind {
      case .image: 15 << kindShift
      case .empty: 14 << kindShift
      default: UInt32(kind.rawValue + 1) << kindShift
      }
    }

    /// What flags say of an anchor; nil: nothing is known.
    static func kind(in flags: UInt32) -> AnchorKind? {
      switch (flags & kinds) >> kindShift {
      case 0: nil
      case 15: .image
      case 14: .empty
      case let place: AnchorKind(rawValue: UInt8(place - 1))
      }
    }

    /// How many exporters have a flag of their own; further ones share the next, and ``LaterTools`` tells
    /// them apart.
    static let ownTools = 10

    /// The flag of an exporter.
    static func tool(_ number: Int) -> UInt32 { 1 << (toolShift + UInt32(min(number, ownTools))) }
  }

  /// How many links have flags for which the condition holds, each link once; see ``linkFlags``.
  func count(where holds: (UInt32) -> Bool) -> Int { linkFlags.count(where: holds) }

  /// The flags of the links, each link once, for several counts.
  ///
  /// An exporter that names only the page, or page and target, says nothing new of a page of which another
  /// names whole links. A domain of which no page is known has one link, of which its rows say what is known.
  var linkFlags: LinkFlags { linkFlags(links: links.flags, pages: pages.flags) }

  /// The same from the flags of ``links`` and ``pages``.
  func linkFlags(links: MemberFlags, pages: MemberFlags) -> LinkFlags {
    let whole = links.filter { $0 & Flag.isWhole != 0 }
    if whole.count(where: { _ in true }) > 0 {
      return LinkFlags(whole, pages.filter { $0 & Flag.isWhole == 0 })
    }
    if pages.count(where: { _ in true }) > 0 { return LinkFlags(links, MemberFlags([])) }
    return LinkFlags(MemberFlags(reported != 0 ? [reported] : []), MemberFlags([]))
  }

  /// Pages that hold links: one at least.
  var pageCount: Int { max(1, pages.count) }
}

/// The flags of a domain's links: of whole links, and of pages of which no whole link is known.
struct LinkFlags {
  private let links: MemberFlags
  private let pages: MemberFlags

  init(_ links: MemberFlags, _ pages: MemberFlags) {
    self.links = links
    self.pages = pages
  }

  /// How many links have flags for which the condition holds.
  func count(where holds: (UInt32) -> Bool) -> Int {
    links.count(where: holds) + pages.count(where: holds)
  }

  /// Adds each link to the count that a function names for its flags; nil: to none.
  func count(into counts: inout [Int], by place: (UInt32) -> Int?) {
    links.count(into: &counts, by: place)
    pages.count(into: &counts, by: place)
  }
}
