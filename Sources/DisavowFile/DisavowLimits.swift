/// What Google takes in one file.
///
/// - Source: Search Console help, "Disavow links to your site": 100,000 lines with blanks and
///   comments, 2 MB, URLs of 2,048 characters.
public struct DisavowLimits: Hashable, Sendable {
  /// Most lines, blank ones and comments included.
  public var lines: Int
  /// Most bytes; 2,000,000 is the safe reading of Google's "2MB".
  public var bytes: Int

  /// Google's limits, or others.
  public init(lines: Int = 100_000, bytes: Int = 2_000_000) {
    self.lines = lines
    self.bytes = bytes
  }

  static let urlCharacters = 2_048
}
