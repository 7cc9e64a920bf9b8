/// All text tests of one kind of field, compiled once and answered together.
///
/// Folded tests look into up to three views of a text (``TextView``), raw tests at the text itself.
/// Every literal of every test is in one set that is scanned for once a view, so the cost of a text
/// hardly depends on the number of tests. A copy shares the compiled tests; give each thread its
/// own.
package struct TextMatcher: Sendable {
  /// Only so many bytes at the start of a text are looked at.
  package static let longestText = 65_536

  private let tests: CompiledTests
  private let seesDisguises: Bool
  private var folder = ViewFolder()
  private var search: MatchSearch
  private var cache: MatchCache?

  /// Compiles tests.
  ///
  /// - Parameters:
  ///   - tests: The tests; a match names them by their index.
  ///   - remembering: How many texts to remember the answers of: worth it for fields that repeat,
  ///     such as anchors and titles; 0, for URLs, remembers none.
  ///   - seesDisguises: Whether folded tests see the skeleton and joined views too: off for URLs,
  ///     which nobody reads.
  /// - Throws: ``TextTestError`` for the first pattern that is not accepted.
  package init(
    tests: [TextTest], remembering: Int = 0, seesDisguises: Bool = true
  ) throws(TextTestError) {
    self.seesDisguises = seesDisguises
    self.tests = try CompiledTests(tests)
    search = MatchSearch(self.tests)
    cache = remembering > 0 ? MatchCache(size: remembering) : nil
  }

  /// Throws when a pattern of the test is not accepted.
  package static func check(_ test: TextTest) throws(TextTestError) {
    _ = try CompiledPattern.compile([test])
  }

  /// The tests that `text` fulfils, in ascending order.
  package mutating func matches(in text: Span<UInt8>) -> [TextMatch] {
    var result: [TextMatch] = []
    appendMatches(in: text, to: &result)
    return result
  }

  /// Appends the tests that `text` fulfils, in ascending order.
  ///
  /// Where nothing is found, nothing is allocated.
  package mutating func appendMatches(in text: Span<UInt8>, to result: inout [TextMatch]) {
    let text = text.cut(to: TextMatcher.longestText)
    let hash = cache?.hash(text) ?? 0
    if let isKnown = cache?.recall(hash, into: &result), isKnown { return }
    TextMatcher.find(tests, in: text, seesDisguises, &folder, &search)
    search.sort()
    for index in search.found.indices { result.append(search.found[index]) }
    cache?.remember(hash, search.found)
  }

  private static func find(
    _ tests: CompiledTests, in text: Span<UInt8>, _ seesDisguises: Bool,
    _ folder: inout ViewFolder, _ search: inout MatchSearch
  ) {
    search.begin()
    if !tests.raw.isEmpty { search.search(.raw, text, for: tests.raw) }
    if tests.folded.isEmpty { return }
    if !seesDisguises {
      folder.foldPlain(text)
      return search.search(.plain, folder.plain, for: tests.folded)
    }
    folder.fold(text)
    search.search(.plain, folder.plain, for: tests.folded)
    if !folder.skeleton.isEmpty {
      search.search(.skeleton, folder.skeleton.span, for: tests.folded)
    }
    if !folder.joined.isEmpty { search.search(.joined, folder.joined.span, for: tests.folded) }
  }
}
