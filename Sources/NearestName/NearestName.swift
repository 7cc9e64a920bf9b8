/// Finds the name that a person most likely meant to write.
///
/// Insertions, deletions, replacements and swapped neighbours count one each; ASCII case counts
/// nothing. Up to 3 letters one mistake is forgiven, up to 8 two, then a third of the length.
///
/// - Parameters:
///   - text: What was written.
///   - names: The names that exist; of two equally near the first wins.
/// - Returns: `nil` when nothing is near, or `text` is longer than 64 characters.
package func nearest(to text: String, in names: some Sequence<String>) -> String? {
  let written = folded(text)
  guard !written.isEmpty, written.count <= 64 else { return nil }
  let forgiven = written.count < 4 ? 1 : max(2, written.count / 3)
  var best: (name: String, distance: Int)?
  for name in names {
    let candidate = folded(name)
    let bound = min(forgiven, max(written.count, candidate.count) - 1, (best?.distance ?? .max) - 1)
    guard bound >= 0, abs(candidate.count - written.count) <= bound else { continue }
    let distance = editDistance(written, candidate)
    if distance <= bound { best = (name, distance) }
  }
  return best?.name
}

/// The characters of `text` with ASCII letters lowered.
private func folded(_ text: String) -> [Unicode.Scalar] {
  text.unicodeScalars.map { scalar in
    scalar >= "A" && scalar <= "Z" ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
  }
}

/// The Damerau-Levenshtein distance in its restricted form: no part is edited twice.
///
/// - Source: Damerau, "A technique for computer detection and correction of spelling errors", 1964.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 0..<first.count {
    var current = [row + 1]
    for column in 0..<second.count {
      let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
      var distance = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    beforeLast = last
    last = current
  }
  return last[second.count]
}
