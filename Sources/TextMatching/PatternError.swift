/// Why a pattern is not accepted.
package struct PatternError: Error, Hashable, Sendable {
  /// One lowercase clause.
  package let message: String
  /// Where in the pattern, counted in Unicode scalars from 0.
  package let characterOffset: Int

  package init(_ message: String, at characterOffset: Int) {
    self.message = message
    self.characterOffset = characterOffset
  }
}

extension PatternError: CustomStringConvertible {
  package var description: String { "character \(characterOffset + 1): \(message)" }
}

/// A pattern that is not accepted, and whose it is.
package struct TextTestError: Error, Hashable, Sendable {
  /// The test's index in the array given to the matcher.
  package let test: Int
  /// The pattern's index in the test.
  package let pattern: Int
  package let error: PatternError
}

extension TextTestError: CustomStringConvertible {
  package var description: String { "test \(test), pattern \(pattern): \(error)" }
}
