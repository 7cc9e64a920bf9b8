/// A `matches` pattern as a Thompson automaton over Unicode scalars.
///
/// - Source: Thompson: Regular Expression Search Algorithm (1968).
struct PatternProgram: Sendable {
  static let mostStates = 4_096

  enum Step: Sendable {
    case scalar(UInt32)
    case any
    /// An index into ``PatternProgram/classes``.
    case oneOf(Int)
    case assertion(PatternNode.Assertion)
    /// Goes on to both of its successors without reading.
    case fork
    case found
  }

  struct State: Sendable {
    var step: Step
    var next: Int
    /// The second successor of a fork.
    var other: Int
  }

  private(set) var states: [State] = [State(step: .found, next: 0, other: 0)]
  private(set) var classes: [ScalarClass] = []
  private(set) var start = 0
  /// True when every match begins at the start of the text.
  private(set) var isAnchored = false

  /// Compiles a parsed pattern.
  ///
  /// - Throws: ``PatternError`` when repetition makes more than ``mostStates`` states.
  init(_ node: PatternNode) throws(PatternError) {
    start = try compile(node, to: 0, within: 0)
    isAnchored = PatternProgram.isAnchored(node)
  }

  /// Adds the states of `node`, which go on to state `next`; returns the first of them.
  private mutating func compile(
    _ node: PatternNode, to next: Int, within offset: Int
  ) throws(PatternError) -> Int {
    switch node {
    case .empty: return next
    case .literal(let run):
      var entry = next
      for value in run.reversed() { entry = try add(.scalar(value), entry, within: offset) }
      return entry
    case .any: return try add(.any, next, within: offset)
    case .oneOf(let set):
      classes.append(set)
      return try add(.oneOf(classes.count - 1), next, within: offset)
    case .assertion(let assertion): return try add(.assertion(assertion), next, within: offset)
    case .sequence(let parts):
      var entry = next
      for part in parts.reversed() { entry = try compile(part, to: entry, within: offset) }
      return entry
    case .choice(let branches):
      var entry = try compile(branches[branches.count - 1], to: next, within: offset)
      for branch in branches.dropLast().reversed() {
        let first = try compile(branch, to: next, within: offset)
        entry = try add(.fork, first, entry, within: offset)
      }
      return entry
    case .repeated(let part, let minimum, let maximum, let ownOffset):
      // The outermost repetition that copies is the one to blame for the size.
      let copies = (maximum ?? minimum) > 1
      return try compile(
        part, minimum, maximum, to: next, within: offset > 0 || !copies ? offset : ownOffset)
    }
  }

  private mutating func compile(
    _ part: PatternNode, _ minimum: Int, _ maximum: Int?, to next: Int, within offset: Int
  ) throws(PatternError) -> Int {
    var entry = next
    var copies = minimum
    if let maximum {
      for _ in minimum..<maximum {
        entry = try add(.fork, compile(part, to: entry, within: offset), next, within: offset)
      }
    } else {
      let fork = try add(.fork, next, next, within: offset)
      let body = try compile(part, to: fork, within: offset)
      states[fork].next = body
      entry = minimum == 0 ? fork : body
      copies = max(0, minimum - 1)
    }
    for _ in 0..<copies { entry = try compile(part, to: entry, within: offset) }
    return entry
  }

  private mutating func add(
    _ step: Step, _ next: Int, _ other: Int = 0, within offset: Int
  ) throws(PatternError) -> Int {
    if states.count == PatternProgram.mostStates {
      throw PatternError(
        "repetition makes the pattern larger than \(PatternProgram.mostStates) states", at: offset)
    }
    states.append(State(step: step, next: next, other: other))
    return states.count - 1
  }

  private static func isAnchored(_ node: PatternNode) -> Bool {
    switch node {
    case .assertion(.start): true
    case .sequence(let parts): isAnchored(parts[0])
    case .choice(let branches): branches.allSatisfy(isAnchored)
    default: false
    }
  }
}

extension PatternProgram.Step {
  /// Whether a state with this step reads a character.
  func reads(_ value: UInt32, _ classes: [ScalarClass]) -> Bool {
    switch self {
    case .scalar(let expected): expected == value
    case .any: true
    case .oneOf(let set): classes[set].contains(value)
    case .assertion, .fork, .found: false
    }
  }
}
