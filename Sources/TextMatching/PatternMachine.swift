import FoldedText

/// Runs ``PatternProgram``s; holds the memory that a run needs.
///
/// All ways through the program are followed at once, a character at a time, so the time is at most
/// the length of the text times the number of states.
struct PatternMachine: Sendable {
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
      if pending.isEmpty {
        if program.isAnchored && position > 0 { return false }
        while position < text.count, text[position] < 128,
          !program.firstASCII[Int(text[position])]
        {
          if program.isAnchored { return false }
          before = UInt32(text[position])
          position += 1
        }
      }
      if !program.isAnchored || position == 0 { pending.append(program.start) }
      let isAtEnd = position == text.count
      let (after, length) = isAtEnd ? (0, 0) : PatternMachine.character(of: text, at: position)
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
      let isRead =
        switch state.step {
        case .scalar(let expected): expected == value
        case .any: true
        case .oneOf(let set): program.classes[set].contains(value)
        case .assertion, .fork, .found: false
        }
      if isRead { pending.append(state.next) }
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
