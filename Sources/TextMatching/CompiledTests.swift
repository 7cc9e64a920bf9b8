/// All patterns of all tests, arranged so that one scan of a view finds those to look at.
///
/// Never changes; matchers on several threads may share one.
final class CompiledTests: Sendable {
  let testCount: Int
  let raw: Group
  let folded: Group

  /// The patterns of the tests that see the same views; only ever lent, so that no list is counted a text.
  struct Group: ~Copyable, Sendable {
    let patterns: [CompiledPattern]
    /// The number of the first pattern among those of all groups.
    let firstNumber: Int
    let literals: LiteralSet
    /// For each literal where its patterns start in `users`, and the end of the last.
    let userStarts: [Int32]
    /// The patterns that need a literal.
    let users: [User]
    /// The expressions that no rare literal announces, as many together as a machine follows at once.
    let unions: [Union]
    /// The number of the first union among those of all groups.
    let firstUnion: Int
    /// The tests that an empty text fulfils.
    let ofEmptyText: [Int]

    var isEmpty: Bool { patterns.isEmpty }

    /// A pattern to look at where one of its literals is.
    struct User: Sendable {
      let pattern: Int32
      let test: Int32
      let op: TextTest.Operator
    }

    /// Expressions that are looked for together.
    struct Union: Sendable {
      var programs: PatternUnion
      /// The test of each program.
      var tests: [Int]
    }

    init(_ patterns: [CompiledPattern], firstNumber: Int = 0, firstUnion: Int = 0) {
      self.patterns = patterns
      self.firstNumber = firstNumber
      self.firstUnion = firstUnion
      var numbers: [[UInt8]: Int] = [:]
      var literals: [[UInt8]] = []
      var usersOf: [[User]] = []
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
            usersOf.append([])
          }
          usersOf[number].append(
            User(pattern: Int32(index), test: Int32(pattern.test), op: pattern.op))
        }
      }
      self.literals = LiteralSet(literals)
      self.unions = unions
      self.ofEmptyText = ofEmptyText
      users = usersOf.flatMap(\.self)
      userStarts = usersOf.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
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
    folded = Group(
      patterns.filter { !$0.isRaw }, firstNumber: raw.patterns.count,
      firstUnion: raw.unions.count)
  }
}
