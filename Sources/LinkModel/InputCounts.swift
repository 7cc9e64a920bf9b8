/// Where every row or line of an input ended: exactly one of used, skipped and rejected.
public struct InputCounts: Hashable, Sendable {
  /// Rows that became records.
  public var used = 0
  /// Those of `used` that needed repair, by reason.
  public var repaired: [String: Int] = [:]
  /// Rows understood and not wanted, by reason.
  public var skipped: [String: Int] = [:]
  /// Rows not understood, by reason.
  public var rejected: [String: Int] = [:]

  /// No rows.
  public init() {}

  /// All rows skipped.
  public var skippedTotal: Int { skipped.values.reduce(0, +) }
  /// All rows rejected.
  public var rejectedTotal: Int { rejected.values.reduce(0, +) }
  /// All rows read.
  public var total: Int { used + skippedTotal + rejectedTotal }

  /// Adds the counts of another input.
  public mutating func add(_ other: InputCounts) {
    used += other.used
    repaired.merge(other.repaired, uniquingKeysWith: +)
    skipped.merge(other.skipped, uniquingKeysWith: +)
    rejected.merge(other.rejected, uniquingKeysWith: +)
  }
}

/// A row that could not be used: where it stood, why, and its bytes.
public struct Reject: Hashable, Sendable {
  /// The input.
  public let file: String
  /// The physical line from 1.
  public let line: Int
  /// A stable word for the reason: `too-many-fields`.
  public let reason: String
  /// What was wrong, for people.
  public let detail: String
  /// The bytes of the row, cut at 64 KiB.
  public let raw: [UInt8]

  /// A rejected row.
  public init(file: String, line: Int, reason: String, detail: String, raw: [UInt8]) {
    self.file = file
    self.line = line
    self.reason = reason
    self.detail = detail
    self.raw = raw
  }
}
