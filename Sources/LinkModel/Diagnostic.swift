/// A problem at a place in an input, in words for people.
public struct Diagnostic: Hashable, Sendable {
  /// How grave it is.
  public enum Level: UInt8, Comparable, Sendable {
    case info, warning, error
    /// The natural order.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// How grave it is.
  public let level: Level
  /// The input, as the user named it.
  public let file: String
  /// The physical line from 1, or nil when the problem is the file's.
  public let line: Int?
  /// The column from 1 in characters, or nil.
  public let column: Int?
  /// One lowercase clause: what was found, and what to do.
  public let message: String

  /// A problem at a place.
  public init(_ level: Level, file: String, line: Int? = nil, column: Int? = nil, _ message: String)
  {
    self.level = level
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `ahrefs.csv:1042:17: message`.
  public var description: String {
    let place = [line, column].compactMap { $0.map(String.init) }
    return ([file] + place).joined(separator: ":") + ": " + message
  }
}
