/// How grave a finding is.
public enum Severity: UInt8, Word, Comparable {
  case info, low, medium, high

  /// The natural order.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
