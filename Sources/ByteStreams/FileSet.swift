#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Several files of one directory that appear together.
///
/// All are prepared first; then they take their places in the order in which they were added, so the
/// last one tells that the others are there.
package final class FileSet {
  /// The directory that holds the files.
  package let directory: String

  private var files: [AtomicFile] = []
  /// Directories made for the set, the outermost first.
  private var madeDirectories: [String] = []
  /// Files of an earlier set that this one has no successor for.
  private var outdated: [String] = []
  private var isCommitted = false

  /// Begins a set, making the directory and those around it where they are missing.
  ///
  /// - Parameter directory: Where the files are to appear.
  /// - Throws: ``StreamError/cannotCreate(name:reason:)``.
  package init(directory: String) throws(StreamError) {
    self.directory = directory
    try make(directory)
  }

  deinit {
    if isCommitted { return }
    files = []
    // Only what is empty goes: somebody else may have put something there.
    for path in madeDirectories.reversed() { _ = unsafe rmdir(path) }
  }

  /// Begins a file.
  ///
  /// - Parameter name: A name in the directory, or a path of names below it.
  /// - Returns: What takes the content.
  /// - Throws: ``StreamError`` when it cannot be made.
  package func add(_ name: String) throws(StreamError) -> ByteWriter {
    precondition(!isCommitted, "the set is committed already")
    let path = Path.join(directory, name)
    precondition(!files.contains { $0.path == path }, "a file is added once")
    if name.utf8.contains(UInt8(ascii: "/")) { try make(Path.directory(of: path)) }
    let file = try AtomicFile(path: path)
    files.append(file)
    return file.writer
  }

  /// Names a file of an earlier set, which goes when this one is in its place and has no such file.
  package func outdate(_ name: String) {
    outdated.append(Path.join(directory, name))
  }

  /// Makes all files appear.
  ///
  /// - Throws: ``StreamError``. When a file cannot be prepared, none appears; a failure while they
  ///   take their places, which a full disk cannot cause any more, leaves out this file and those
  ///   after it.
  package func commit() throws(StreamError) {
    precondition(!isCommitted, "the set is committed already")
    for file in files { try file.prepare() }
    isCommitted = true
    for file in files { try file.publish() }
    for path in outdated where !files.contains(where: { $0.path == path }) {
      _ = unsafe unlink(path)
    }
    for path in Set(files.map { Path.directory(of: $0.path) }).sorted() {
      SystemCall.synchronizeDirectory(path)
    }
  }

  private func make(_ path: String) throws(StreamError) {
    if (try? SystemCall.status(path))?.isDirectory == true { return }
    let parent = Path.directory(of: path)
    if parent != path && parent != "." && parent != "/" { try make(parent) }
    if unsafe mkdir(path, 0o777) == 0 {
      madeDirectories.append(path)
      return
    }
    let error = SystemError.last
    // Somebody else may have made it meanwhile.
    if (try? SystemCall.status(path))?.isDirectory != true {
      throw .cannotCreate(name: path, reason: error.text)
    }
  }
}
