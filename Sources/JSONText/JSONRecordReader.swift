/// Reads JSON objects that lie whole in memory, such as the lines of a log.
///
/// ```swift
/// var reader = JSONRecordReader(JSONPaths(["request.host", "status"]))
/// if let problem = reader.read(line) { … }
/// for value in reader.values where value.path == 0 { … line.extracting(value.range) … }
/// ```
package struct JSONRecordReader: Sendable {
  private var gathered: JSONValues

  /// Reads the values of these paths.
  package init(_ paths: JSONPaths) {
    gathered = JSONValues(paths)
  }

  /// The values of the object read last, in the order of the text.
  package var values: [JSONValues.Value] { gathered.values }

  /// Reads one object and forgets the one before.
  ///
  /// - Parameter bytes: The object, with nothing but blanks around it.
  /// - Returns: Why it cannot be read, or nil; there are no values then.
  package mutating func read(_ bytes: Span<UInt8>) -> JSONProblem? {
    gathered.removeAll()
    _ = gathered.beginRecord()
    let problem = gather(bytes)
    if problem != nil { gathered.removeAll() }
    return problem
  }

  private mutating func gather(_ bytes: Span<UInt8>) -> JSONProblem? {
    var tokenizer = JSONTokenizer()
    var offset = 0
    var isDone = false
    while true {
      switch tokenizer.next(bytes, at: &offset, isLast: true) {
      case .damaged(let problem): return problem
      case .incomplete: return isDone ? nil : .cutOff
      case .token(let token):
        if isDone { return .unexpected(bytes[token.range.lowerBound]) }
        if tokenizer.depth == 0 && token.isScalar { return .notAnObject }
        if token.kind == .arrayStart && tokenizer.depth == 1 { return .notAnObject }
        if !gathered.take(token, bytes) { return .tooManyValues }
        isDone = tokenizer.depth == 0
      }
    }
  }
}
