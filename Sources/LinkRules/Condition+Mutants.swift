import TextMatching

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
  /// The condition with each of its leaves dropped, and negated, in turn; and with each of the patterns of a
  /// `matches` that has several dropped.
  ///
  /// A leaf that is the whole condition is only negated. Dropping the leaf of a `not` drops the `not`.
  var mutants: [ConditionMutant] {
    changes.compactMap { change in
      change.condition.map {
        ConditionMutant(change: change.change, part: change.part, condition: $0)
      }
    }
  }

  /// A part that was changed, and the tree with the change, nil when nothing is left of it.
  private struct PartChange {
    let change: ConditionMutant.Change
    let part: String
    let condition: Condition?

    /// The same inside another condition.
    func inside(_ whole: (Condition?) -> Condition?) -> PartChange {
      PartChange(change: change, part: part, condition: whole(condition))
    }
  }

  private var changes: [PartChange] {
    switch self {
    case .text(let subject, let text) where text.op == .matches && text.patterns.count > 1:
      let patterns = text.patterns.map { pattern in
        PartChange(
          change: .dropped, part: "\(subject.name) matches '\(pattern)'",
          condition: .text(subject, text.without(pattern)))
      }
      return leafChanges + patterns
    case .text, .host, .number: return leafChanges
    case .not(let part): return part.changes.map { $0.inside { $0.map(Condition.not) } }
    case .all(let parts): return Condition.changes(of: parts, Condition.all)
    case .any(let parts): return Condition.changes(of: parts, Condition.any)
    case .atLeast(let count, let parts):
      return Condition.changes(of: parts) { .atLeast(count, $0) }
    }
  }

  private var leafChanges: [PartChange] {
    [
      PartChange(change: .dropped, part: words, condition: nil),
      PartChange(change: .negated, part: words, condition: .not(self)),
    ]
  }

  private static func changes(
    of parts: [Condition], _ whole: ([Condition]) -> Condition
  ) -> [PartChange] {
    parts.indices.flatMap { index in
      parts[index].changes.map { change in
        change.inside { changed in
          var others = parts
          if let changed { others[index] = changed } else { others.remove(at: index) }
          return others.isEmpty ? nil : whole(others)
        }
      }
    }
  }
}

extension RuleText {
  /// The same without one of its patterns.
  fileprivate func without(_ pattern: String) -> RuleText {
    RuleText(
      op: op, isRaw: isRaw, patterns: patterns.filter { $0 != pattern }, lists: lists,
      groups: groups)
  }
}
