/// Builds the nodes of one document from events, and refuses what our files do not use.
struct YAMLTreeBuilder: ~Copyable {
  /// Ends the reading of one file: it is not what it claims to be, or it is hopeless.
  private struct Stop: Error {}

  /// More problems than this help nobody.
  static let mostProblems = 100

  private let source: SourceText
  private let limits: YAMLDocument.Limits
  private var events: YAMLEventStream
  private var problems: [YAMLProblem] = []
  private(set) var warnings: [YAMLProblem] = []
  /// The latest quoted scalar, the suspect when a syntax error follows it.
  private var lastQuoted: (start: SourcePosition, end: SourcePosition)?

  init(_ source: SourceText, limits: YAMLDocument.Limits) {
    self.source = source
    self.limits = limits
    events = YAMLEventStream(source.bytes)
  }

  /// Reads the only document.
  mutating func build() throws(YAMLProblems) -> YAMLNode {
    let root: YAMLNode?
    do { root = try document() } catch { root = nil }
    if problems.isEmpty, let root { return root }
    throw YAMLProblems(problems + warnings)
  }

  private mutating func document() throws(Stop) -> YAMLNode {
    _ = try next()
    let opening = try next()
    guard case .documentStart(let hasDirectives) = opening.kind else {
      return try nothing(at: opening.start)
    }
    if hasDirectives {
      try refuse(
        "a '%' directive is not used here", at: SourcePosition(line: opening.start.line, column: 1),
        hint: "remove the line")
    }
    let root = try node(try next(), depth: 0)
    _ = try next()
    let closing = try next()
    if case .documentStart = closing.kind {
      try refuse(
        "a second document begins", at: closing.start, hint: "write one document in a file")
    }
    return root.isEmpty ? try nothing(at: root.position) : root
  }

  private mutating func nothing(at position: SourcePosition) throws(Stop) -> YAMLNode {
    if !limits.allowsEmpty { try refuse("the file has no content", at: .start) }
    return YAMLNode(content: .mapping([]), position: .start, width: 1)
  }

  private mutating func node(_ event: YAMLEvent, depth: Int) throws(Stop) -> YAMLNode {
    try refuseProperties(of: event)
    let content: YAMLNode.Content
    switch event.kind {
    case .scalar(let text, let style):
      content = .scalar(text, style)
      remember(event, style)
    case .sequenceStart:
      content = .sequence(try items(event, depth: try deeper(depth, at: event.start)))
    case .mappingStart:
      content = .mapping(try entries(event, depth: try deeper(depth, at: event.start)))
    case .alias(let name):
      try refuse(
        "'*\(shortened(name))' is a YAML alias", at: event.start, width: width(of: event),
        hint: "quote it: '*\(shortened(name))'")
      content = .scalar("*" + name, .plain)
    default: preconditionFailure("libyaml gives a node after a document start, a key or an item")
    }
    return YAMLNode(content: content, position: event.start, width: width(of: event))
  }

  private mutating func items(_ opening: YAMLEvent, depth: Int) throws(Stop) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .collectionEnd = event.kind { return items }
      items.append(try node(event, depth: depth))
    }
  }

  private mutating func entries(_ opening: YAMLEvent, depth: Int) throws(Stop) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var places: [String: SourcePosition] = [:]
    while true {
      let event = try next()
      if case .collectionEnd = event.kind { return entries }
      let key = try node(event, depth: depth)
      let value = try node(try next(), depth: depth)
      guard case .scalar(let name, let style) = key.content else {
        try refuse("a key is \(key.summary)", at: key.position, hint: "write text as a key")
        continue
      }
      if name == "<<", style == .plain {
        try refuse(
          "the merge key '<<' is not used here", at: key.position, width: 2,
          hint: "write the keys out")
      } else if let first = places[name] {
        try refuse(
          "duplicate key '\(shortened(name))'", at: key.position, width: key.width,
          hint: "the first is at \(first)", related: first)
      } else {
        places[name] = key.position
        entries.append(YAMLNode.Entry(key: key, value: value))
      }
    }
  }

  private mutating func deeper(_ depth: Int, at position: SourcePosition) throws(Stop) -> Int {
    if depth == limits.depth {
      try refuse("lists and mappings are nested deeper than \(limits.depth)", at: position)
      throw Stop()
    }
    return depth + 1
  }

  private mutating func refuseProperties(of event: YAMLEvent) throws(Stop) {
    for (mark, name, kind) in [("&", event.anchor, "anchor"), ("!", event.tag, "tag")] {
      guard let name else { continue }
      let written = source.word(at: event.start)
      let shown = written.hasPrefix(mark) ? written : mark + name
      try refuse(
        "'\(shortened(shown))' is a YAML \(kind)", at: event.start,
        width: shown.unicodeScalars.count, hint: "quote it: \(singleQuoted(shortened(shown)))")
    }
  }

  /// Keeps what later messages need of a scalar, and warns of a comment that may be a part of it.
  private mutating func remember(_ event: YAMLEvent, _ style: YAMLNode.Style) {
    switch style {
    case .singleQuoted, .doubleQuoted: lastQuoted = (event.start, event.end)
    case .block: break
    case .plain:
      guard let comment = source.doubtfulComment(after: event.end), event.start != event.end,
        warnings.count < Self.mostProblems
      else { return }
      let word = shortened(source.word(at: comment))
      warnings.append(
        source.problem(
          "'\(word)' is read as a comment", at: comment, width: word.unicodeScalars.count,
          hint: "quote the whole value, or write a space after '#'", severity: .warning))
    }
  }

  private func width(of event: YAMLEvent) -> Int {
    switch event.kind {
    case .scalar(_, .block), .sequenceStart, .mappingStart: 1
    default:
      event.start.line == event.end.line
        ? max(1, event.end.column - event.start.column)
        : max(1, source.scalars(from: event.start).count)
    }
  }

  private mutating func next() throws(Stop) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      problems.append(source.explain(error, lastQuoted: lastQuoted))
      throw Stop()
    }
  }

  private mutating func refuse(
    _ text: String, at position: SourcePosition, width: Int = 1, hint: String? = nil,
    related: SourcePosition? = nil
  ) throws(Stop) {
    problems.append(
      source.problem(text, at: position, width: width, hint: hint, related: related))
    if problems.count == Self.mostProblems { throw Stop() }
  }
}
