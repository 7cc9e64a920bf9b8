/// A truth that may be unknown: a value that the data does not have decides nothing.
enum Truth: Int32 {
  case no, unknown, yes
}

/// What a condition asks, with its texts and numbers numbered.
indirect enum ConditionNode {
  case all([ConditionNode])
  case any([ConditionNode])
  case not(ConditionNode)
  case atLeast(Int, [ConditionNode])
  /// The text test of that number.
  case text(Int)
  /// The host of that text field is on one of the lists.
  case host(field: Int, lists: UInt64)
  /// The number lies in the range.
  case range(number: Int, ClosedRange<Int64>)
  /// One of the bits of the number is set.
  case bits(number: Int, Int64)
  /// What is the same for every subject.
  case known(Truth)

  /// What is cheap is asked first: numbers, what is known of texts, other conditions.
  var cost: Int {
    switch self {
    case .range, .bits, .known: 0
    case .host, .text: 1
    case .not(let part): part.cost
    case .all(let parts), .any(let parts), .atLeast(_, let parts):
      max(2, parts.map(\.cost).max() ?? 2)
    }
  }

  /// Text tests of which one must hold for the condition to be true; nil when there are none.
  var neededTests: Set<Int>? {
    switch self {
    case .text(let test): [test]
    case .all(let parts): parts.compactMap(\.neededTests).min { $0.count < $1.count }
    case .any(let parts):
      parts.reduce(Set<Int>?([])) { union, part in
        guard let union, let needed = part.neededTests else { return nil }
        return union.union(needed)
      }
    case .not, .atLeast, .host, .range, .bits, .known: nil
    }
  }
}

/// The conditions of many rules as one list of plain steps, so that asking them touches no object.
struct ConditionCode {
  private enum Kind: UInt8 {
    case all, any, not, atLeast, text, host, range, bits, known
  }

  private struct Step {
    let kind: Kind
    /// The number of a test, field or number, or how many parts must hold.
    let index: Int32
    /// The step behind this one and its parts.
    var end: Int32 = 0
    var low: Int64 = 0
    var high: Int64 = 0
  }

  private var steps: [Step] = []

  /// Adds a condition; the result names it in ``truth(of:_:)``.
  mutating func add(_ node: ConditionNode) -> Int {
    let start = steps.count
    switch node {
    case .all(let parts): add(.all, 0, parts)
    case .any(let parts): add(.any, 0, parts)
    case .not(let part): add(.not, 0, [part])
    case .atLeast(let count, let parts): add(.atLeast, count, parts)
    case .text(let test): steps.append(Step(kind: .text, index: Int32(test)))
    case .host(let field, let lists):
      steps.append(Step(kind: .host, index: Int32(field), low: Int64(bitPattern: lists)))
    case .range(let number, let range):
      steps.append(
        Step(kind: .range, index: Int32(number), low: range.lowerBound, high: range.upperBound))
    case .bits(let number, let bits):
      steps.append(Step(kind: .bits, index: Int32(number), low: bits))
    case .known(let truth): steps.append(Step(kind: .known, index: truth.rawValue))
    }
    steps[start].end = Int32(steps.count)
    return start
  }

  private mutating func add(_ kind: Kind, _ count: Int, _ parts: [ConditionNode]) {
    steps.append(Step(kind: kind, index: Int32(count)))
    for part in parts { _ = add(part) }
  }

  /// Whether a condition holds.
  ///
  /// - Parameters:
  ///   - start: What ``add(_:)`` said.
  ///   - known: What is known of the subject.
  /// - Returns: The truth.
  func truth(of start: Int, _ known: borrowing SubjectValues) -> Truth {
    ConditionCode.truth(of: start, steps.span, known)
  }

  private static func truth(
    of start: Int, _ steps: Span<Step>, _ known: borrowing SubjectValues
  ) -> Truth {
    let step = steps[start]
    var part = start + 1
    switch step.kind {
    case .all:
      var result = Truth.yes
      while part < step.end {
        switch truth(of: part, steps, known) {
        case .no: return .no
        case .unknown: result = .unknown
        case .yes: break
        }
        part = Int(steps[part].end)
      }
      return result
    case .any:
      var result = Truth.no
      while part < step.end {
        switch truth(of: part, steps, known) {
        case .yes: return .yes
        case .unknown: result = .unknown
        case .no: break
        }
        part = Int(steps[part].end)
      }
      return result
    case .not:
      switch truth(of: part, steps, known) {
      case .no: return .yes
      case .unknown: return .unknown
      case .yes: return .no
      }
    case .atLeast:
      var certain = 0
      var possible = 0
      while part < step.end {
        switch truth(of: part, steps, known) {
        case .yes:
          certain += 1
          possible += 1
        case .unknown: possible += 1
        case .no: break
        }
        part = Int(steps[part].end)
      }
      return certain >= step.index ? .yes : possible >= step.index ? .unknown : .no
    case .text: return known.truth(ofTest: Int(step.index))
    case .host:
      return known.truth(ofField: Int(step.index), onLists: UInt64(bitPattern: step.low))
    case .range:
      guard let value = known.number(Int(step.index)) else { return .unknown }
      return value >= step.low && value <= step.high ? .yes : .no
    case .bits:
      guard let value = known.number(Int(step.index)) else { return .unknown }
      return value & step.low != 0 ? .yes : .no
    case .known: return Truth(rawValue: step.index) ?? .unknown
    }
  }
}

/// What is known of one subject: its numbers, and what was found in its texts.
struct SubjectValues {
  /// The field of each test.
  private let fields: [Int]
  /// Whether each test holds.
  private var holds: [Bool]
  /// Whether each field has a text.
  private var isPresent: [Bool]
  /// The host lists that the text of each field is on.
  private var lists: [UInt64]
  /// Each number; nil when it is not known.
  private var numbers: [Int64?]
  /// The tests that hold.
  private(set) var held: [Int] = []

  /// Nothing is known yet.
  init(fieldOfTest fields: [Int], fieldCount: Int, numberCount: Int) {
    self.fields = fields
    holds = Array(repeating: false, count: fields.count)
    isPresent = Array(repeating: false, count: fieldCount)
    lists = Array(repeating: 0, count: fieldCount)
    numbers = Array(repeating: nil, count: numberCount)
  }

  /// Forgets the texts of the subject before; its numbers stay until they are set.
  mutating func begin() {
    for test in held { holds[test] = false }
    if !held.isEmpty { held.removeAll(keepingCapacity: true) }
    for field in isPresent.indices { isPresent[field] = false }
  }

  /// Sets a number, or says that it is not known.
  mutating func set(number: Int, to value: Int64?) { numbers[number] = value }

  func number(_ number: Int) -> Int64? { numbers[number] }

  /// The field has a text, which is a host on these lists.
  mutating func note(field: Int, onLists mask: UInt64) {
    isPresent[field] = true
    lists[field] = mask
  }

  /// A test of a text holds.
  mutating func note(test: Int) {
    holds[test] = true
    held.append(test)
  }

  func truth(ofTest test: Int) -> Truth {
    guard isPresent[fields[test]] else { return .unknown }
    return holds[test] ? .yes : .no
  }

  func truth(ofField field: Int, onLists mask: UInt64) -> Truth {
    guard isPresent[field] else { return .unknown }
    return lists[field] & mask != 0 ? .yes : .no
  }
}
