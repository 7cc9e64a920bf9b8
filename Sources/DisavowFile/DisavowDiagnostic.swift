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

/// A reason why a file is no disavow file at all.
public enum DisavowError: Error, Hashable {
  /// The bytes are of another format, named in words: "a PDF document".
  case otherFormat(String)
  /// The file has more bytes than ``DisavowDocument/longest``.
  case tooLong(bytes: Int)
}

extension DisavowError: CustomStringConvertible {
  /// One clause in lower case.
  public var description: String {
    switch self {
    case .otherFormat(let name):
      "not a disavow file, but \(name); expected plain text, a line an entry"
    case .tooLong(let bytes):
      "\(bytes) bytes; a disavow file of more than 1 GiB is not read, and Google takes 2 MB"
    }
  }
}
