/// A condition with one part changed.
struct ConditionMutant {
  /// What was done to the part.
  enum Change: String {
    case dropped, negated
  }

  let change: Change
  /// The part, in words.
  let part: String
  let condition: Condition
}

extension Condition {
  /// The condition with each of its leaves dropped, and negated, in turn.
  ///
  /// A leaf that is the whole condition is only negated. Dropping the leaf of a `not` drops the `not`.
  var mutants: [ConditionMutant] {
    changes.flatMap { change in
      let negated = ConditionMutant(
        change: .negated, part: change.leaf.words, condition: change.negated)
      guard let dropped = change.dropped else { return [negated] }
      return [
        ConditionMutant(change: .dropped, part: change.leaf.words, condition: dropped), negated,
      ]
    }
  }

  /// A leaf and the tree without it, nil when nothing is left, and with its opposite.
  private struct LeafChange {
    let leaf: Condition
    let dropped: Condition?
    let negated: Condition
  }

  private var changes: [LeafChange] {
    switch self {
    case .text, .host, .number:
      return [LeafChange(leaf: self, dropped: nil, negated: .not(self))]
    case .not(let part):
      return part.changes.map {
        LeafChange(leaf: $0.leaf, dropped: $0.dropped.map(Condition.not), negated: .not($0.negated))
      }
    case .all(let parts): return Condition.changes(of: parts, Condition.all)
    case .any(let parts): return Condition.changes(of: parts, Condition.any)
    case .atLeast(let count, let parts):
      return Condition.changes(of: parts) { .atLeast(count, $0) }
    }
  }

  private static func changes(
    of parts: [Condition], _ whole: ([Condition]) -> Condition
  ) -> [LeafChange] {
    parts.indices.flatMap { index in
      parts[index].changes.map { change in
        var dropped = parts
        var negated = parts
        negated[index] = change.negated
        if let rest = change.dropped {
          dropped[index] = rest
        } else {
          dropped.remove(at: index)
        }
        return LeafChange(
          leaf: change.leaf, dropped: dropped.isEmpty ? nil : whole(dropped),
          negated: whole(negated))
      }
    }
  }
}
