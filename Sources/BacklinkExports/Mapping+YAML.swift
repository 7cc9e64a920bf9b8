import CalendarTime
import LinkModel
package import YAMLDocument

extension MappingSet {
  /// Reads mapping files: pairs of file name and bytes.
  ///
  /// - Parameters:
  ///   - files: Those that the program brings.
  ///   - own: The user's, which win.
  /// - Throws: Every problem of every file.
  package init(
    parsing files: [(name: String, bytes: [UInt8])], own: [(name: String, bytes: [UInt8])] = []
  ) throws(YAMLProblems) {
    var mappings: [Mapping] = []
    var problems: [YAMLProblem] = []
    for (number, file) in (files + own).enumerated() {
      do throws(YAMLProblems) {
        let document = try YAMLDocument(parsing: file.bytes, file: file.name)
        var mapping = try Mapping(parsing: document)
        mapping.isOwn = number >= files.count
        mappings.append(mapping)
      } catch {
        problems += error.problems
      }
    }
    if !problems.isEmpty { throw YAMLProblems(problems) }
    self.init(mappings)
  }
}

extension Mapping {
  private static let keys = [
    "mapping", "title", "tool", "report", "documentation", "match", "refuse", "internal", "record",
    "dates", "fields", "metrics", "skip", "target_from_file_name", "caps", "samples", "fallback",
    "headerless", "either_end", "sample",
  ]

  /// Reads one mapping file.
  package init(parsing document: YAMLDocument) throws(YAMLProblems) {
    let reader = YAMLReader(document)
    self = try reader.finish(Mapping(reader, document.root))
  }

  private init?(_ reader: YAMLReader, _ root: YAMLNode) {
    guard let keys = reader.mapping(root, known: Mapping.keys) else { return nil }
    let name = reader.string(keys.required("mapping"))
    let title = reader.string(keys.required("title"))
    let tool = reader.string(keys.required("tool"))
    let report = reader.string(keys.required("report"))
    documentation = reader.string(keys.optional("documentation")) ?? ""
    let match = reader.mapping(
      keys.optional("match"), known: ["required", "any", "forbidden", "optional"])
    required = reader.strings(match?.optional("required")) ?? []
    any = reader.strings(match?.optional("any")) ?? []
    forbidden = reader.strings(match?.optional("forbidden")) ?? []
    optional = reader.strings(match?.optional("optional")) ?? []
    metrics = reader.strings(keys.optional("metrics")) ?? []
    refusal = reader.string(keys.optional("refuse"))
    isInternal = reader.bool(keys.optional("internal")) ?? false
    switch reader.oneOf(keys.optional("record"), ["link", "domain", "referral"]) {
    case "domain": grain = .domain
    case "referral": grain = .referral
    default: grain = .link
    }
    switch reader.oneOf(keys.optional("dates"), ["year-first", "day-first", "month-first"]) {
    case "day-first": dateOrder = .dayFirst
    case "month-first": dateOrder = .monthFirst
    default: dateOrder = .yearFirst
    }
    fields = (reader.entries(keys.optional("fields")) ?? []).compactMap { entry in
      Mapping.fieldRule(reader, entry)
    }
    skips = (keys.optional("skip").flatMap(reader.list) ?? []).compactMap { node in
      Mapping.skip(reader, node)
    }
    targetFromFileName = reader.bool(keys.optional("target_from_file_name")) ?? false
    let isFallback = reader.bool(keys.optional("fallback")) ?? false
    let isHeaderless = reader.bool(keys.optional("headerless")) ?? false
    caps = keys.optional("caps").flatMap(reader.list)?.compactMap {
      reader.int($0, in: 1...1_000_000_000)
    }
    self.isFallback = isFallback
    self.isHeaderless = isHeaderless
    isSample = reader.bool(keys.optional("sample")) ?? (isFallback || isHeaderless)
    samples = reader.strings(keys.optional("samples")) ?? []
    eitherEnd = reader.strings(keys.optional("either_end")) ?? []
    guard let name, let title, let tool, let report else { return nil }
    self.name = name
    self.title = title
    self.tool = tool
    self.report = report
    if isInternal && refusal == nil {
      reader.report("internal: true needs refuse, the sentence that says so", at: root)
    }
    if (refusal == nil || isInternal)
      && !fields.contains(where: { $0.field == .sourceURL || $0.field == .sourceDomain })
    {
      reader.report("a mapping needs source_url or source_domain", at: root)
    }
    if required.isEmpty && !isFallback && !isHeaderless {
      reader.report(
        "a mapping needs match: required, or fallback: true, or headerless: true", at: root)
    }
  }

  private static func skip(_ reader: YAMLReader, _ node: YAMLNode) -> Skip? {
    let known = ["column", "word", "unless_blank", "reason"]
    guard let keys = reader.mapping(node, known: known) else { return nil }
    let column = reader.string(keys.required("column"))
    let word = reader.string(keys.optional("word"))
    let isUnlessBlank = reader.bool(keys.optional("unless_blank")) ?? false
    let reason = reader.string(keys.required("reason"))
    if (word != nil) == isUnlessBlank {
      reader.report("expected one of word, unless_blank: true", at: node)
    }
    guard let column, let reason else { return nil }
    return Skip(column: column, word: word, reason: reason)
  }

  private static func fieldRule(_ reader: YAMLReader, _ entry: YAMLNode.Entry) -> FieldRule? {
    guard let name = reader.oneOf(entry.key, Field.allCases.map(\.name)),
      let field = Field(named: name)
    else { return nil }
    if case .mapping = entry.value.content {
    } else {
      guard let columns = reader.strings(entry.value) else { return nil }
      return FieldRule(
        field: field, source: .column(columns), isInverted: false, isTrueUnlessBlank: false,
        heldWord: nil, words: [:], scale: 1_000)
    }
    guard
      let keys = reader.mapping(
        entry.value,
        known: [
          "column", "flags", "otherwise", "constant", "column_rest", "inverted",
          "true_unless_blank", "holds", "words", "scale",
        ])
    else { return nil }
    let source: Source
    if let columns = reader.strings(keys.optional("column")) {
      source = .column(columns)
    } else if let flags = reader.entries(keys.optional("flags")) {
      let pairs = flags.compactMap { flag in
        reader.string(flag.value).map { (word: flag.name, column: $0) }
      }
      source = .flags(pairs, otherwise: reader.string(keys.optional("otherwise")))
      Mapping.check(words: flags.map(\.key), of: field, reader)
    } else if let constant = reader.string(keys.optional("constant")) {
      source = .constant(constant)
    } else if let pattern = reader.string(keys.optional("column_rest")) {
      if !ColumnPattern(pattern).hasStar || !field.isText {
        reader.report("column_rest is for texts, and its column ends in a star", at: entry.value)
      }
      source = .columnRest(pattern)
    } else {
      reader.report("expected one of column, flags, constant, column_rest", at: entry.value)
      return nil
    }
    var words: [String: String] = [:]
    for word in reader.entries(keys.optional("words")) ?? [] {
      Mapping.check(words: [word.value], of: field, reader)
      words[word.name.lowercased()] = word.value.text
    }
    let heldWord = reader.string(keys.optional("holds"))?.lowercased()
    if heldWord != nil && field.kind != .flag {
      reader.report("holds is for true and false", at: entry.value)
    }
    return FieldRule(
      field: field, source: source, isInverted: reader.bool(keys.optional("inverted")) ?? false,
      isTrueUnlessBlank: reader.bool(keys.optional("true_unless_blank")) ?? false,
      heldWord: heldWord, words: words,
      scale: Int64(reader.thousandths(keys.optional("scale")) ?? 1_000))
  }

  /// Reports words that the field does not have.
  private static func check(words: [YAMLNode], of field: Field, _ reader: YAMLReader) {
    switch field.kind {
    case .choice(let names), .choices(let names):
      for word in words { _ = reader.oneOf(word, names) }
    case .flag:
      for word in words { _ = reader.oneOf(word, ["true", "false"]) }
    default: break
    }
  }
}
