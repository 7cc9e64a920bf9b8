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
        let format = LogFormatFile(reader).format()
        problems += reader.problems
        if let format { formats.append(format) }
      } catch {
        problems += error.problems
      }
    }
    guard !problems.contains(where: { $0.severity == .error }) else {
      throw YAMLProblems(problems)
    }
    self.formats = formats.sorted { ($1.specificity, $0.name) < ($0.specificity, $1.name) }
  }

  /// The format of that name, or nil.
  package func format(named name: String) -> LogFormat? {
    formats.first { $0.name == name }
  }

  /// The formats that may take turns with another.
  func family(_ family: String) -> [LogFormat] {
    formats.filter { $0.family == family }
  }
}
