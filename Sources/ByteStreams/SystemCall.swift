#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A failed call of the operating system.
struct SystemError: Error, Equatable {
  /// The value of `errno`.
  let code: Int32

  /// The error that the last call left in `errno`.
  static var last: SystemError { SystemError(code: errno) }

  /// The system's sentence, starting with a small letter: "no such file or directory".
  var text: String {
    // The string belongs to the C library and is copied at once.
    let sentence = unsafe String(cString: strerror(code))
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }
}

/// The few calls of the operating system that take addresses, each made again when interrupted.
enum SystemCall {
  /// Reads from a descriptor; 0 at the end.
  static func readSome(
    _ descriptor: Int32, into buffer: inout MutableSpan<UInt8>
  ) throws(SystemError) -> Int {
    while true {
      // The pointer does not outlive the call.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress, bytes.count)
      }
      if count >= 0 { return count }
      let error = SystemError.last
      if error.code == EAGAIN {
        waitUntilReady(descriptor, events: Int16(POLLIN))
      } else if error.code != EINTR {
        throw error
      }
    }
  }

  /// Reads from a place in a file without moving its position; 0 at the end.
  static func readSome(
    _ descriptor: Int32, at offset: Int, into buffer: inout MutableSpan<UInt8>
  ) throws(SystemError) -> Int {
    while true {
      // The pointer does not outlive the call.
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
      }
      if count >= 0 { return count }
      let error = SystemError.last
      if error.code != EINTR { throw error }
    }
  }

  /// Writes all bytes, in as many calls as it takes.
  static func writeAll(_ descriptor: Int32, _ bytes: Span<UInt8>) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = bytes.extracting(done..<bytes.count)
      // The pointer does not outlive the call.
      let count = unsafe rest.withUnsafeBytes { raw in
        unsafe write(descriptor, raw.baseAddress, raw.count)
      }
      if count >= 0 {
        done += count
        continue
      }
      let error = SystemError.last
      if error.code == EAGAIN {
        waitUntilReady(descriptor, events: Int16(POLLOUT))
      } else if error.code != EINTR {
        throw error
      }
    }
  }

  /// Blocks until a non-blocking descriptor, as a terminal's can be, takes or gives bytes again.
  private static func waitUntilReady(_ descriptor: Int32, events: Int16) {
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    _ = unsafe poll(&entry, 1, -1)
  }

  /// Makes a file with a new name that nothing else has.
  ///
  /// - Parameter stem: The path before the dot and the six characters that are added.
  /// - Returns: The open file and its path.
  /// - Throws: ``SystemError`` when the directory does not take it.
  static func makeTemporaryFile(
    stem: String
  ) throws(SystemError) -> (descriptor: Int32, path: String) {
    var template = Array((stem + ".XXXXXX").utf8CString)
    // mkstemp writes the name into the template and keeps no address.
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { name in
      unsafe name.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    if descriptor < 0 { throw SystemError.last }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (descriptor, path)
  }

  /// Brings the names in a directory to the disk; a file system that cannot is left alone.
  static func synchronizeDirectory(_ path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    _ = close(descriptor)
  }

  /// What the system says of a path, following symbolic links.
  static func status(_ path: String) throws(SystemError) -> stat {
    var status = stat()
    if unsafe stat(path, &status) != 0 { throw SystemError.last }
    return status
  }

  /// What the system says of a path itself, be it a symbolic link.
  static func linkStatus(_ path: String) throws(SystemError) -> stat {
    var status = stat()
    if unsafe lstat(path, &status) != 0 { throw SystemError.last }
    return status
  }

  /// A variable of the environment; `nil` when it is not set or empty.
  static func environment(_ name: String) -> String? {
    // The value is copied at once.
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The names in a directory, but for "." and "..", in no order.
  ///
  /// A name that is not UTF-8 comes out with U+FFFD, and is then not found.
  static func names(in directory: String) throws(SystemError) -> [String] {
    guard let stream = unsafe opendir(directory) else { throw SystemError.last }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // The name is read where it lies: an entry can be longer than its declared type.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
      let name = unsafe String(cString: start.assumingMemoryBound(to: CChar.self))
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}

extension stat {
  /// The bits that say what kind of file this is.
  private var kind: mode_t { st_mode & S_IFMT }

  /// Whether this is a directory.
  var isDirectory: Bool { kind == S_IFDIR }

  /// Whether this is an ordinary file.
  var isRegular: Bool { kind == S_IFREG }
}
