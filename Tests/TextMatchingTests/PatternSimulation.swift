import FoldedText

@testable import TextMatching

/// Follows all ways through a program at once, a character at a time: the oracle of `PatternMachine`.
struct PatternSimulation {
  /// The states that read a character at the current place.
  private var readers: [Int] = []
  /// States reached but not yet followed to their readers.
  private var pending: [Int] = []
  /// The visit in which a state was last seen.
  private var seen: [Int] = []
  private var visit = 0

  /// The character before and after a place in the text; nil at the ends.
  private struct Place {
    var before: UInt32?
    var after: UInt32?
  }

  init() {}

  /// True when the pattern occurs in `text`.
  mutating func finds(_ program: PatternProgram, in text: Span<UInt8>) -> Bool {
    if seen.count < program.states.count {
      seen += Array(repeating: 0, count: program.states.count - seen.count)
    }
    pending.removeAll(keepingCapacity: true)
    var position = 0
    var before: UInt32?
    while true {
      if !program.isAnchored || position == 0 { pending.append(program.start) }
      let isAtEnd = position == text.count
      let (after, length) = isAtEnd ? (0, 0) : PatternSimulation.character(of: text, at: position)
      let place = Place(before: before, after: isAtEnd ? nil : after)
      if follow(program, at: place) { return true }
      if isAtEnd { return false }
      read(after, program)
      before = after
      position += length
    }
  }

  @inline(__always)
  private static func character(of text: Span<UInt8>, at position: Int) -> (UInt32, Int) {
    let first = text[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let (scalar, length) = text.scalar(at: position)
    return (scalar.value, length)
  }

  /// Follows the pending states to those that read; true when the end of the program is among them.
  private mutating func follow(_ program: PatternProgram, at place: Place) -> Bool {
    visit += 1
    readers.removeAll(keepingCapacity: true)
    while let index = pending.popLast() {
      if seen[index] == visit { continue }
      seen[index] = visit
      let state = program.states[index]
      switch state.step {
      case .found: return true
      case .fork:
        pending.append(state.other)
        pending.append(state.next)
      case .assertion(let assertion):
        if holds(assertion, at: place) { pending.append(state.next) }
      case .scalar, .any, .oneOf: readers.append(index)
      }
    }
    return false
  }

  private mutating func read(_ value: UInt32, _ program: PatternProgram) {
    for index in readers {
      let state = program.states[index]
      if state.step.reads(value, program.classes) { pending.append(state.next) }
    }
  }

  private func holds(_ assertion: PatternNode.Assertion, at place: Place) -> Bool {
    switch assertion {
    case .start: place.before == nil
    case .end: place.after == nil
    case .wordBoundary:
      (place.before.map(ScalarClass.isWordCharacter) ?? false)
        != (place.after.map(ScalarClass.isWordCharacter) ?? false)
    }
  }
}
