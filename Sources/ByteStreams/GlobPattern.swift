/// A pattern for one name: `*` any characters, `?` one, `[a-z]` one of a set, `[!a-z]` one not of it.
struct GlobPattern {
  fileprivate enum Element {
    case anything
    case one
    case literal(Unicode.Scalar)
    case set(ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool)
  }

  private let elements: [Element]
  /// Whether names that begin with a dot may match.
  private let matchesHidden: Bool

  /// Whether a text has a character that means something in a pattern.
  static func isPattern(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0 == "*" || $0 == "?" || $0 == "[" }
  }

  /// Reads a pattern; a bracket that is never closed stands for itself.
  init(_ pattern: String) {
    let scalars = Array(pattern.unicodeScalars)
    var elements: [Element] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "*": elements.append(.anything)
      case "?": elements.append(.one)
      case "[":
        if let (set, next) = GlobPattern.parseSet(scalars, at: index) {
          elements.append(set)
          index = next
        } else {
          elements.append(.literal(scalar))
        }
      default: elements.append(.literal(scalar))
      }
    }
    self.elements = elements
    matchesHidden = scalars.first == "."
  }

  /// Reads a set behind its opening bracket; `nil` when it is never closed.
  private static func parseSet(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (Element, next: Int)? {
    var index = start
    let isNegated = index < scalars.count && (scalars[index] == "!" || scalars[index] == "^")
    if isNegated { index += 1 }
    let first = index
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    while index < scalars.count {
      let low = scalars[index]
      // A closing bracket in the first place is a member of the set.
      if low == "]" && index > first {
        return (.set(ranges: ranges, isNegated: isNegated), index + 1)
      }
      if index + 2 < scalars.count, scalars[index + 1] == "-", scalars[index + 2] != "]" {
        let high = scalars[index + 2]
        if low <= high { ranges.append(low...high) }
        index += 3
      } else {
        ranges.append(low...low)
        index += 1
      }
    }
    return nil
  }

  /// Whether the whole name fits, in time at most the product of the two lengths.
  func matches(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    if scalars.first == "." && !matchesHidden { return false }
    var element = 0
    var position = 0
    // Where to go on when what follows the last star does not fit.
    var retry: (element: Int, position: Int)?
    while position < scalars.count {
      if element < elements.count, case .anything = elements[element] {
        element += 1
        retry = (element, position)
      } else if element < elements.count, elements[element].fits(scalars[position]) {
        element += 1
        position += 1
      } else if let last = retry {
        element = last.element
        position = last.position + 1
        retry = (element, position)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { if case .anything = $0 { true } else { false } }
  }
}

extension GlobPattern.Element {
  /// Whether this element, which is no star, takes the character.
  fileprivate func fits(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .anything: false
    case .one: true
    case .literal(let literal): literal == scalar
    case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}
