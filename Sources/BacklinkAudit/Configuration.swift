import ByteStreams
package import YAMLDocument

/// The settings of a backlinks.yaml.
package struct Configuration: Sendable {
  package var sites: [String] = []
  package var brands: [String] = []
  package var topics: [String] = []
  package var allowed: [String] = []
  package var own: [String] = []
  /// Rule directories, relative to the working directory.
  package var rules: [String] = []
  /// A public suffix list, relative to the working directory.
  package var suffixList: String?

  /// The ledger, relative to the working directory.
  package var ledger: String?

  private static let keys = ["sites", "brand", "topics", "allow", "own", "rules", "psl", "ledger"]

  /// No settings.
  package init() {}

  /// Reads a file.
  ///
  /// - Throws: ``YAMLProblems`` with every mistake, or why the file cannot be read.
  package init(path: String) throws {
    try self.init(parsing: readWhole(path), file: path)
  }

  /// Reads a file when there is one.
  package init(pathIfPresent path: String) throws {
    let bytes: [UInt8]
    do throws(StreamError) {
      bytes = try readWhole(path)
    } catch {
      guard case .cannotOpen = error else { throw error }
      self.init()
      return
    }
    try self.init(parsing: bytes, file: path)
  }

  /// Reads settings.
  package init(parsing bytes: [UInt8], file: String) throws(YAMLProblems) {
    let limits = YAMLDocument.Limits(allowsEmpty: true)
    let document = try YAMLDocument(parsing: bytes, file: file, limits: limits)
    let reader = YAMLReader(document)
    self = try reader.finish(Configuration(reader, document.root))
  }

  private init?(_ reader: YAMLReader, _ root: YAMLNode) {
    self.init()
    if root.isEmpty { return }
    guard let keys = reader.mapping(root, known: Configuration.keys) else { return nil }
    sites = reader.strings(keys.optional("sites")) ?? []
    brands = reader.strings(keys.optional("brand")) ?? []
    topics = reader.strings(keys.optional("topics")) ?? []
    allowed = reader.strings(keys.optional("allow")) ?? []
    own = reader.strings(keys.optional("own")) ?? []
    rules = reader.strings(keys.optional("rules")) ?? []
    suffixList = reader.string(keys.optional("psl"))
    ledger = reader.string(keys.optional("ledger"))
  }
}
