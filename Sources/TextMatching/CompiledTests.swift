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
    /// The expressions that no rare literal announces, as many together as a machine follows at once.
    let unions: [Union]
    /// The number of the first union among those of all groups.
    let firstUnion: Int
    /// The tests that an empty text fulfils.
    let ofEmptyText: [Int]

    var isEmpty: Bool { patterns.isEmpty }

    /// Expressions that are looked for together.
    struct Union: Sendable {
      var programs: PatternUnion
      /// The test of each program.
      var tests: [Int]
    }

    init(_ patterns: [CompiledPattern], after other: Group? = nil) {
      self.patterns = patterns
      firstNumber = other?.patterns.count ?? 0
      firstUnion = other?.unions.count ?? 0
      var numbers: [[UInt8]: Int] = [:]
      var literals: [[UInt8]] = []
      var pairs: [(literal: Int, pattern: Int)] = []
      var unions: [Union] = []
      var ofEmptyText: [Int] = []
      for (index, pattern) in patterns.enumerated() {
        if let program = pattern.program, !Group.isAnnounced(pattern) {
          Group.add(program, of: pattern.test, to: &unions)
          continue
        }
        guard let required = pattern.literals, !required.contains([]) else {
          ofEmptyText.append(pattern.test)
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
      self.unions = unions
      self.ofEmptyText = ofEmptyText
      userStarts = starts
    }

    /// True when a literal tells of the expression, and few texts have it: following an expression among
    /// others costs less than starting it alone in every second text.
    private static func isAnnounced(_ expression: CompiledPattern) -> Bool {
      expression.literals?.allSatisfy { $0.count > 2 && !WindowChoice.isEverywhere($0) } ?? false
    }

    private static func add(_ program: PatternProgram, of test: Int, to unions: inout [Union]) {
      if unions.last?.programs.hasRoom(for: program) == true {
        unions[unions.count - 1].programs.add(program)
        unions[unions.count - 1].tests.append(test)
      } else {
        unions.append(Union(programs: PatternUnion([program]), tests: [test]))
      }
    }
  }

  init(_ tests: [TextTest]) throws(TextTestError) {
    let patterns = try CompiledPattern.compile(tests)
    testCount = tests.count
    raw = Group(patterns.filter(\.isRaw))
    folded = Group(patterns.filter { !$0.isRaw }, after: raw)
  }
}
