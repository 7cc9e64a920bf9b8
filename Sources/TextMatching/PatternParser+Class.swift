extension PatternParser {
  private enum ClassMember {
    case single(UInt32)
    case set(ScalarClass)
  }

  /// Reads a class whose `[` was read at `start`.
  mutating func characterClass(from start: Int) throws(PatternError) -> ScalarClass {
    var result = ScalarClass()
    result.isNegated = skip("^")
    if next == "]" {
      throw PatternError("the class is empty; the sign itself is written '\\]'", at: start)
    }
    while !skip("]") {
      let memberStart = position
      switch try classMember(of: start) {
      case .set(let set): result.formUnion(set)
      case .single(let low):
        guard startsRangeEnd() else {
          result.insert(low...low)
          continue
        }
        position += 1
        guard case .single(let high) = try classMember(of: start), high >= low else {
          throw PatternError(
            "the range does not run from a lower to a higher sign", at: memberStart)
        }
        result.insert(low...high)
      }
    }
    if let fold { result.fold { fold([$0]) } }
    result.seal()
    return result
  }

  /// True before a `-` that is not the last sign of the class.
  private func startsRangeEnd() -> Bool {
    next == "-" && position + 1 < scalars.count && scalars[position + 1] != 0x5D
  }

  private mutating func classMember(of start: Int) throws(PatternError) -> ClassMember {
    guard let scalar = next else { throw PatternError("the class is not closed", at: start) }
    let memberStart = position
    position += 1
    if scalar == "[" {
      throw PatternError(
        "classes do not nest; the sign itself is written '\\['", at: memberStart)
    }
    guard scalar == "\\" else { return .single(scalar.value) }
    if let known = classEscape() { return .set(known) }
    return .single(try escapedSign(from: memberStart))
  }
}
