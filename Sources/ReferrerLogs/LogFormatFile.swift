import YAMLDocument

/// Reads one file of rules/logs.
struct LogFormatFile {
  private let reader: YAMLReader

  init(_ reader: YAMLReader) {
    self.reader = reader
  }

  /// In whose language a file describes its format.
  private enum Syntax: String, CaseIterable {
    /// The string of Apache's `LogFormat`, of nginx's `log_format`.
    case apache, nginx
    /// The fields' names in the order of the columns.
    case columns
    /// The names that the log itself gives to columns, in lines `#Fields:`.
    case w3c
    /// The keys of JSON objects.
    case json
  }

  private enum Separator: String, CaseIterable {
    case blank, tab

    var byte: UInt8 { self == .tab ? 0x09 : UInt8(ascii: " ") }
  }

  private static let keys = [
    "name", "title", "family", "syntax", "format", "keys", "requires", "separator", "escaping",
    "extra_columns", "utc", "documentation", "without_referrer", "samples", "refused",
  ]

  /// The format; nil when something was reported.
  ///
  /// Needed are a name, a syntax, and a format or keys; a format of one's own is done with them.
  func format() -> LogFormat? {
    guard let keys = reader.mapping(reader.document.root, known: LogFormatFile.keys) else {
      return nil
    }
    let name = reader.string(keys.required("name"))
    if let name, let node = keys.optional("name"), name != stem(of: reader.document.file) {
      reader.report("the name differs from that of the file", at: node)
    }
    let title = keys.optional("title").flatMap(reader.string)
    let family = keys.optional("family").flatMap(reader.string)
    let escaping = keys.optional("escaping").flatMap { reader.oneOf($0, as: LogEscaping.self) }
    let isUTC = keys.optional("utc").flatMap(reader.bool)
    let documentation = keys.optional("documentation").flatMap(reader.string)
    let advice = keys.optional("without_referrer").flatMap(reader.string)
    let samples = (keys.optional("samples").flatMap(reader.list) ?? []).compactMap(sample)
    let refused = keys.optional("refused").flatMap { reader.strings($0) } ?? []
    guard let syntax = reader.oneOf(keys.required("syntax"), as: Syntax.self),
      let layout = layout(keys, syntax), let name, !reader.hasErrors
    else { return nil }
    return LogFormat(
      name: name, title: title ?? name, family: family ?? name,
      escaping: escaping ?? (syntax == .json ? .json : .backslash), isUTC: isUTC ?? false,
      documentation: documentation ?? "", withoutReferrer: advice, samples: samples,
      refused: refused, layout: layout)
  }

  private func layout(_ keys: MappingReader, _ syntax: Syntax) -> LogFormat.Layout? {
    let isLoose = keys.optional("extra_columns").flatMap(reader.bool) ?? true
    let separator = keys.optional("separator").flatMap { reader.oneOf($0, as: Separator.self) }
    switch syntax {
    case .apache, .nginx:
      guard let node = keys.required("format"), let format = reader.string(node) else { return nil }
      do throws(LogFormatString.Mistake) {
        let string = try LogFormatString(format, syntax: syntax == .apache ? .apache : .nginx)
        return .text(try string.program(allowsExtraColumns: isLoose))
      } catch {
        reader.report(
          error.message, at: reader.document.position(in: node, utf8Offset: error.offset))
        return nil
      }
    case .columns:
      return columns(keys, separator ?? .blank, isLoose: isLoose).map(LogFormat.Layout.text)
    case .w3c:
      guard let names = names(keys.required("keys")) else { return nil }
      return .columns(
        NamedColumns(
          names: names, requires: reader.strings(keys.optional("requires")) ?? [],
          separator: (separator ?? .blank).byte, isLoose: isLoose))
    case .json:
      guard let names = names(keys.required("keys")) else { return nil }
      return .json(
        KeyPaths(names: names, requires: reader.strings(keys.optional("requires")) ?? []))
    }
  }

  /// The program of `format: "- host [time]"`: one name a column, `-` for what is not kept.
  private func columns(
    _ keys: MappingReader, _ separator: Separator, isLoose: Bool
  ) -> LogProgram? {
    guard let node = keys.required("format"), let format = reader.string(node) else { return nil }
    var names: [LogField: [String]] = [:]
    let columns = format.split(separator: " ").map(String.init)
    for column in columns where column != "-" {
      guard let field = LogField.known.first(where: { $0.name == column }) else {
        reader.report("'\(column)' is no field", at: node)
        return nil
      }
      names[field] = [column]
    }
    let named = NamedColumns(
      names: names, requires: [], separator: separator.byte, isLoose: isLoose)
    guard let program = named.program(for: columns) else {
      reader.report("no column is a time, or none a request or a target", at: node)
      return nil
    }
    return program
  }

  /// Names or paths by field: `host: [x-host-header, cs(Host)]`.
  private func names(_ node: YAMLNode?) -> [LogField: [String]]? {
    guard let node, let entries = reader.entries(node) else { return nil }
    var names: [LogField: [String]] = [:]
    for entry in entries {
      guard let name = reader.oneOf(entry.key, LogField.known.map(\.name)),
        let field = LogField.known.first(where: { $0.name == name }),
        let values = reader.strings(entry.value)
      else { continue }
      names[field] = values
    }
    if names[.time] == nil || (names[.target] == nil && names[.request] == nil) {
      reader.report("no key is a time, or none a request or a target", at: node)
      return nil
    }
    return names
  }

  private func sample(_ node: YAMLNode) -> LogFormat.Sample? {
    guard let keys = reader.mapping(node, known: ["header", "line", "fields"]),
      let line = reader.string(keys.required("line")),
      let fields = reader.entries(keys.required("fields"))
    else { return nil }
    var texts: [String: String] = [:]
    for field in fields {
      guard reader.oneOf(field.key, LogField.known.map(\.name)) != nil else { continue }
      guard let text = field.value.text else {
        reader.report("expected text", at: field.value)
        continue
      }
      texts[field.name] = text
    }
    return LogFormat.Sample(
      header: keys.optional("header").flatMap(reader.string), line: line, fields: texts)
  }

  private func stem(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }
}
