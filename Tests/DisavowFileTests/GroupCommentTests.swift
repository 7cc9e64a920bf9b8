import Testing

@testable import DisavowFile

@Suite struct GroupCommentTests {
  static let comments = [
    GroupComment(rule: "spam-phrase", reason: "Phrase of a spam trade"),
    GroupComment(rule: "spam-phrase", day: "2026-05-01", reason: "a: b"),
    GroupComment(rule: "r", day: "2026-05-01", isUnseen: true, reason: ""),
    GroupComment(rule: "r", isUnseen: true, reason: "x"),
    GroupComment(rule: "a b:c", reason: "two\nlines"),
  ]

  @Test(arguments: comments)
  func `what is written is read back`(_ comment: GroupComment) {
    #expect(GroupComment(comment.text) == comment)
    #expect(!comment.text.contains("\n"))
  }

  @Test(arguments: [
    "# [backlinks] spam", "# [backlinks] : x", "# [backlinks] spam yesterday: x",
    "# [backlinks] spam 2026-5-1: x", "# [backlinks] spam:x", "# a note: x", "[backlinks] spam: x",
    "# [backlinks] spam unseen 2026-05-01: x", "",
  ])
  func `a comment in another form is the user's`(_ text: String) {
    #expect(GroupComment(text) == nil)
  }
}
