public import CalendarTime

/// What a user decided about a referring domain, a host or a page; it outlives rules and exports.
public struct Decision: Hashable, Sendable {
  /// What is to be done.
  public enum Choice: UInt8, Word {
    /// Never propose it.
    case keep
    /// Propose it, unless a hard guard forbids that.
    case disavow
    /// Show it for review.
    case review
    /// Its owner was asked to remove the link; no verdict follows from this, nor from the two below.
    case asked
    /// Its owner says that the link is gone.
    case removed
    /// Its owner does not remove the link.
    case refused

    /// Whether it tells of a request to remove links, beside what is decided about the same subject.
    public var isRequest: Bool { self == .asked || self == .removed || self == .refused }
  }

  /// A canonical host, or a URL.
  public var subject: String
  /// What is to be done.
  public var choice: Choice
  /// Why, in the user's words; may be empty.
  public var note: String
  /// Who decided; may be empty.
  public var author: String
  /// When.
  public var day: Day

  /// A decision.
  public init(subject: String, choice: Choice, note: String = "", author: String = "", day: Day) {
    self.subject = subject
    self.choice = choice
    self.note = note
    self.author = author
    self.day = day
  }

  /// Whether the subject is a URL, not a host.
  public var isPage: Bool { subject.utf8.contains(UInt8(ascii: "/")) }

  /// What reports say: `decided by you on 2026-09-30: asked for it`.
  public var sentence: String {
    "decided by \(author.isEmpty ? "you" : author) on \(day)" + (note.isEmpty ? "" : ": \(note)")
  }
}
