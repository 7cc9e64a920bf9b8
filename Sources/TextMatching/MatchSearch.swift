import FoldedText

/// The search of one text for all tests: what was found so far, and memory that is used again.
struct MatchSearch: Sendable {
  /// The tests found in this text.
  private(set) var found: [TextMatch] = []
  /// For each test the text in which it was last found.
  private var foundIn: [Int]
  private var text = 0
  /// For each pattern the reading of a view in which its program last ran.
  private var ranIn: [Int]
  private var readingCount = 0
  /// The machines of the announced expressions that were run, by number of the pattern.
  private var machines: [PatternMachine?]
  private var machineCount = 0

  /// So many machines are kept at most, of some 100 kB each at most.
  private static let mostMachines = 256

  /// The machines of the unions of all groups.
  private var unions: [PatternMachine]
  /// The literals that were found in a reading.
  private var places: [LiteralSet.Place] = []
  /// The programs of a union that were found.
  private var programs: [Int32] = []

  init(_ tests: CompiledTests) {
    foundIn = Array(repeating: 0, count: tests.testCount)
    let patternCount = tests.raw.patterns.count + tests.folded.patterns.count
    ranIn = Array(repeating: 0, count: patternCount)
    machines = Array(repeating: nil, count: patternCount)
    unions = (tests.raw.unions + tests.folded.unions).map { PatternMachine($0.programs) }
  }

  /// Forgets the text before.
  mutating func begin() {
    text += 1
    if !found.isEmpty { found.removeAll(keepingCapacity: true) }
  }

  /// Puts the tests that were found in ascending order.
  mutating func sort() {
    if found.count > 1 { found.sort { $0.test < $1.test } }
  }

  /// Adds the tests of `group` that hold in a view and were not found in an earlier one.
  mutating func search(
    _ view: TextView, _ bytes: Span<UInt8>, for group: borrowing CompiledTests.Group
  ) {
    if view == .raw || view == .plain { return searchReading(of: view, bytes, for: group) }
    var start = 0
    while start < bytes.count {
      let end = bytes.endOfReading(from: start)
      searchReading(of: view, bytes.extracting(start..<end), for: group)
      start = end + 1
    }
  }

  private mutating func searchReading(
    of view: TextView, _ bytes: Span<UInt8>, for group: borrowing CompiledTests.Group
  ) {
    readingCount += 1
    group.literals.find(in: bytes, into: &places)
    for place in places.indices { confirm(places[place], of: group, view, bytes) }
    if !places.isEmpty { places.removeAll(keepingCapacity: true) }
    if bytes.isEmpty {
      for test in group.ofEmptyText { note(test, in: view) }
    }
    for index in group.unions.indices {
      unions[group.firstUnion + index].find(in: bytes, into: &programs)
      if programs.isEmpty { continue }
      for number in programs.indices {
        note(group.unions[index].tests[Int(programs[number])], in: view)
      }
      programs.removeAll(keepingCapacity: true)
    }
  }

  private mutating func note(_ test: Int, in view: TextView) {
    if foundIn[test] == text { return }
    foundIn[test] = text
    found.append(TextMatch(test: test, view: view))
  }

  /// Notes the tests of the patterns that hold where one of their literals is.
  private mutating func confirm(
    _ place: LiteralSet.Place, of group: borrowing CompiledTests.Group, _ view: TextView,
    _ bytes: Span<UInt8>
  ) {
    let range = place.range
    for index in group.userStarts[place.literal]..<group.userStarts[place.literal + 1] {
      let user = group.users[Int(index)]
      if foundIn[Int(user.test)] == text { continue }
      let holds =
        switch user.op {
        case .equals: range.count == bytes.count
        case .contains: true
        case .containsWord: WordBoundary.enclose(range, in: bytes)
        case .startsWith: range.lowerBound == 0
        case .endsWith: range.upperBound == bytes.count
        case .matches: runs(Int(user.pattern), of: group, bytes)
        }
      if holds { note(Int(user.test), in: view) }
    }
  }

  /// Runs a program once a reading, whatever number of its literals are there.
  private mutating func runs(
    _ index: Int, of group: borrowing CompiledTests.Group, _ bytes: Span<UInt8>
  ) -> Bool {
    let number = group.firstNumber + index
    if ranIn[number] == readingCount { return false }
    ranIn[number] = readingCount
    if machines[number] == nil, let program = group.patterns[index].program {
      if machineCount == MatchSearch.mostMachines {
        for number in machines.indices { machines[number] = nil }
        machineCount = 0
      }
      machines[number] = PatternMachine(PatternUnion([program]))
      machineCount += 1
    }
    machines[number]?.find(in: bytes, into: &programs)
    defer { programs.removeAll(keepingCapacity: true) }
    return !programs.isEmpty
  }
}

extension WordBoundary {
  /// True when words may begin and end where `range` does.
  static func enclose(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    isLeft(text, at: range.lowerBound) && isRight(text, at: range.upperBound)
  }
}
