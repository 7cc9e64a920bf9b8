/// A pattern of a test, folded and parsed.
struct CompiledPattern: Sendable {
  let test: Int
  let isRaw: Bool
  let op: TextTest.Operator
  /// The expression of the operator `matches`.
  let program: PatternProgram?
  /// Texts without any of these cannot match; nil when nothing is known to be required.
  ///
  /// For all operators but `matches` it is the one text that is looked for.
  let literals: [[UInt8]]?

  /// Compiles every pattern of every test, in order.
  static func compile(_ tests: [TextTest]) throws(TextTestError) -> [CompiledPattern] {
    let folder = PatternFolder()
    var result: [CompiledPattern] = []
    for (testIndex, test) in tests.enumerated() {
      for (patternIndex, pattern) in test.patterns.enumerated() {
        do throws(PatternError) {
          result.append(try CompiledPattern(pattern, of: test, at: testIndex, folder))
        } catch {
          throw TextTestError(test: testIndex, pattern: patternIndex, error: error)
        }
      }
    }
    return result
  }

  private init(
    _ pattern: String, of test: TextTest, at index: Int, _ folder: PatternFolder
  ) throws(PatternError) {
    self.test = index
    isRaw = test.isRaw
    op = test.op
    if test.op == .matches {
      let node = try PatternParser.parse(
        pattern, fold: test.isRaw ? nil : { run in folder.folded(run) })
      program = try PatternProgram(node)
      literals = node.requiredLiterals.map { $0.map(utf8) }
      return
    }
    let literal = test.isRaw ? Array(pattern.utf8) : folder.folded(pattern)
    if literal.isEmpty && test.op != .equals {
      throw PatternError("the pattern is empty and would be in every text", at: 0)
    }
    literals = [literal]
    program = nil
  }
}

private func utf8(_ scalars: [UInt32]) -> [UInt8] {
  Array(String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init))).utf8)
}
