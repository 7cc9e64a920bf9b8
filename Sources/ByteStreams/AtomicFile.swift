#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Written beside its place under another name; whoever reads the place meanwhile sees the old file.
package final class AtomicFile {
  private enum State { case writing, prepared, published }

  /// Where the file is to appear.
  package let path: String
  /// Takes the content.
  package let writer: ByteWriter

  private let temporaryPath: String
  private var descriptor: Int32
  private var state = State.writing

  /// Begins a file beside its place.
  ///
  /// - Parameter path: Where it is to appear; its directory must be there.
  /// - Throws: ``StreamError/cannotCreate(name:reason:)`` or ``StreamError/isDirectory(name:)``.
  package init(path: String) throws(StreamError) {
    if let status = try? SystemCall.status(path), status.isDirectory {
      throw .isDirectory(name: path)
    }
    do {
      let stem = Path.join(Path.directory(of: path), "." + Path.lastComponent(of: path))
      (descriptor, temporaryPath) = try SystemCall.makeTemporaryFile(stem: stem)
    } catch {
      throw .cannotCreate(name: path, reason: error.text)
    }
    self.path = path
    writer = ByteWriter(descriptor: descriptor, name: path)
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    if state != .published { _ = unsafe unlink(temporaryPath) }
  }

  /// Makes the file appear, with all its bytes on the disk.
  ///
  /// - Throws: ``StreamError``; the place is then as it was.
  package func commit() throws(StreamError) {
    try prepare()
    try publish()
    SystemCall.synchronizeDirectory(Path.directory(of: path))
  }

  /// Brings the content to the disk, still under the other name.
  func prepare() throws(StreamError) {
    precondition(state == .writing, "a file is prepared once")
    try writer.flush()
    // mkstemp makes files that only their owner can read.
    let isDone = fchmod(descriptor, 0o644 & ~AtomicFile.mask()) == 0 && fsync(descriptor) == 0
    if !isDone { throw .writing(path, .last) }
    let code = close(descriptor)
    descriptor = -1
    if code != 0 { throw .writing(path, .last) }
    state = .prepared
  }

  /// Puts the prepared file in its place.
  func publish() throws(StreamError) {
    precondition(state == .prepared, "a file is published after it is prepared")
    if unsafe rename(temporaryPath, path) != 0 {
      throw .cannotCreate(name: path, reason: SystemError.last.text)
    }
    state = .published
  }

  /// The process's mask of permissions, which can only be had by setting it for a moment.
  private static func mask() -> mode_t {
    let mask = umask(0o077)
    _ = umask(mask)
    return mask
  }
}
