extension PatternNode {
  /// Literals shorter than this tell too little about a text.
  private static let shortestRequired = 2
  private static let mostRequired = 64

  /// Texts one of which is in every match: the set whose shortest member is longest.
  ///
  /// Nil when no literal is required.
  var requiredLiterals: [[UInt32]]? {
    var parts: [PatternNode] = []
    flatten(into: &parts)
    var best: [[UInt32]]?
    var run: [UInt32] = []
    for part in parts {
      if case .literal(let literal) = part {
        run += literal
        continue
      }
      best = PatternNode.better(best, [run])
      run = []
      best = PatternNode.better(best, part.requiredAlternatives)
    }
    return PatternNode.better(best, [run])
  }

  /// The nodes that follow one another, nested sequences dissolved.
  private func flatten(into parts: inout [PatternNode]) {
    if case .sequence(let inner) = self {
      for part in inner { part.flatten(into: &parts) }
    } else {
      parts.append(self)
    }
  }

  private var requiredAlternatives: [[UInt32]]? {
    switch self {
    case .repeated(let part, let minimum, _, _): return minimum > 0 ? part.requiredLiterals : nil
    case .choice(let branches):
      var all: [[UInt32]] = []
      for branch in branches {
        guard let literals = branch.requiredLiterals else { return nil }
        all += literals
        if all.count > PatternNode.mostRequired { return nil }
      }
      return all
    case .empty, .literal, .any, .oneOf, .assertion, .sequence: return nil
    }
  }

  private static func better(_ left: [[UInt32]]?, _ right: [[UInt32]]?) -> [[UInt32]]? {
    shortest(right) > shortest(left) ? right : left
  }

  /// The length of the shortest literal; too short ones count as none.
  ///
  /// So does U+FFFD, as which the automaton reads damaged bytes: a raw text need not have its
  /// bytes.
  private static func shortest(_ literals: [[UInt32]]?) -> Int {
    guard let literals, !literals.joined().contains(0xFFFD) else { return 0 }
    let length = literals.map(\.count).min() ?? 0
    return length < shortestRequired ? 0 : length
  }
}
