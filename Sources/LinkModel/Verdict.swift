/// What the evidence says of a referring domain or a link.
public enum LinkClass: UInt8, Word {
  case clean, noise, suspicious, toxic
}

/// What to do about a referring domain or a link.
public enum Verdict: UInt8, Word, Comparable {
  case keep, ignore, review
  case disavowURL, disavowHost, disavowDomain

  /// The word in files: `disavow-domain`.
  public var name: String {
    switch self {
    case .keep: "keep"
    case .ignore: "ignore"
    case .review: "review"
    case .disavowURL: "disavow-url"
    case .disavowHost: "disavow-host"
    case .disavowDomain: "disavow-domain"
    }
  }

  /// True when it puts a line into the disavow file.
  public var isDisavow: Bool { self >= .disavowURL }

  /// From harmless to grave.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rawValue < right.rawValue }
}

/// How readily a file is disavowed.
public enum Policy: UInt8, Word {
  /// Decisive evidence only.
  case watch
  /// The default.
  case clean
  /// After a manual action: also paid, directory, sitewide and comment links.
  case manualAction

  /// The word in files: `manual-action`.
  public var name: String { self == .manualAction ? "manual-action" : "\(self)" }
}
