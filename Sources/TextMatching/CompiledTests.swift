/// All patterns of all tests, arranged so that one scan of a view finds those to look at.
///
/// Never changes; matchers on several threads may share one.
final class CompiledTests: Sendable {
  let testCount: Int
  let raw: Group
  let folded: Group

  /// The patterns of the tests that see the same views.
  final class Group: Sendable {
    let patterns: [CompiledPattern]
    /// The number of the first pattern among those of all groups.
    let firstNumber: Int
    let literals: LiteralSet
    /// For each literal where its patterns start in `users`, and the end of the last.
    let userStarts: [Int]
    /// Indices of patterns.
    let users: [Int]
    /// Indices of patterns that no literal can announce.
    let unannounced: [Int]

    var isEmpty: Bool { patterns.isEmpty }

    init(_ patterns: [CompiledPattern], firstNumber: Int) {
      self.patterns = patterns
      self.firstNumber = firstNumber
      var numbers: [[UInt8]: Int] = [:]
      var literals: [[UInt8]] = []
      var pairs: [(literal: Int, pattern: Int)] = []
      var unannounced: [Int] = []
      for (index, pattern) in patterns.enumerated() {
        guard let required = pattern.literals, !required.contains([]) else {
          unannounced.append(index)
          continue
        }
        for literal in Set(required) {
          let number = numbers[literal] ?? literals.count
          if number == literals.count {
            numbers[literal] = number
            literals.append(literal)
          }
          pairs.append((number, index))
        }
      }
      var starts = [Int](repeating: 0, count: literals.count + 1)
      for pair in pairs { starts[pair.literal + 1] += 1 }
      for index in literals.indices { starts[index + 1] += starts[index] }
      var free = starts
      var users = [Int](repeating: 0, count: pairs.count)
      for pair in pairs {
        users[free[pair.literal]] = pair.pattern
        free[pair.literal] += 1
      }
      self.literals = LiteralSet(literals)
      self.users = users
      self.unannounced = unannounced
      userStarts = starts
    }
  }

  init(_ tests: [TextTest]) throws(TextTestError) {
    let patterns = try CompiledPattern.compile(tests)
    testCount = tests.count
    raw = Group(patterns.filter(\.isRaw), firstNumber: 0)
    folded = Group(patterns.filter { !$0.isRaw }, firstNumber: raw.patterns.count)
  }
}
