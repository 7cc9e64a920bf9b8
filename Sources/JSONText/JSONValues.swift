/// Gathers the values of one record, or of several, by path.
package struct JSONValues: Sendable {
  /// A value that holds no others; null is none.
  package struct Value: Hashable, Sendable {
    /// The number of its path.
    package let path: Int
    /// Its bytes: of a string what stands between the quotes.
    package let range: Range<Int>
    /// The bytes have a backslash; ``JSONString`` resolves it.
    package let hasEscapes: Bool
    /// It stands in an array, at whatever depth: further values of its path belong beside it. Without
    /// an array a further value takes the place of the one before.
    package let isInArray: Bool
  }

  /// How many values one record may have.
  package static let limit = 4_096

  /// The paths that are gathered.
  package private(set) var paths: JSONPaths
  /// The values since ``removeAll()``, in the order of the text.
  package private(set) var values: [Value] = []

  private let learns: Bool
  /// The path of each open object and array, the record's own first.
  private var levels: [(node: Int32, isArray: Bool)] = []
  /// Which arrays are open.
  private var arrays = 0
  private var member = JSONPaths.unknown
  private var key: [UInt8] = []
  private var recordStart = 0

  /// Gathers values of these paths, or of all that come when it `learns`.
  package init(_ paths: JSONPaths, learns: Bool = false) {
    self.paths = paths
    self.learns = learns
    levels.reserveCapacity(JSONTokenizer.depthLimit)
  }

  /// Forgets the values; the paths stay.
  package mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
  }

  /// Begins a record and says at which value it does.
  mutating func beginRecord() -> Int {
    recordStart = values.count
    levels.removeAll(keepingCapacity: true)
    arrays = 0
    member = 0
    return recordStart
  }

  /// Forgets the values of a record that is given up.
  mutating func removeValues(from first: Int) {
    values.removeSubrange(first...)
  }

  /// Takes a token of the record, its own brackets included.
  ///
  /// - Returns: False when the record has too many values.
  mutating func take(_ token: JSONToken, _ bytes: Span<UInt8>) -> Bool {
    switch token.kind {
    case .key:
      let content = bytes.extracting(token.range)
      let parent = levels.last?.node ?? 0
      if parent == JSONPaths.unknown {
        member = parent
      } else if token.hasEscapes {
        key.removeAll(keepingCapacity: true)
        JSONString.append(content, to: &key)
        let resolved = key
        member = paths.node(below: parent, resolved.span, learns: learns)
      } else {
        member = paths.node(below: parent, content, learns: learns)
      }
    case .objectStart: levels.append((valueNode, false))
    case .arrayStart:
      levels.append((valueNode, true))
      arrays += 1
    case .objectEnd: levels.removeLast()
    case .arrayEnd:
      levels.removeLast()
      arrays -= 1
    case .string, .number, .true, .false, .null:
      let node = valueNode
      if learns { paths.learn(node) }
      guard token.kind != .null, let number = paths.number(of: node) else { return true }
      if values.count - recordStart == JSONValues.limit { return false }
      values.append(
        Value(
          path: number, range: token.range, hasEscapes: token.hasEscapes, isInArray: arrays > 0))
    }
    return true
  }

  /// The path of the value that comes.
  private var valueNode: Int32 {
    guard let last = levels.last, last.isArray else { return member }
    return last.node
  }
}
