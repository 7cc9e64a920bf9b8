package import ByteStreams
import CBuiltIn
import LinkModel

/// The files of rule directories: the built-in ones, and what the user adds or replaces.
package struct RuleFiles: Sendable {
  /// One file of a rule directory.
  package struct File: Sendable {
    /// The path below the rule directory: `lists/platforms.yaml`.
    package let path: String
    /// What messages call the file.
    package let name: String
    package let bytes: [UInt8]
    /// Comes with the program.
    package var isBuiltIn = false
  }

  /// The files, by path.
  package private(set) var files: [File]

  /// No files.
  package init() {
    files = []
  }

  /// The files that the program carries inside.
  package static var builtIn: RuleFiles {
    var count = 0
    let start = unsafe cbuiltin_rules(&count)
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    return RuleFiles(unpacking: bytes)
  }

  /// Reads a pack: a line "PATH SIZE", then SIZE bytes, again and again.
  init(unpacking bytes: [UInt8]) {
    var files: [File] = []
    var offset = 0
    while let end = bytes[offset...].firstIndex(of: 0x0A) {
      let line = String(decoding: bytes[offset..<end], as: UTF8.self)
      guard let blank = line.lastIndex(of: " "), let size = Int(line[line.index(after: blank)...]),
        end + 1 + size <= bytes.count
      else { preconditionFailure("the built-in rules are damaged at byte \(offset)") }
      let path = String(line[..<blank])
      files.append(
        File(
          path: path, name: "rules/" + path, bytes: Array(bytes[(end + 1)..<(end + 1 + size)]),
          isBuiltIn: true))
      offset = end + 1 + size
    }
    self.files = files
  }

  /// The files of a directory.
  ///
  /// - Throws: ``StreamError`` when the directory or one of its files cannot be read.
  package init(directory: String) throws(StreamError) {
    let root = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
    var files: [File] = []
    let finder = InputFinder(expanding: [root])
    if let problem = finder.problems.first {
      throw .cannotOpen(name: root, reason: clause(of: problem, about: root))
    }
    for path in finder.paths {
      guard path.hasSuffix(".yaml") || path.hasSuffix(".txt") else { continue }
      let bytes = try readWhole(path)
      files.append(
        File(path: String(path.dropFirst(root.utf8.count + 1)), name: path, bytes: bytes))
    }
    self.files = files.sorted { $0.path < $1.path }
  }

  /// A public suffix list, which takes the place of the built-in one.
  ///
  /// - Parameter path: A list of publicsuffix.org, or one in our own format.
  /// - Throws: ``StreamError`` when it cannot be read.
  package init(suffixList path: String) throws(StreamError) {
    let bytes = try readWhole(path)
    // A wrong file would leave public suffixes unguarded.
    guard RuleFiles.holds("===BEGIN ICANN DOMAINS===", bytes) || RuleFiles.holds("[icann]", bytes)
    else { throw .cannotRead(name: path, reason: "not a public suffix list") }
    files = [File(path: "lists/public-suffixes.txt", name: path, bytes: bytes)]
  }

  private static func holds(_ word: String, _ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x0A).contains { line in
      let word = Array(word.utf8)
      return line.count >= word.count
        && (line.starts(with: word) || line.dropFirst(3).starts(with: word))
    }
  }

  /// Adds the files of another directory; a file of the same last name in the same kind of folder
  /// replaces the one that is there.
  package mutating func add(_ other: RuleFiles) {
    for file in other.files {
      files.removeAll { $0.key == file.key }
      files.append(file)
    }
    files.sort { $0.path < $1.path }
  }
}

extension RuleFiles.File {
  /// What kind of file it is: by its folder.
  package enum Kind: Hashable, Sendable {
    case mapping, log, list, suffixes, families, rule
  }

  /// The kind of the file.
  package var kind: Kind {
    if path.hasPrefix("mappings/") { return .mapping }
    if path.hasPrefix("logs/") { return .log }
    if path == "families.yaml" { return .families }
    if path.hasPrefix("lists/") { return path.hasSuffix(".txt") ? .suffixes : .list }
    return .rule
  }

  /// Two files with one key are two versions of one thing.
  fileprivate var key: String {
    "\(kind)/" + (path.split(separator: "/").last.map(String.init) ?? path)
  }
}

/// All bytes of a file that is small by its nature.
///
/// - Throws: ``StreamError``, also for a file of more than 64 MiB.
func readWhole(_ path: String) throws(StreamError) -> [UInt8] {
  let source = try FileSource(path: path)
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  var count = 0
  while true {
    if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    if bytes.count > 1 << 26 {
      throw .cannotRead(name: path, reason: "more than 64 MiB; is it the right file?")
    }
    var span = bytes.mutableSpan
    var rest = span._mutatingExtracting(count..<span.count)
    let read = try source.read(into: &rest)
    if read == 0 { break }
    count += read
  }
  bytes.removeSubrange(count...)
  return bytes
}
