/// The comment above a group of entries that an audit wrote, by which the next run knows its own.
///
/// `# [backlinks] spam-phrase 2026-05-01: Phrase of a spam trade`: the rule, the day on which the
/// entries were first proposed, and the reason. `unseen` before the colon says that the last run did
/// not find them any more.
public struct GroupComment: Hashable, Sendable {
  /// The id of the rule that decided.
  public var rule: String
  /// The day of the data, `2026-05-01`; `nil` when it was not known.
  public var day: String?
  /// Whether the last run did not find the entries any more.
  public var isUnseen = false
  /// Why, in one line.
  public var reason: String

  static let mark = "# [backlinks] "

  /// A comment for the entries of a rule.
  public init(rule: String, day: String? = nil, isUnseen: Bool = false, reason: String) {
    self.rule = String(
      TextMarks.oneLine(rule).map { $0 == " " || $0 == ":" ? "-" : $0 })
    self.day = day
    self.isUnseen = isUnseen
    self.reason = TextMarks.oneLine(reason)
  }

  /// Reads a comment with its `#`; `nil` when no audit wrote it.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.mark), let colon = text.firstIndex(of: ":") else { return nil }
    let head = text[..<colon].dropFirst(Self.mark.count)
    let tail = text[text.index(after: colon)...]
    var words = head.split(separator: " ")
    guard !words.isEmpty, tail.first == " " else { return nil }
    rule = String(words.removeFirst())
    if let word = words.first, Self.isDay(word) { day = String(words.removeFirst()) }
    if words.first == "unseen" {
      isUnseen = true
      words.removeFirst()
    }
    guard words.isEmpty else { return nil }
    reason = String(tail.dropFirst())
  }

  /// The comment as it is written.
  public var text: String {
    Self.mark + rule + (day.map { " " + $0 } ?? "") + (isUnseen ? " unseen" : "") + ": " + reason
  }

  private static func isDay(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8)
    return bytes.count == 10
      && bytes.indices.allSatisfy { index in
        index == 4 || index == 7 ? bytes[index] == UInt8(ascii: "-") : bytes[index] &- 0x30 < 10
      }
  }
}
