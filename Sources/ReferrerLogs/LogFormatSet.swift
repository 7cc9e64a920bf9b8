package import YAMLDocument

/// The log formats that are known, from the files of rules/logs.
package struct LogFormatSet: Sendable {
  /// The formats, those that say more about a request first, then by name.
  package let formats: [LogFormat]

  /// Reads format files.
  ///
  /// - Parameter files: Name and content of each; the name without folder and `.yaml` is the format's.
  /// - Throws: The problems of all files.
  package init(parsing files: [(file: String, text: String)]) throws(YAMLProblems) {
    var formats: [LogFormat] = []
    var problems: [YAMLProblem] = []
    for (file, text) in files {
      do {
        let reader = YAMLReader(try YAMLDocument(parsing: text, file: file))
        let format = LogFormatSet.format(reader)
        problems += reader.problems
        if let format { formats.append(format) }
      } catch {
        problems += error.problems
      }
    }
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw YAMLProblems(problems)
    }
    self.formats = formats.sorted {
      ($1.program.specificity, $0.name) < ($0.program.specificity, $1.name)
    }
  }

  /// The format of that name, or nil.
  package func format(named name: String) -> LogFormat? {
    formats.first { $0.name == name }
  }

  private static let keys = [
    "name", "title", "family", "syntax", "format", "escaping", "extra_columns", "documentation",
    "samples", "refused",
  ]

  private static func format(_ reader: YAMLReader) -> LogFormat? {
    guard let keys = reader.mapping(reader.document.root, known: keys) else { return nil }
    let name = reader.string(keys.required("name"))
    if let name, let node = keys.optional("name"), name != stem(of: reader.document.file) {
      reader.report("the name differs from that of the file", at: node)
    }
    let title = reader.string(keys.required("title"))
    let family = reader.string(keys.required("family"))
    let format = reader.string(keys.required("format"))
    let escaping = reader.oneOf(keys.required("escaping"), as: LogEscaping.self)
    let extra = reader.bool(keys.required("extra_columns"))
    let documentation = reader.string(keys.required("documentation"))
    let samples = (reader.list(keys.required("samples")) ?? []).compactMap { sample(reader, $0) }
    if samples.isEmpty, !reader.hasErrors {
      reader.report("a format needs at least one sample", at: keys.node)
    }
    let refused = keys.optional("refused").flatMap { reader.strings($0) } ?? []
    let syntax = reader.oneOf(keys.required("syntax"), as: LogFormatString.Syntax.self)
    guard let name, let title, let family, let format, let escaping, let extra, let documentation,
      let node = keys.optional("format"), let syntax
    else { return nil }
    do throws(LogFormatString.Mistake) {
      let program = try LogFormatString(format, syntax: syntax)
        .program(allowsExtraColumns: extra)
      return LogFormat(
        name: name, title: title, family: family, format: format, escaping: escaping,
        documentation: documentation, samples: samples, refused: refused, program: program)
    } catch {
      reader.report(
        error.message, at: reader.document.position(in: node, utf8Offset: error.offset))
      return nil
    }
  }

  private static func sample(_ reader: YAMLReader, _ node: YAMLNode) -> LogFormat.Sample? {
    guard let keys = reader.mapping(node, known: ["line", "fields"]),
      let line = reader.string(keys.required("line")),
      let fields = reader.entries(keys.required("fields"))
    else { return nil }
    var texts: [String: String] = [:]
    for field in fields {
      guard reader.oneOf(field.key, LogField.allCases.map(\.name)) != nil else { continue }
      guard let text = field.value.text else {
        reader.report("expected text", at: field.value)
        continue
      }
      texts[field.name] = text
    }
    return LogFormat.Sample(line: line, fields: texts)
  }

  private static func stem(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
  }
}
