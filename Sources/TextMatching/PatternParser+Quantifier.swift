extension PatternParser {
  /// `item`, which starts at `start`, repeated as the quantifier after it says, if there is one.
  mutating func quantified(
    _ item: PatternNode, from start: Int
  ) throws(PatternError) -> PatternNode {
    let offset = position
    guard let (minimum, maximum) = try quantifier() else { return item }
    if case .assertion = item {
      throw PatternError("a place such as '^', '$' or '\\b' cannot be repeated", at: offset)
    }
    switch next {
    case "?": throw PatternError("lazy quantifiers are not known", at: position)
    case "+": throw PatternError("possessive quantifiers are not known", at: position)
    case "*", "{": throw PatternError("a quantifier cannot be repeated; use a group", at: position)
    default: break
    }
    var item = item
    if case .literal(let run) = item { item = folded(run) }
    return .repeating(item, minimum: minimum, maximum: maximum, offset: offset)
  }

  private mutating func quantifier() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    let start = position
    if skip("?") { return (0, 1) }
    if skip("*") { return (0, nil) }
    if skip("+") { return (1, nil) }
    guard skip("{") else { return nil }
    let minimum = try count(from: start)
    if skip("}") { return (minimum, minimum) }
    guard skip(",") else { throw malformed(at: start) }
    if skip("}") { return (minimum, nil) }
    let maximum = try count(from: start)
    guard skip("}") else { throw malformed(at: start) }
    if maximum < minimum { throw PatternError("the range of counts runs backwards", at: start) }
    return (minimum, maximum)
  }

  private mutating func count(from start: Int) throws(PatternError) -> Int {
    let first = position
    var value = 0
    while let digit = next, ("0"..."9").contains(digit) {
      value = value * 10 + Int(digit.value - 0x30)
      if value > PatternParser.largestCount {
        throw PatternError("a count is at most \(PatternParser.largestCount)", at: first)
      }
      position += 1
    }
    if position == first { throw malformed(at: start) }
    return value
  }

  private func malformed(at start: Int) -> PatternError {
    PatternError("counts are written '{3}', '{3,}' or '{3,5}', the sign itself '\\{'", at: start)
  }
}
