/// A closed list of words, each with a number that batches store.
public protocol Word: CaseIterable, RawRepresentable<UInt8>, Sendable {
  /// The word in files, rules and output.
  var name: String { get }
}

extension Word {
  /// The name of the case.
  public var name: String { "\(self)" }

  /// All words, by number.
  public static var names: [String] { allCases.map(\.name) }

  /// The value of a word, or nil.
  public init?(named name: String) {
    guard let value = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = value
  }
}

/// What a record is.
public enum RecordKind: UInt8, Word {
  case link, domain, referral
}

/// Where on the source page a link stands.
public enum Placement: UInt8, Word {
  case content, navigation, header, footer, sidebar, comment, unknown
}

/// Whether a link is there.
public enum LinkStatus: UInt8, Word {
  case live, lost, new, unverified
}

/// What was fetched by a visitor who came from the referrer.
public enum HitType: UInt8, Word {
  case link, embed, form
}

/// Whether a referrer names a page or only its site.
public enum Granularity: UInt8, Word {
  case page, origin
}

/// What kind of site a referrer is.
public enum ReferrerClass: UInt8, Word {
  case site, search, social, ai, mail, ad, shortener, app, feed, monitor, cache
}

/// What kinds of link a record describes.
public struct LinkTypes: OptionSet, Hashable, Sendable {
  /// One bit a kind, in the order of ``names``.
  public let rawValue: UInt16

  /// The set with those bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The words, by bit.
  public static let names = [
    "text", "image", "redirect", "canonical", "alternate", "rss", "frame", "form", "mention",
    "other",
  ]

  /// A link with text.
  public static let text = LinkTypes(rawValue: 1)
  /// A linked image.
  public static let image = LinkTypes(rawValue: 2)
  /// A redirect to the target.
  public static let redirect = LinkTypes(rawValue: 4)
  /// rel=canonical, a feed, a frame or a form: not a link that a reader follows.
  public static let technical = LinkTypes(rawValue: 8 | 16 | 32 | 64 | 128)
  /// The target is named, not linked.
  public static let mention = LinkTypes(rawValue: 256)
}
