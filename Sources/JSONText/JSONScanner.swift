/// Finds the records of a JSON text that may be of any size: objects that stand at one path.
///
/// Arrays on the way are entered: with the path `tasks.items` the records of
/// `{"tasks": [{"items": [{…}, {…}]}]}` are the two inner objects; with the empty path those of an array,
/// of JSON lines, or of one object alone. A damaged record costs itself: the scanner goes on with the next
/// `{` that begins a line no deeper than the damaged record, or follows a `}`.
package struct JSONScanner: Sendable {
  /// The most bytes one record may have.
  package static let byteLimit = 4 << 20

  /// Where the next byte stands.
  package private(set) var position = TextPosition()

  private let path: [[UInt8]]
  private var tokenizer = JSONTokenizer()
  /// The open objects and arrays outside records, and how many keys of the path lead to each; nil: other
  /// keys do.
  private var open: [(match: Int?, isArray: Bool)] = []
  /// The same of the member whose value comes, and of a value that nothing encloses.
  private var member: Int?
  private var rootMatch = 0
  /// The outermost value that is open has something at the path.
  private var hasRecords = false
  private var key: [UInt8] = []
  /// After damage: in which column a line may begin that is read again; nil: nothing is damaged.
  private var lostColumn: Int?
  private var isAfterObject = false
  private var wasDamaged = false

  /// A scanner for records at this path: keys with dots between them, empty for the outermost objects.
  package init(path: String = "") {
    self.path = path.isEmpty ? [] : path.split(separator: ".").map { Array($0.utf8) }
  }

  /// Whether what encloses the records is still open; after the last byte: the text was cut off.
  package var isOpen: Bool { tokenizer.depth > 0 && !wasDamaged }

  /// Adds the complete records of `bytes` to the index.
  ///
  /// - Parameters:
  ///   - bytes: The text from where the scanner stands.
  ///   - start: Where in `bytes` to go on.
  ///   - isLast: No bytes follow these.
  ///   - index: Where the records are added.
  /// - Returns: How many bytes were used; the rest is to be given again with more behind it.
  package mutating func scan(
    _ bytes: Span<UInt8>, from start: Int = 0, isLast: Bool, into index: inout JSONIndex
  ) -> Int {
    var passed = start
    while passed < bytes.count {
      if lostColumn != nil, !findRecord(bytes, &passed, isLast: isLast) { return passed }
      let before = tokenizer
      var offset = passed
      let step = tokenizer.next(bytes, at: &offset, isLast: isLast)
      switch step {
      case .token(let token):
        passed = pass(bytes, passed, token.range.lowerBound)
        if token.kind == .objectStart && valueMatch == path.count {
          guard let end = scanRecord(bytes, passed, isLast: isLast, into: &index) else {
            return passed
          }
          offset = end
        } else {
          take(token, bytes, into: &index)
        }
        passed = pass(bytes, passed, offset)
      case .incomplete:
        passed = pass(bytes, passed, offset)
        if passed == bytes.count { return passed }
        if !isLast && bytes.count - passed <= JSONScanner.byteLimit { return passed }
        loseEnvelope()
        reject(passed..<bytes.count, isLast ? .cutOff : .tooLong, into: &index)
        passed = pass(bytes, passed, bytes.count)
      case .damaged(let problem):
        let end = JSONScanner.lineEnd(bytes, from: offset)
        if end == bytes.count && !isLast && end - passed <= JSONScanner.byteLimit {
          tokenizer = before
          return passed
        }
        passed = pass(bytes, passed, tokenizer.tokenStart)
        loseEnvelope()
        reject(passed..<end, problem, into: &index)
        passed = pass(bytes, passed, end)
      }
    }
    return passed
  }

  private mutating func pass(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    position.pass(bytes, start, end)
    return end
  }

  // MARK: Records

  /// Reads the record that begins at `start`; returns where it ends, or nil when more bytes are needed.
  private mutating func scanRecord(
    _ bytes: Span<UInt8>, _ start: Int, isLast: Bool, into index: inout JSONIndex
  ) -> Int? {
    hasRecords = true
    var saved = tokenizer
    saved.takeBackObject()
    let firstValue = index.gathered.beginRecord()
    _ = index.gathered.take(
      JSONToken(kind: .objectStart, range: start..<start + 1, hasEscapes: false), bytes)
    tokenizer.isRepaired = false
    var problem: JSONProblem?
    var offset = start + 1
    var isDone = false
    var isFull = false
    while problem == nil && !isDone {
      switch tokenizer.next(bytes, at: &offset, isLast: isLast) {
      case .token(let token):
        if !isFull { isFull = !index.gathered.take(token, bytes) }
        isDone = tokenizer.depth == saved.depth
      case .incomplete:
        if !isLast && bytes.count - start <= JSONScanner.byteLimit {
          index.gathered.removeValues(from: firstValue)
          tokenizer = saved
          return nil
        }
        offset = bytes.count
        problem = .cutOff
      case .damaged(let found): problem = found
      }
    }
    if offset - start > JSONScanner.byteLimit {
      offset = start + JSONScanner.byteLimit
      problem = .tooLong
    }
    if problem != nil || isFull { index.gathered.removeValues(from: firstValue) }
    if let problem {
      reject(start..<offset, problem, into: &index)
      lostColumn = position.column
      (wasDamaged, isAfterObject) = (true, false)
      tokenizer = saved
    } else if isFull {
      reject(start..<offset, .tooManyValues, into: &index)
    } else {
      index.records.append(
        JSONIndex.Record(
          range: start..<offset, line: position.line,
          values: firstValue..<index.gathered.values.count, isRepaired: tokenizer.isRepaired,
          problem: nil))
    }
    return offset
  }

  private mutating func reject(
    _ range: Range<Int>, _ problem: JSONProblem, into index: inout JSONIndex
  ) {
    let none = index.values.count
    index.records.append(
      JSONIndex.Record(
        range: range, line: position.line, values: none..<none, isRepaired: false, problem: problem)
    )
  }

  // MARK: What encloses records

  /// How many keys of the path lead to the value that comes.
  private var valueMatch: Int? {
    guard let last = open.last else { return rootMatch }
    return last.isArray ? last.match : member
  }

  /// Takes a token that belongs to no record.
  private mutating func take(
    _ token: JSONToken, _ bytes: Span<UInt8>, into index: inout JSONIndex
  ) {
    let match = valueMatch
    switch token.kind {
    case .key: member = self.match(of: token, bytes)
    case .objectStart: open.append((match, false))
    case .arrayStart:
      if match == path.count { hasRecords = true }
      open.append((match, true))
    case .objectEnd, .arrayEnd: open.removeLast()
    case .string, .number, .true, .false, .null:
      guard match == path.count else { return }
      hasRecords = true
      if open.last?.isArray ?? true { reject(token.range, .notAnObject, into: &index) }
    }
    guard open.isEmpty else { return }
    if !hasRecords { reject(token.range, .noRecords, into: &index) }
    hasRecords = false
  }

  /// How many keys of the path lead to the member with this key.
  private mutating func match(of token: JSONToken, _ bytes: Span<UInt8>) -> Int? {
    guard let match = open.last?.match, match < path.count else { return nil }
    key.removeAll(keepingCapacity: true)
    JSONString.append(bytes.extracting(token.range), to: &key)
    return key == path[match] ? match + 1 : nil
  }

  // MARK: Damage

  /// Gives up on what encloses the records: the next objects are taken for records.
  private mutating func loseEnvelope() {
    lostColumn = .max
    (wasDamaged, isAfterObject) = (true, false)
    if tokenizer.expectsElement && valueMatch == path.count { return }
    tokenizer = JSONTokenizer()
    open = []
    rootMatch = path.count
  }

  /// Goes to the `{` with which reading goes on; false when more bytes are needed.
  private mutating func findRecord(
    _ bytes: Span<UInt8>, _ offset: inout Int, isLast: Bool
  ) -> Bool {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "{"), let limit = lostColumn,
        position.isFirstOnLine ? position.column <= limit : isAfterObject
      {
        var next = offset + 1
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        if next == bytes.count && !isLast { return false }
        if next < bytes.count, bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "}")
        {
          if position.isFirstOnLine && position.column == 0 && limit > 0 { beginAnew() }
          lostColumn = nil
          return true
        }
      }
      if byte > 0x20 && byte != UInt8(ascii: ",") { isAfterObject = byte == UInt8(ascii: "}") }
      position.pass(bytes, offset, offset + 1)
      offset += 1
    }
    return isLast
  }

  /// A line that begins with an object is not inside the damaged one, if that one was indented.
  private mutating func beginAnew() {
    guard rootMatch == 0, !path.isEmpty else { return }
    tokenizer = JSONTokenizer()
    open = []
    hasRecords = false
  }

  private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }
}
