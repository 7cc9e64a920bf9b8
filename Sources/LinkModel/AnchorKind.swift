/// What an anchor text says.
public enum AnchorKind: UInt8, Word {
  /// The name of the site or its brand.
  case brand
  /// An address: `example.com`, `https://example.com/x`.
  case url
  /// The headline of the linked page.
  case title
  /// A keyword that the user named, alone.
  case exact
  /// A keyword that the user named, among other words.
  case partial
  /// Says nothing: `here`, `read more`.
  case generic
  /// A linked image without text.
  case image
  /// No text.
  case empty
  /// Anything else.
  case other
}
