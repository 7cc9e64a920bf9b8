@testable import TextMatching

/// The meaning of a pattern spelt out: the places where a match that starts at one of some places
/// ends.
struct NaiveMatcher {
  let text: [UInt32]

  func finds(_ node: PatternNode) -> Bool {
    !ends(node, from: Set(0...text.count)).isEmpty
  }

  private func ends(_ node: PatternNode, from starts: Set<Int>) -> Set<Int> {
    switch node {
    case .empty: return starts
    case .literal(let run):
      return Set(starts.filter { text[$0...].starts(with: run) }.map { $0 + run.count })
    case .any: return Set(starts.filter { $0 < text.count }.map { $0 + 1 })
    case .oneOf(let set):
      return Set(starts.filter { $0 < text.count && set.contains(text[$0]) }.map { $0 + 1 })
    case .assertion(.start): return starts.intersection([0])
    case .assertion(.end): return starts.intersection([text.count])
    case .assertion(.wordBoundary): return starts.filter { isWord(at: $0 - 1) != isWord(at: $0) }
    case .sequence(let parts): return parts.reduce(starts) { ends($1, from: $0) }
    case .choice(let branches):
      return branches.reduce(into: []) { $0.formUnion(ends($1, from: starts)) }
    case .repeated(let part, let minimum, let maximum, _):
      var places = starts
      for _ in 0..<minimum { places = ends(part, from: places) }
      var all = places
      for _ in minimum..<(maximum ?? minimum + text.count + 1) {
        places = ends(part, from: places)
        all.formUnion(places)
      }
      return all
    }
  }

  private func isWord(at index: Int) -> Bool {
    text.indices.contains(index) && ScalarClass.wordCharacters.contains(text[index])
  }
}
