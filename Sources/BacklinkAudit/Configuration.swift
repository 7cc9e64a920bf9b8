import ByteStreams
package import HostLists
package import LinkModel
package import LinkRules
package import YAMLDocument

/// The settings of a backlinks.yaml.
package struct Configuration: Sendable {
  package var sites: [String] = []
  package var brands: [String] = []
  /// What the site wants to be found for.
  package var keywords: [String] = []
  package var topics: [String] = []
  package var allowed: [String] = []
  package var own: [String] = []
  /// Rule directories, relative to the working directory.
  package var rules: [String] = []
  /// A public suffix list, relative to the working directory.
  package var suffixList: String?

  /// The ledger, relative to the working directory.
  package var ledger: String?
  package var policy: Policy?
  /// Entries added to lists of the rules.
  package var lists = ListAdditions()
  /// Weights, statuses, thresholds and suppressions of rules.
  package var adjustments = RuleAdjustments()
  /// The file, as messages name it.
  package private(set) var file = ""

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
    self.file = file
  }

  private init?(_ reader: YAMLReader, _ root: YAMLNode) {
    self.init()
    if root.isEmpty { return }
    let known = Configuration.settings.map(\.key)
    guard let keys = reader.mapping(root, known: known) else { return nil }
    sites = reader.strings(keys.optional("sites")) ?? []
    brands = reader.strings(keys.optional("brand")) ?? []
    keywords = reader.strings(keys.optional("keywords")) ?? []
    topics = reader.strings(keys.optional("topics")) ?? []
    allowed = reader.strings(keys.optional("allow")) ?? []
    own = reader.strings(keys.optional("own")) ?? []
    rules = reader.strings(keys.optional("rules")) ?? []
    policy = reader.oneOf(keys.optional("policy"), Policy.names).flatMap(Policy.init(named:))
    lists = ListAdditions(reader, keys.optional("lists"))
    adjustments = RuleAdjustments(
      reader, overrides: keys.optional("overrides"), suppress: keys.optional("suppress"))
    suffixList = reader.string(keys.optional("psl"))
    ledger = reader.string(keys.optional("ledger"))
  }
}
