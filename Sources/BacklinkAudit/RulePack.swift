package import BacklinkExports
import ByteKeys
package import HostLists
package import LinkRules
package import ReferrerLogs
import TextMatching
package import WebAddress
package import YAMLDocument

/// Everything that rule directories hold, read and checked: rules, mappings, lists, suffixes.
package struct RulePack: Sendable {
  /// One family of signals.
  package struct Family: Sendable {
    package let id: String
    package let title: String
    package let meaning: String
    package let isSupport: Bool
  }

  package let rules: RuleSet
  package let families: [Family]
  package let mappings: MappingSet
  package let logFormats: LogFormatSet
  package let lists: [ListFile]
  package let hostLists: HostLists
  package let suffixes: SuffixList
  /// A number for all that the files say; another wording has another number.
  package let digest: Int64

  /// Reads the files, and changes rules and lists as a configuration says.
  ///
  /// - Throws: Every problem of every file.
  package init(
    _ files: RuleFiles, configuration: Configuration = Configuration()
  ) throws(YAMLProblems) {
    var problems: [YAMLProblem] = []
    func collect<Value>(_ read: () throws(YAMLProblems) -> Value) -> Value? {
      do throws(YAMLProblems) { return try read() } catch {
        problems += error.problems
        return nil
      }
    }

    var families: [Family] = []
    var lists: [ListFile] = []
    var builder = SuffixList.Builder()
    for file in files.files {
      switch file.kind {
      case .families:
        families += collect { () throws(YAMLProblems) in try RulePack.families(file) } ?? []
      case .list:
        if let list = collect({ () throws(YAMLProblems) in
          try ListFile(parsing: file.bytes, file: file.name)
        }) {
          lists.append(list)
        }
      case .suffixes:
        if let problem = RulePack.addSuffixes(file, to: &builder) { problems.append(problem) }
      default: break
      }
    }
    if let extended = collect({ () throws(YAMLProblems) in
      try configuration.lists.applied(to: lists)
    }) {
      lists = extended
    }
    for (list, file) in zip(lists, files.files.filter { $0.kind == .list })
    where problems.isEmpty && list.kind == .words {
      if let problem = RulePack.wordProblem(list, file.name) { problems.append(problem) }
    }
    for list in lists where RulePack.suffixKinds[list.name] != nil {
      guard let kind = RulePack.suffixKinds[list.name] else { continue }
      for entry in list.entries {
        let bytes = Array(entry.utf8)
        try? builder.add(bytes.span, kind: kind)
      }
    }
    let names = RuleListNames(lists)
    var rules: [Rule] = []
    for file in files.files where file.kind == .rule {
      if let rule = collect({ () throws(YAMLProblems) in
        try Rule(
          parsing: file.bytes, file: file.name, families: families.map(\.id), lists: names)
      }) {
        rules.append(rule)
      }
    }
    rules =
      collect { () throws(YAMLProblems) in
        try configuration.adjustments.applied(to: rules)
      } ?? rules
    let mappings = collect { () throws(YAMLProblems) in
      let found = files.files.filter { $0.kind == .mapping }
      return try MappingSet(
        parsing: found.filter(\.isBuiltIn).map { ($0.name, $0.bytes) },
        own: found.filter { !$0.isBuiltIn }.map { ($0.name, $0.bytes) })
    }
    let logFormats = collect { () throws(YAMLProblems) in
      try LogFormatSet(
        parsing: files.files.filter { $0.kind == .log }
          .map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }
    guard problems.isEmpty, let mappings, let logFormats else { throw YAMLProblems(problems) }
    self.mappings = mappings
    self.logFormats = logFormats
    self.families = families
    self.lists = lists
    self.rules = RuleSet(
      rules: rules, supportFamilies: Set(families.filter(\.isSupport).map(\.id)), lists: lists)
    hostLists = HostLists(
      lists.filter(\.kind.namesHosts).map { ($0.name, $0.entries) })
    suffixes = builder.list()
    digest = RulePack.digest(files)
  }

  private static func digest(_ files: RuleFiles) -> Int64 {
    let hasher = KeyedHash()
    let hash = files.files.reduce(UInt64(0)) { hash, file in
      let name = Array(file.path.utf8)
      return hasher.combine(
        hash, hasher.combine(hasher.hash(name.span), hasher.hash(file.bytes.span)))
    }
    return Int64(bitPattern: hash)
  }

  /// Lists whose hosts decide where a referring domain begins.
  private static let suffixKinds: [String: SuffixList.Kind] = [
    "platforms": .platform, "shared-hosts": .sharedHost,
  ]

  /// What is wrong with the words of a list: one that no text can hold.
  private static func wordProblem(_ list: ListFile, _ file: String) -> YAMLProblem? {
    let words = list.entries
    do throws(TextTestError) {
      try TextMatcher.check(TextTest(.contains, words))
      return nil
    } catch {
      return YAMLProblem(
        file: file, position: SourcePosition(line: 1, column: 1),
        text: "the word '\(words[error.pattern])' cannot be looked for: \(error.error.message)")
    }
  }

  private static func addSuffixes(
    _ file: RuleFiles.File, to builder: inout SuffixList.Builder
  ) -> YAMLProblem? {
    do throws(SuffixList.Problem) {
      try builder.add(eitherFormat: file.bytes.span)
      return nil
    } catch {
      return YAMLProblem(
        file: file.name, position: SourcePosition(line: builder.line, column: 1), text: "\(error)")
    }
  }

  private static func families(_ file: RuleFiles.File) throws(YAMLProblems) -> [Family] {
    let document = try YAMLDocument(parsing: file.bytes, file: file.name)
    let reader = YAMLReader(document)
    let root = reader.mapping(document.root, known: ["families"])
    let families = (root?.required("families").flatMap(reader.list) ?? []).compactMap {
      node -> Family? in
      guard let keys = reader.mapping(node, known: ["id", "title", "meaning", "support"]),
        let id = reader.string(keys.required("id")),
        let title = reader.string(keys.required("title")),
        let meaning = reader.string(keys.required("meaning"))
      else { return nil }
      return Family(
        id: id, title: title, meaning: meaning,
        isSupport: reader.bool(keys.optional("support")) ?? false)
    }
    return try reader.finish(families)
  }
}
