import CYAML

/// One step of a YAML file as libyaml reports it.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentEnd, sequenceStart, mappingStart, collectionEnd
    case documentStart(hasDirectives: Bool)
    case alias(String)
    case scalar(String, YAMLNode.Style)
  }

  let kind: Kind
  /// The name after `&`.
  var anchor: String?
  /// The tag, `!` handles already replaced.
  var tag: String?
  let start: SourcePosition
  /// The place after the last character; for block scalars the next line.
  let end: SourcePosition
}

/// What libyaml says when it cannot go on.
struct YAMLSyntaxFailure: Error {
  /// libyaml's own words, such as "did not find expected key".
  let text: String
  let position: SourcePosition
  /// What it was doing, such as "while parsing a block mapping".
  let context: String
  /// Where that began.
  let contextPosition: SourcePosition
}

/// The events of one text, in order.
///
/// After a failure, or the end of the stream, no more events may be asked for.
@safe struct YAMLEventStream: ~Copyable {
  /// libyaml keeps the address of its parser, so the parser must not move.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// libyaml reads from here until the last event, so it lives as long as the parser.
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Copies the bytes, which must be UTF-8 without a byte order mark.
  init(_ bytes: [UInt8]) {
    unsafe input = .allocate(capacity: bytes.count)
    _ = unsafe input.initialize(fromContentsOf: bytes)
    unsafe parser = .allocate(capacity: 1)
    let isReady = unsafe yaml_parser_initialize(parser)
    precondition(isReady == 1, "no memory for a YAML parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// Reads the next event.
  mutating func next() throws(YAMLSyntaxFailure) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else {
      throw failure
    }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe YAMLEvent(event)
  }

  private var failure: YAMLSyntaxFailure {
    unsafe YAMLSyntaxFailure(
      text: text(parser.pointee.problem) ?? "out of memory",
      position: SourcePosition(parser.pointee.problem_mark),
      context: text(parser.pointee.context) ?? "",
      contextPosition: SourcePosition(parser.pointee.context_mark))
  }
}

extension YAMLEvent {
  /// Copies what libyaml will free.
  @unsafe fileprivate init(_ event: yaml_event_t) {
    unsafe start = SourcePosition(event.start_mark)
    unsafe end = SourcePosition(event.end_mark)
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT:
      let document = unsafe event.data.document_start
      unsafe kind = .documentStart(
        hasDirectives: document.version_directive != nil
          || document.tag_directives.start != document.tag_directives.end)
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: unsafe kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      unsafe kind = .scalar(String(decoding: bytes, as: UTF8.self), YAMLNode.Style(scalar.style))
      unsafe anchor = text(scalar.anchor)
      unsafe tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      unsafe anchor = text(event.data.sequence_start.anchor)
      unsafe tag = text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      unsafe anchor = text(event.data.mapping_start.anchor)
      unsafe tag = text(event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    default: kind = .streamEnd
    }
  }
}

extension YAMLNode.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: self = .block
    default: self = .plain
    }
  }
}

extension SourcePosition {
  /// libyaml counts from 0, also in code points.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

/// A copy of a C string of libyaml's; `nil` for a null pointer.
private func text(_ pointer: UnsafePointer<CChar>?) -> String? {
  unsafe pointer.map { unsafe String(cString: $0) }
}

private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
  unsafe pointer.map { unsafe String(cString: $0) }
}
