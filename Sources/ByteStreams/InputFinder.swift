#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the files that arguments name: files, directories, patterns, "-".
package struct InputFinder {
  /// An argument, or a part of it, that gave no input.
  package enum Problem: Error, Equatable, Sendable {
    /// There is no such file.
    case missing(String)
    /// The directory holds no file to read.
    case emptyDirectory(String)
    /// Nothing fits the pattern.
    case noMatch(String)
    /// A directory or file cannot be looked at.
    case unreadable(String, reason: String)
  }

  /// The paths to read, in order: those of an argument sorted by bytes, the arguments as given.
  package private(set) var paths: [String] = []
  /// What gave nothing, in order.
  package private(set) var problems: [Problem] = []

  private var seenPaths: Set<String> = []
  private var seenFiles: Set<FileIdentity> = []

  /// Expands arguments.
  ///
  /// A directory stands for all ordinary files below it, hidden ones and those behind linked
  /// directories left out. A pattern is one only when no file has that very name. A file that is
  /// named twice, also by a link, is read once.
  ///
  /// - Parameter arguments: Files, directories, patterns, or "-" for standard input.
  package init(expanding arguments: [String]) {
    for argument in arguments { expand(argument) }
  }

  private mutating func expand(_ argument: String) {
    if argument == "-" { return add("-", nil) }
    do {
      addFound(try files(at: argument, status: SystemCall.status(argument)), for: argument)
    } catch {
      if error.code != ENOENT && error.code != ENOTDIR {
        problems.append(.unreadable(argument, reason: error.text))
      } else if GlobPattern.isPattern(argument) {
        expandPattern(argument)
      } else {
        problems.append(.missing(argument))
      }
    }
  }

  private mutating func expandPattern(_ pattern: String) {
    var found: [Found] = []
    for path in matches(of: pattern) {
      guard let status = try? SystemCall.status(path),
        let files = try? files(at: path, status: status)
      else { continue }
      found += files
    }
    if found.isEmpty { problems.append(.noMatch(pattern)) }
    addSorted(found)
  }

  private mutating func addFound(_ found: [Found], for argument: String) {
    if found.isEmpty { problems.append(.emptyDirectory(argument)) }
    addSorted(found)
  }

  private mutating func addSorted(_ found: [Found]) {
    for file in found.sorted(by: { InputFinder.isBefore($0.path, $1.path) }) {
      add(file.path, file.identity)
    }
  }

  private mutating func add(_ path: String, _ identity: FileIdentity?) {
    guard seenPaths.insert(path).inserted else { return }
    if let identity, !seenFiles.insert(identity).inserted { return }
    paths.append(path)
  }

  /// A file to read; pipes and devices have no identity.
  private struct Found {
    let path: String
    let identity: FileIdentity?
  }

  /// The file at a path, or all below a directory.
  private mutating func files(at path: String, status: stat) throws(SystemError) -> [Found] {
    if !status.isDirectory {
      return [Found(path: path, identity: status.isRegular ? FileIdentity(status) : nil)]
    }
    var found: [Found] = []
    for entry in try InputFinder.entries(of: path) where !entry.hasPrefix(".") {
      let below = Path.join(path, entry)
      do {
        let link = try SystemCall.linkStatus(below)
        let status = try SystemCall.status(below)
        if status.isRegular {
          found.append(Found(path: below, identity: FileIdentity(status)))
        } else if link.isDirectory {
          found += try files(at: below, status: status)
        }
      } catch {
        problems.append(.unreadable(below, reason: error.text))
      }
    }
    return found
  }

  /// The paths that fit a pattern, one component at a time.
  private func matches(of pattern: String) -> [String] {
    var bases = [pattern.hasPrefix("/") ? "/" : ""]
    for component in pattern.split(separator: "/").map(String.init) {
      if !GlobPattern.isPattern(component) {
        bases = bases.map { Path.join($0, component) }
        continue
      }
      let glob = GlobPattern(component)
      bases = bases.flatMap { base in
        let names = (try? InputFinder.entries(of: base.isEmpty ? "." : base)) ?? []
        return names.filter(glob.matches).map { Path.join(base, $0) }
      }
    }
    return bases
  }

  /// The names in a directory, sorted by bytes.
  private static func entries(of directory: String) throws(SystemError) -> [String] {
    try SystemCall.names(in: directory).sorted(by: isBefore)
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension InputFinder.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path): "\(path): no such file or directory"
    case .emptyDirectory(let path): "\(path): the directory holds no files to read"
    case .noMatch(let pattern): "\(pattern): no file matches the pattern"
    case .unreadable(let path, let reason): "\(path): cannot be looked at: \(reason)"
    }
  }
}
