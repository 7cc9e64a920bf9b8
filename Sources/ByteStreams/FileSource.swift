#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What tells one file from another, and one state of it from a later one.
package struct FileIdentity: Hashable, Sendable {
  /// The device that holds the file.
  package let device: UInt64
  /// The file's number on its device.
  package let inode: UInt64
}

/// A file, or standard input, as a source.
package final class FileSource: ByteSource {
  /// The path as it was given, or "standard input".
  package let name: String
  /// Which file this is; `nil` for what is not an ordinary file.
  package let identity: FileIdentity?
  /// The size in bytes when it was opened; `nil` for what is not an ordinary file.
  package let size: Int?
  /// When the content was last changed, in seconds since 1970; `nil` as `identity`.
  package let modified: Int?

  private let descriptor: Int32
  private let isOwned: Bool
  /// Where reading began; `nil` for a pipe or terminal.
  private let start: Int?

  /// Opens a file.
  ///
  /// - Parameter path: A file, device or named pipe; "-" has no special meaning here.
  /// - Throws: ``StreamError/cannotOpen(name:reason:)`` or ``StreamError/isDirectory(name:)``.
  package convenience init(path: String) throws(StreamError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      throw .cannotOpen(name: path, reason: SystemError.last.text)
    }
    try self.init(descriptor: descriptor, name: path, isOwned: true)
  }

  /// Standard input, which stays open when the source goes.
  ///
  /// - Throws: ``StreamError`` when it is closed or a directory.
  package static func standardInput() throws(StreamError) -> FileSource {
    try FileSource(descriptor: STDIN_FILENO, name: "standard input", isOwned: false)
  }

  private init(descriptor: Int32, name: String, isOwned: Bool) throws(StreamError) {
    self.descriptor = descriptor
    self.name = name
    self.isOwned = isOwned
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    let position = lseek(descriptor, 0, SEEK_CUR)
    start = position >= 0 ? Int(position) : nil
    let isFile = isKnown && status.isRegular
    identity = isFile ? FileIdentity(status) : nil
    size = isFile ? Int(status.st_size) : nil
    modified = isFile ? status.modificationSecond : nil
    if !isKnown { throw .cannotOpen(name: name, reason: SystemError.last.text) }
    if status.isDirectory { throw .isDirectory(name: name) }
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    precondition(!buffer.isEmpty, "reading needs room for a byte")
    do {
      let count = try SystemCall.readSome(descriptor, into: &buffer)
      ReadCounter.add(bytes: count)
      return count
    } catch {
      throw .cannotRead(name: name, reason: error.text)
    }
  }
}

extension FileSource: RewindableSource {
  var canRewind: Bool { start != nil }

  func rewind(to offset: Int) -> Bool {
    guard let start else { return false }
    return lseek(descriptor, off_t(start + offset), SEEK_SET) >= 0
  }
}

extension FileSource: RandomAccessSource {
  package func read(
    at offset: Int, into buffer: inout MutableSpan<UInt8>
  ) throws(StreamError) -> Int {
    do {
      let count = try SystemCall.readSome(descriptor, at: (start ?? 0) + offset, into: &buffer)
      ReadCounter.add(bytes: count)
      return count
    } catch {
      throw .cannotRead(name: name, reason: error.text)
    }
  }
}

extension FileIdentity {
  /// The identity of an ordinary file; nil when there is none at the path.
  package init?(ofFileAt path: String) {
    guard let status = try? SystemCall.status(path), status.isRegular else { return nil }
    self.init(status)
  }

  /// The identity of the file that `status` is about.
  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

extension stat {
  /// The last change of the content, in seconds since 1970.
  fileprivate var modificationSecond: Int {
    #if canImport(Glibc)
      Int(st_mtim.tv_sec)
    #else
      Int(st_mtimespec.tv_sec)
    #endif
  }
}
