/// A problem of a disavow file, found at a line or in the whole.
public struct DisavowDiagnostic: Hashable, Sendable {
  /// How grave a problem is.
  public enum Severity: String, Comparable, Sendable {
    /// Repaired, or without effect.
    case info
    /// Valid, likely not meant.
    case warning
    /// Cannot be uploaded, or is guarded.
    case error

    /// Info below warning below error.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.order < right.order
    }

    private var order: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The line, from 1; `nil` when the problem is the file's.
  public var line: Int?
  /// The stable word.
  public var code: DisavowCode
  /// How grave it is.
  public var severity: Severity
  /// One clause in lower case: what was found.
  public var message: String

  /// A problem with the severity and the words that its code has.
  init(_ code: DisavowCode, line: Int? = nil, isRejection: Bool = false) {
    self.line = line
    self.code = code
    severity = isRejection ? .error : code.meaning.severity
    message = code.meaning.message
  }

  /// A problem that a guard or another check found.
  public init(line: Int?, code: DisavowCode, severity: Severity, message: String) {
    self.line = line
    self.code = code
    self.severity = severity
    self.message = message
  }
}

/// What is known about hosts outside this library: which entries are guarded, which names exist.
public struct DisavowChecks: Sendable {
  /// Why an entry must not be uploaded.
  public struct Guard: Hashable, Sendable {
    /// The stable word, `GUARD_TLD`.
    public var code: DisavowCode
    /// One clause in lower case.
    public var message: String

    /// A guard's answer.
    public init(code: DisavowCode, message: String) {
      self.code = code
      self.message = message
    }
  }

  /// The guard that holds an entry; `nil` when none does.
  public var guardReason: @Sendable (DisavowEntry) -> Guard?
  /// Whether the top-level domain of a host of two labels or more is known.
  public var hasKnownTopLevel: @Sendable (String) -> Bool

  /// Checks that find nothing until they are set.
  public init(
    guardReason: @escaping @Sendable (DisavowEntry) -> Guard? = { _ in nil },
    hasKnownTopLevel: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.guardReason = guardReason
    self.hasKnownTopLevel = hasKnownTopLevel
  }
}

/// A reason why a file is no disavow file at all.
public enum DisavowError: Error, Hashable {
  /// The bytes are of another format, named in words: "a PDF document".
  case otherFormat(String)
}

extension DisavowError: CustomStringConvertible {
  /// One clause in lower case.
  public var description: String {
    switch self {
    case .otherFormat(let name):
      "not a disavow file, but \(name); expected plain text, a line an entry"
    }
  }
}
