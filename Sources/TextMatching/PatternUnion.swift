/// Several programs in one list of states, so that a machine follows them all in one walk over a text.
struct PatternUnion: Sendable {
  /// So many programs share a machine at most: the states of the machine may grow with their product.
  static let mostPrograms = 32

  private(set) var states: [PatternProgram.State] = []
  private(set) var classes: [ScalarClass] = []
  /// Where each program starts.
  private(set) var starts: [Int32] = []
  /// The starts of the programs that may begin anywhere.
  private(set) var restarts: [Int32] = []
  /// The program that each state is of.
  private(set) var owners: [Int32] = []

  init(_ programs: [PatternProgram]) {
    for program in programs { add(program) }
  }

  var programCount: Int { starts.count }

  /// Adds a program, which is numbered by the order of adding.
  mutating func add(_ program: PatternProgram) {
    let base = states.count
    let start = Int32(base + program.start)
    for state in program.states {
      var moved = state
      moved.next += base
      moved.other += base
      if case .oneOf(let set) = state.step { moved.step = .oneOf(classes.count + set) }
      states.append(moved)
    }
    classes += program.classes
    owners += repeatElement(Int32(starts.count), count: program.states.count)
    starts.append(start)
    if !program.isAnchored { restarts.append(start) }
  }

  /// Whether there is room for one more program.
  func hasRoom(for program: PatternProgram) -> Bool {
    programCount < PatternUnion.mostPrograms
      && states.count + program.states.count <= PatternProgram.mostStates
  }
}
