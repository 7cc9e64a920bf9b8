/// How a delimited text separates fields, and how far one record may reach.
public struct Dialect: Hashable, Sendable {
  /// The byte between fields: comma, TAB, semicolon or bar.
  public var separator: UInt8
  /// The byte around fields that hold separators or line ends.
  public var quote: UInt8 = 0x22
  /// The most lines one record may cover; an unclosed quote must not swallow the file.
  public var lineLimit = 64
  /// The most bytes one record may have.
  public var byteLimit = 4 << 20

  /// A dialect with that separator and the usual quote.
  public init(separator: UInt8) {
    self.separator = separator
  }
}

/// Why a record could not be read.
public enum RecordProblem: Hashable, Sendable {
  /// A quote was opened and not closed within the limits.
  case unclosedQuote
  /// More fields than the header has.
  case tooManyFields(Int)
  /// A quoted field of several lines whose quotes do not add up.
  case strayQuotes
  /// Longer than the byte limit.
  case tooLong
}
