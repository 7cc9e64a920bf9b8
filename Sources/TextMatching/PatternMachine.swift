import FoldedText

/// Runs one ``PatternProgram`` as a deterministic automaton that is built while texts are read.
///
/// A state stands for all ways through the program that the text so far leaves open; it is worked out
/// when a text first leads there, and looked up from then on, so a character of ASCII costs one look-up.
/// The number of states kept is limited: when it is reached all are forgotten, and the search goes on.
/// The time is at most the length of the text times the size of the program, whatever the text.
///
/// - Source: Aho, Sethi, Ullman: Compilers (1986), section 3.7, "lazy transition evaluation".
struct PatternMachine: Sendable {
  /// So many states are kept at most.
  static let mostStates = 256
  /// So many ways on from a state over other characters than ASCII are kept at most.
  static let mostOtherSteps = 4_096

  /// What stands before a place in a text.
  private enum Side: Int32 {
    case edge, other, word
  }

  /// What decides how a search goes on.
  private struct State: Hashable {
    /// The states of the program that are to be followed, ascending.
    var open: [Int32]
    var before: Side
  }

  private static let found = 0
  /// No text that follows can match.
  private static let dead = 1
  private static let unknown: Int32 = -1

  private let program: PatternProgram
  /// The column of each ASCII character: those that the program does not tell apart share one.
  private let columns: [UInt8]
  /// The number of columns, the end of the text among them as the last.
  private let width: Int
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// The state after each state and column.
  private var steps: [Int32] = []
  /// The state after a state and another character, keyed by both.
  private var otherSteps: [UInt64: Int32] = [:]
  /// How often all states were forgotten.
  private(set) var forgetCount = 0

  init(_ program: PatternProgram) {
    self.program = program
    columns = PatternMachine.columns(of: program)
    width = Int(columns.max() ?? 0) + 2
    forget()
  }

  /// True when the pattern occurs in `text`.
  mutating func finds(in text: Span<UInt8>) -> Bool {
    var place = (state: first(), offset: 0)
    while place.state > PatternMachine.dead, place.offset < text.count {
      place = walk(text, from: place)
      guard place.state > PatternMachine.dead, place.offset < text.count else { break }
      place = step(text, from: place)
    }
    guard place.state > PatternMachine.dead else { return place.state == PatternMachine.found }
    let known = steps[place.state * width + width - 1]
    let end = known < 0 ? add(after: place.state, over: nil, column: width - 1) : Int(known)
    return end == PatternMachine.found
  }

  /// Goes on over ASCII as far as the way is known.
  private func walk(
    _ text: Span<UInt8>, from place: (state: Int, offset: Int)
  ) -> (state: Int, offset: Int) {
    let steps = steps.span
    let columns = columns.span
    var (state, offset) = place
    while offset < text.count {
      let byte = text[offset]
      guard byte < 0x80 else { break }
      let next = steps[state &* width &+ Int(columns[Int(byte)])]
      guard next >= 0 else { break }
      state = Int(next)
      offset &+= 1
      if state <= PatternMachine.dead { break }
    }
    return (state, offset)
  }

  /// Goes on over one character.
  private mutating func step(
    _ text: Span<UInt8>, from place: (state: Int, offset: Int)
  ) -> (state: Int, offset: Int) {
    let first = text[place.offset]
    if first < 0x80 {
      let next = add(
        after: place.state, over: UInt32(first), column: Int(columns[Int(first)]))
      return (next, place.offset + 1)
    }
    let (scalar, length) = text.scalar(at: place.offset)
    let key = UInt64(place.state) << 32 | UInt64(scalar.value)
    if let known = otherSteps[key] { return (Int(known), place.offset + length) }
    let next = add(after: place.state, over: scalar.value, column: nil)
    return (next, place.offset + length)
  }

  // MARK: States

  private mutating func forget() {
    states = [State(open: [], before: .edge), State(open: [], before: .edge)]
    numbers = [:]
    steps = Array(repeating: PatternMachine.unknown, count: states.count * width)
    otherSteps = [:]
  }

  /// The state before the first character.
  private mutating func first() -> Int {
    if states.count > 2 { return 2 }
    return number(of: State(open: [Int32(program.start)], before: .edge))
  }

  private mutating func number(of state: State) -> Int {
    if let known = numbers[state] { return known }
    let number = states.count
    states.append(state)
    numbers[state] = number
    steps += repeatElement(PatternMachine.unknown, count: width)
    return number
  }

  /// Works out the state after a state over a character, nil being the end, and keeps the way.
  private mutating func add(after state: Int, over value: UInt32?, column: Int?) -> Int {
    let reached = PatternMachine.reach(program, from: states[state], over: value)
    let next: Int
    switch reached {
    case .found: next = PatternMachine.found
    case .open(let open) where open.open.isEmpty: next = PatternMachine.dead
    case .open(let open):
      if states.count >= PatternMachine.mostStates, numbers[open] == nil {
        forget()
        forgetCount += 1
        _ = first()
        return number(of: open)
      }
      next = number(of: open)
    }
    if let column {
      steps[state * width + column] = Int32(next)
    } else if let value {
      if otherSteps.count >= PatternMachine.mostOtherSteps { otherSteps = [:] }
      otherSteps[UInt64(state) << 32 | UInt64(value)] = Int32(next)
    }
    return next
  }

  private enum Reached {
    case found
    case open(State)
  }

  /// Follows the open states of the program up to those that read, and lets those read a character.
  private static func reach(
    _ program: PatternProgram, from state: State, over value: UInt32?
  ) -> Reached {
    let isWord = value.map(ScalarClass.isWordCharacter) ?? false
    var pending = state.open
    var isSeen = [Bool](repeating: false, count: program.states.count)
    var next = Set<Int32>()
    while let index = pending.popLast() {
      if isSeen[Int(index)] { continue }
      isSeen[Int(index)] = true
      let node = program.states[Int(index)]
      switch node.step {
      case .found: return .found
      case .fork: pending += [Int32(node.other), Int32(node.next)]
      case .assertion(let assertion):
        let holds =
          switch assertion {
          case .start: state.before == .edge
          case .end: value == nil
          case .wordBoundary: (state.before == .word) != isWord
          }
        if holds { pending.append(Int32(node.next)) }
      case .scalar, .any, .oneOf:
        if let value, program.reads(value, node.step) { next.insert(Int32(node.next)) }
      }
    }
    // A match may begin anywhere.
    if !program.isAnchored, value != nil { next.insert(Int32(program.start)) }
    return .open(State(open: next.sorted(), before: isWord ? .word : .other))
  }

  /// Parts the ASCII characters by what the program can tell of them.
  private static func columns(of program: PatternProgram) -> [UInt8] {
    var parts = [UInt8](repeating: 0, count: 128)
    var count = 1
    func part(by holds: (UInt32) -> Bool) {
      var renamed: [UInt8: UInt8] = [:]
      for value in 0..<128 where holds(UInt32(value)) {
        let old = parts[value]
        if renamed[old] == nil {
          renamed[old] = UInt8(count)
          count += 1
        }
        parts[value] = renamed[old] ?? old
      }
      // Parts that lost all their characters leave their names free.
      var names: [UInt8: UInt8] = [:]
      for value in 0..<128 {
        let name = names[parts[value]] ?? UInt8(names.count)
        names[parts[value]] = name
        parts[value] = name
      }
      count = names.count
    }
    part(by: ScalarClass.isWordCharacter)
    var scalars = Set<UInt32>()
    for state in program.states {
      if case .scalar(let value) = state.step, value < 128, scalars.insert(value).inserted {
        part { $0 == value }
      }
    }
    for set in Set(program.classes) { part(by: set.contains) }
    return parts
  }
}
