package import TextMatching

/// The patterns of one text condition: written in the rule, or taken from word lists.
package struct RuleText: Hashable, Sendable {
  package let op: TextTest.Operator
  package let isRaw: Bool
  /// Patterns written in the rule.
  package let patterns: [String]
  /// Names of word lists.
  package let lists: [String]
  /// Groups of those lists; empty for all.
  package let groups: [String]
}
