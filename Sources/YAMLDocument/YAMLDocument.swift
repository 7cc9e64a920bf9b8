/// A YAML file of ours, read: one tree of nodes that know their places.
///
/// Of YAML 1.2 only what a rule author needs is accepted: one document in UTF-8, no anchors, aliases,
/// tags, merge keys or directives, no key twice, limited depth and size.
package struct YAMLDocument: Sendable {
  /// How much a file may hold.
  package struct Limits: Sendable {
    /// The longest file in bytes.
    package var bytes = 1 << 20
    /// The deepest nesting of lists and mappings.
    package var depth = 64
    /// Whether a file without content is read as an empty mapping.
    package var allowsEmpty = false

    /// Creates limits; the defaults suit files that people write.
    package init(bytes: Int = 1 << 20, depth: Int = 64, allowsEmpty: Bool = false) {
      self.bytes = bytes
      self.depth = depth
      self.allowsEmpty = allowsEmpty
    }
  }

  /// The outermost value.
  package let root: YAMLNode
  /// What its author should look at, although the file can be used.
  package let warnings: [YAMLProblem]
  let source: SourceText

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content; a UTF-8 byte order mark is skipped.
  ///   - file: The name that messages begin with.
  ///   - limits: How much the file may hold.
  /// - Throws: All problems found, at least one an error. A syntax error ends the search.
  package init(
    parsing bytes: [UInt8], file: String, limits: Limits = Limits()
  ) throws(YAMLProblems) {
    guard bytes.count <= limits.bytes else {
      let problem = SourceText([], file: file).problem(
        "the file has \(bytes.count) bytes", at: .start,
        hint: "at most \(limits.bytes) are allowed")
      throw YAMLProblems([problem])
    }
    source = SourceText(bytes, file: file)
    if let problem = source.firstUnreadable { throw YAMLProblems([problem]) }
    var builder = YAMLTreeBuilder(source, limits: limits)
    root = try builder.build()
    warnings = builder.warnings
  }

  /// Reads text, such as a file that is part of the program.
  package init(
    parsing text: String, file: String, limits: Limits = Limits()
  ) throws(YAMLProblems) {
    try self.init(parsing: Array(text.utf8), file: file, limits: limits)
  }

  /// The name of the file in messages.
  package var file: String { source.file }

  /// The text of a line, from 1, without its line break; empty beyond the file.
  package func sourceLine(_ number: Int) -> String { source.line(number) }
}
