/// Reads the dialect of `matches`.
///
/// Literals; `\` before an ASCII sign, which then stands for itself; classes `[a-z]` and `[^a-z]`;
/// `\d` (ASCII digits), `\w` (letters, ASCII digits, underscore), `\s` (white space), also in
/// classes; `.` (any character); `?`, `*`, `+`, `{m}`, `{m,}` and `{m,n}` with numbers up to 64;
/// `|`; groups `( )` and `(?: )`; `^` and `$` (start and end of the text); `\b` (where a word
/// character meets another). Everything else is refused, so that a pattern never means something
/// other than its author thinks.
struct PatternParser {
  static let largestCount = 64
  static let deepestGroup = 50
  static let longestPattern = 4_096

  let scalars: [UInt32]
  let fold: (([UInt32]) -> [UInt32])?
  var position = 0
  private var depth = 0

  /// Parses a pattern.
  ///
  /// - Parameters:
  ///   - pattern: The pattern as the rule has it.
  ///   - fold: Folds a literal as texts are folded; nil for raw tests.
  /// - Returns: The pattern, its literals and classes folded.
  /// - Throws: ``PatternError`` for the first place that the dialect does not know.
  static func parse(
    _ pattern: String, fold: (([UInt32]) -> [UInt32])?
  ) throws(PatternError) -> PatternNode {
    var parser = PatternParser(scalars: pattern.unicodeScalars.map(\.value), fold: fold)
    if parser.scalars.isEmpty { throw PatternError("the pattern is empty", at: 0) }
    if parser.scalars.count > longestPattern {
      throw PatternError("the pattern is longer than 4096 characters", at: longestPattern)
    }
    let node = try parser.choice()
    if parser.position < parser.scalars.count {
      throw PatternError("')' closes no group; a sign is written '\\)'", at: parser.position)
    }
    return node
  }

  private init(scalars: [UInt32], fold: (([UInt32]) -> [UInt32])?) {
    self.scalars = scalars
    self.fold = fold
  }

  var next: Unicode.Scalar? {
    position < scalars.count ? Unicode.Scalar(scalars[position]) : nil
  }

  mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    var run: [UInt32] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = position
      let item = try item(scalar)
      let node = try quantified(item, from: start)
      if case .literal(let single) = node {
        run += single
        continue
      }
      nodes.append(folded(run))
      run = []
      nodes.append(node)
    }
    nodes.append(folded(run))
    return .joining(nodes)
  }

  func folded(_ run: [UInt32]) -> PatternNode {
    let result = fold?(run) ?? run
    return result.isEmpty ? .empty : .literal(result)
  }

  private mutating func item(_ scalar: Unicode.Scalar) throws(PatternError) -> PatternNode {
    let start = position
    position += 1
    switch scalar {
    case "(": return try group(from: start)
    case "[": return .oneOf(try characterClass(from: start))
    case ".": return .any
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "\\": return try escape(from: start)
    case "?", "*", "+", "{":
      throw PatternError(
        "'\(scalar)' has nothing to repeat; the sign itself is written '\\\(scalar)'", at: start)
    case "]", "}":
      throw PatternError(
        "'\(scalar)' closes nothing; the sign itself is written '\\\(scalar)'", at: start)
    default: return .literal([scalar.value])
    }
  }

  private mutating func group(from start: Int) throws(PatternError) -> PatternNode {
    if skip("?") {
      guard skip(":") else {
        throw PatternError(
          "only groups '( )' and '(?: )' are known, no lookaround, names or flags", at: start)
      }
    }
    depth += 1
    if depth > PatternParser.deepestGroup {
      throw PatternError("groups nest deeper than \(PatternParser.deepestGroup)", at: start)
    }
    let node = try choice()
    guard skip(")") else { throw PatternError("the group is not closed", at: start) }
    depth -= 1
    // A group keeps its literal apart from the run around it: what follows repeats all of it.
    if case .literal(let literal) = node { return .sequence([.literal(literal)]) }
    return node
  }

  private mutating func escape(from start: Int) throws(PatternError) -> PatternNode {
    if let known = classEscape() { return .oneOf(known) }
    if skip("b") { return .assertion(.wordBoundary) }
    return .literal([try escapedSign(from: start)])
  }

  /// The class after a `\`, when it is one.
  mutating func classEscape() -> ScalarClass? {
    if skip("d") { return .digits }
    if skip("w") { return .wordCharacters }
    if skip("s") { return .blanks }
    return nil
  }

  mutating func escapedSign(from start: Int) throws(PatternError) -> UInt32 {
    guard let sign = next else { throw PatternError("'\\' ends the pattern", at: start) }
    switch sign.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E:
      position += 1
      return sign.value
    case 0x30...0x39:
      throw PatternError("back references such as '\\\(sign)' are not known", at: start)
    default:
      throw PatternError(
        "'\\\(sign)' is not known; only \\d, \\w, \\s, signs and outside of classes \\b", at: start)
    }
  }
}
