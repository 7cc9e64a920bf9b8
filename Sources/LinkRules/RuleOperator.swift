package import LinkModel
import TextMatching

/// The words between a field and what it is held against.
package enum RuleOperator: String, CaseIterable, Sendable {
  case `is`
  case `in`
  case contains
  case containsWord = "contains_word"
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case matches, raw
  case inList = "in_list"
  case atLeast = "at_least"
  case atMost = "at_most"
  case between
  case withinDays = "within_days"

  /// One sentence on when it holds.
  package var meaning: String {
    switch self {
    case .is: "It is this."
    case .in: "It is one of these."
    case .contains: "One of these occurs in it."
    case .containsWord: "One of these occurs in it, and no letter touches it."
    case .startsWith: "It begins with one of these."
    case .endsWith: "It ends with one of these."
    case .matches: "One of these patterns occurs in it."
    case .raw: "The operators inside see the text as it is, without folding."
    case .inList: "The host, or one above it, is on the list of that name or among these."
    case .atLeast: "It is this or more."
    case .atMost: "It is this or less."
    case .between: "It is one of these two or lies between them."
    case .withinDays: "It is at most so many days before the day that the audit counts from."
    }
  }

  /// Whether it holds a text against patterns.
  var isTextTest: Bool { textTest != nil }

  /// The test of texts that it stands for; nil when it is none.
  var textTest: TextTest.Operator? {
    switch self {
    case .is, .in: .equals
    case .contains: .contains
    case .containsWord: .containsWord
    case .startsWith: .startsWith
    case .endsWith: .endsWith
    case .matches: .matches
    default: nil
    }
  }
}

extension FieldKind {
  /// The operators that fit values of this kind.
  package var operators: [RuleOperator] {
    switch self {
    case .text, .list:
      [.is, .in, .contains, .containsWord, .startsWith, .endsWith, .matches, .raw, .inList]
    case .flag, .choice, .choices: [.is, .in]
    case .integer, .decimal: [.is, .in, .atLeast, .atMost, .between]
    case .moment: [.atLeast, .atMost, .between, .withinDays]
    }
  }
}
