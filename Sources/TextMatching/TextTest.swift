/// One text condition of a rule: an operator and its patterns, any of which suffices.
///
/// Patterns are folded as texts are: blanks at the ends go, and several in a row are one.
package struct TextTest: Hashable, Sendable {
  /// How a pattern is held against a text.
  package enum Operator: Hashable, Sendable, CaseIterable {
    /// The text is the pattern.
    case equals
    /// The pattern occurs anywhere.
    case contains
    /// The pattern occurs and no letter touches it (`WordBoundary` of FoldedText).
    case containsWord
    /// The text begins with the pattern.
    case startsWith
    /// The text ends with the pattern.
    case endsWith
    /// The pattern is an expression of the dialect that ``PatternParser`` describes.
    case matches
  }

  package let op: Operator
  package let patterns: [String]
  /// True when text and patterns are taken as they are, without folding.
  package let isRaw: Bool

  package init(_ op: Operator, _ patterns: [String], isRaw: Bool = false) {
    self.op = op
    self.patterns = patterns
    self.isRaw = isRaw
  }
}
