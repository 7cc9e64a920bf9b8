/// The parsed form of a `matches` pattern.
indirect enum PatternNode: Hashable, Sendable {
  /// A place in a text rather than a character of it.
  enum Assertion: Hashable, Sendable {
    case start
    case end
    /// Between a word character and something else.
    case wordBoundary
  }

  case empty
  case literal([UInt32])
  /// Any one scalar.
  case any
  case oneOf(ScalarClass)
  case assertion(Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `maximum` nil: without limit. `offset` is where the pattern says so.
  case repeated(PatternNode, minimum: Int, maximum: Int?, offset: Int)

  /// The nodes one after the other, in the simplest form.
  static func joining(_ nodes: [PatternNode]) -> PatternNode {
    let nodes = nodes.filter { $0 != .empty }
    return switch nodes.count {
    case 0: .empty
    case 1: nodes[0]
    default: .sequence(nodes)
    }
  }

  /// `node` several times, in the simplest form: nothing repeated is nothing.
  static func repeating(
    _ node: PatternNode, minimum: Int, maximum: Int?, offset: Int
  ) -> PatternNode {
    if node == .empty || maximum == 0 { return .empty }
    return .repeated(node, minimum: minimum, maximum: maximum, offset: offset)
  }
}
