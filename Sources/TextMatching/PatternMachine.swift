import FoldedText

/// Runs the programs of one ``PatternUnion`` as a deterministic automaton that is built while texts are
/// read.
///
/// A state stands for all ways through the programs that the text so far leaves open; it is worked out
/// when a text first leads there, and looked up from then on, so a character of ASCII costs one look-up,
/// whatever the number of programs. The number of states kept is limited: when it is reached all are
/// forgotten, and the search goes on. The time is at most the length of the text times the size of the
/// programs, whatever the text.
///
/// - Source: Aho, Sethi, Ullman: Compilers (1986), section 3.7, "lazy transition evaluation".
struct PatternMachine: Sendable {
  /// So many states are kept at most for each program, and for all of them.
  private static let mostStatesEach = 256
  private static let mostStatesOfAll = 2_048
  /// So many ways on from a state over other characters than ASCII are kept at most.
  private static let mostOtherWays = 4_096

  /// What stands before a place in a text.
  private enum Side: Int32 {
    case edge, other, word
  }

  /// What decides how a search goes on.
  private struct State: Hashable {
    /// The states of the programs that are to be followed, ascending.
    var open: [Int32]
    /// The programs found so far, in the order of their ends; they are not followed any more.
    var found: [Int32]
    var before: Side
  }

  /// The state that a character leads to.
  private struct Way {
    static let unknown = Way(bits: .max)
    private static let stop: UInt32 = 1 << 31

    private let bits: UInt32

    private init(bits: UInt32) { self.bits = bits }

    /// A way to a state, given by where its ways start; it stops when a program was found on it, or when no way
    /// leads on from its state.
    init(to start: Int, stops: Bool) {
      bits = UInt32(start) | (stops ? Way.stop : 0)
    }

    var isUnknown: Bool { bits == UInt32.max }
    /// Known, and nothing to stop for.
    var isPlain: Bool { bits < Way.stop }
    /// Where the ways of the state start; right only for a plain way.
    var plainStart: Int { Int(bits) }
    var start: Int { Int(bits & ~Way.stop) }
  }

  private let union: PatternUnion
  private let mostStates: Int
  /// The column of each byte: those of ASCII that the programs do not tell apart share one, all others have
  /// the one behind that of the end, whose ways are never known.
  private let columns: [UInt8]
  /// The column of the end of the text, the last but one.
  private let endColumn: Int
  /// The first is the one before the first character.
  private var states: [State] = []
  private var numbers: [State: Int] = [:]
  /// The way on from each state over each column.
  private var ways: [Way] = []
  /// The way on from a state over another character, keyed by both.
  private var otherWays: [UInt64: Way] = [:]
  /// How often all states were forgotten.
  private(set) var forgetCount = 0

  init(_ union: PatternUnion) {
    self.union = union
    let ofASCII = PatternMachine.columns(of: union)
    endColumn = Int(ofASCII.max() ?? 0) + 1
    columns = ofASCII + Array(repeating: UInt8(endColumn + 1), count: 128)
    mostStates = min(
      PatternMachine.mostStatesOfAll, PatternMachine.mostStatesEach * union.programCount)
    forget()
  }

  private var width: Int { endColumn + 2 }

  /// Appends the numbers of the programs that are found in `text`, each once, in the order of their ends.
  mutating func find(in text: Span<UInt8>, into found: inout [Int32]) {
    var place = (start: 0, offset: 0)
    var foundCount = 0
    while true {
      place = walk(text, from: place)
      let way = step(text, from: &place)
      if way.isPlain { continue }
      let state = way.start / width
      while foundCount < states[state].found.count {
        found.append(states[state].found[foundCount])
        foundCount += 1
      }
      if states[state].open.isEmpty { return }
    }
  }

  /// Goes on over ASCII as far as the way is known and there is nothing to stop for.
  private func walk(
    _ text: Span<UInt8>, from place: (start: Int, offset: Int)
  ) -> (start: Int, offset: Int) {
    let ways = ways.span
    let columns = columns.span
    var (start, offset) = place
    while offset < text.count {
      // Each byte has a column, and each state a way for each column.
      let way = unsafe ways[
        unchecked: start &+ Int(columns[unchecked: Int(text[unchecked: offset])])]
      guard way.isPlain else { break }
      start = way.plainStart
      offset &+= 1
    }
    return (start, offset)
  }

  /// Goes on over one character, or over the end of the text, after which no way leads on.
  private mutating func step(
    _ text: Span<UInt8>, from place: inout (start: Int, offset: Int)
  ) -> Way {
    let way: Way
    if place.offset == text.count {
      way = self.way(from: place.start, over: nil, column: endColumn)
    } else {
      let first = text[place.offset]
      if first < 0x80 {
        way = self.way(from: place.start, over: UInt32(first), column: Int(columns[Int(first)]))
        place.offset += 1
      } else {
        let (scalar, length) = text.scalar(at: place.offset)
        way = self.way(from: place.start, over: scalar.value)
        place.offset += length
      }
    }
    place.start = way.start
    return way
  }

  // MARK: States

  private mutating func forget() {
    states = []
    numbers = [:]
    ways = []
    otherWays = [:]
    _ = number(of: State(open: union.starts, found: [], before: .edge))
  }

  private mutating func number(of state: State) -> Int {
    if let known = numbers[state] { return known }
    let number = states.count
    states.append(state)
    numbers[state] = number
    ways += repeatElement(Way.unknown, count: width)
    return number
  }

  private mutating func way(from start: Int, over value: UInt32?, column: Int) -> Way {
    if !ways[start + column].isUnknown { return ways[start + column] }
    let forgotten = forgetCount
    let way = newWay(from: start / width, over: value)
    if forgetCount == forgotten { ways[start + column] = way }
    return way
  }

  private mutating func way(from start: Int, over value: UInt32) -> Way {
    let key = UInt64(start) << 32 | UInt64(value)
    if let known = otherWays[key] { return known }
    let forgotten = forgetCount
    let way = newWay(from: start / width, over: value)
    if forgetCount == forgotten {
      if otherWays.count >= PatternMachine.mostOtherWays { otherWays = [:] }
      otherWays[key] = way
    }
    return way
  }

  /// Works out the way from a state over a character, nil being the end.
  private mutating func newWay(from state: Int, over value: UInt32?) -> Way {
    let before = states[state].found.count
    let reached = PatternMachine.reach(union, from: states[state], over: value)
    let stops = reached.open.isEmpty || reached.found.count > before
    if states.count >= mostStates, numbers[reached] == nil {
      forget()
      forgetCount += 1
    }
    return Way(to: number(of: reached) * width, stops: stops)
  }

  /// Follows the open states up to those that read, and lets those read a character.
  private static func reach(
    _ union: PatternUnion, from state: State, over value: UInt32?
  ) -> State {
    let isWord = value.map(ScalarClass.isWordCharacter) ?? false
    var pending = state.open
    var isSeen = [Bool](repeating: false, count: union.states.count)
    var found = Set<Int32>()
    var next = Set<Int32>()
    while let index = pending.popLast() {
      if isSeen[Int(index)] { continue }
      isSeen[Int(index)] = true
      let node = union.states[Int(index)]
      switch node.step {
      case .found: found.insert(union.owners[Int(index)])
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
        if let value, node.step.reads(value, union.classes) { next.insert(Int32(node.next)) }
      }
    }
    // A match may begin anywhere.
    if value != nil { next.formUnion(union.restarts) }
    let isOver = Set(state.found).union(found)
    return State(
      open: next.filter { !isOver.contains(union.owners[Int($0)]) }.sorted(),
      found: state.found + found.sorted(), before: isWord ? .word : .other)
  }
}
