/// A form of a text in which a pattern was found, in the order in which they are tried.
package enum TextView: UInt8, Hashable, Sendable, CaseIterable {
  /// The text as it is; only raw tests see it.
  case raw
  /// Case, width and invisible characters folded away.
  case plain
  /// Letters of other scripts replaced by those they look like.
  case skeleton
  /// Letters written apart, or as digits and signs, put together.
  case joined
}

/// A test that a text fulfils.
package struct TextMatch: Hashable, Sendable {
  /// The test's index in the array the matcher was made of.
  package let test: Int
  /// The first view in which one of the test's patterns was found.
  package let view: TextView

  package init(test: Int, view: TextView) {
    self.test = test
    self.view = view
  }
}
