#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes bytes to a descriptor through a buffer, and checks every write.
///
/// The process must ignore SIGPIPE for ``StreamError/closedPipe`` to be seen.
package final class ByteWriter {
  /// What messages call the file.
  package let name: String

  private let descriptor: Int32
  private let capacity: Int
  private var buffer: [UInt8] = []
  /// The first failure; everything after it fails alike.
  private var failure: StreamError?

  /// How many bytes were taken, written or not.
  package private(set) var count = 0

  /// Writes to a descriptor that stays the caller's to close.
  ///
  /// - Parameters:
  ///   - descriptor: An open descriptor.
  ///   - name: What messages call the file.
  ///   - capacity: How many bytes to gather before a write.
  package init(descriptor: Int32, name: String, capacity: Int = 1 << 16) {
    self.descriptor = descriptor
    self.name = name
    self.capacity = capacity
    buffer.reserveCapacity(capacity)
  }

  /// A writer to standard output.
  package static func standardOutput() -> ByteWriter {
    ByteWriter(descriptor: STDOUT_FILENO, name: "standard output")
  }

  /// A writer to standard error, which gathers nothing past a line.
  package static func standardError() -> ByteWriter {
    ByteWriter(descriptor: STDERR_FILENO, name: "standard error", capacity: 1)
  }

  /// Takes bytes; they are written when the buffer is full.
  ///
  /// - Parameter bytes: Any number of bytes.
  /// - Throws: ``StreamError`` of this write or of an earlier one.
  package func write(_ bytes: Span<UInt8>) throws(StreamError) {
    if let failure { throw failure }
    count += bytes.count
    if buffer.count + bytes.count > capacity { try flush() }
    if bytes.count >= capacity { return try emit(bytes) }
    buffer.append(contentsOf: bytes)
  }

  /// Takes a text as UTF-8.
  ///
  /// - Parameter text: The text, with its line ends.
  /// - Throws: ``StreamError`` of this write or of an earlier one.
  package func write(_ text: String) throws(StreamError) {
    let bytes = text.utf8Span.span
    try write(bytes)
  }

  /// Writes what is gathered; call it before the end, for the last bytes can fail like the first.
  ///
  /// - Throws: ``StreamError`` of this write or of an earlier one.
  package func flush() throws(StreamError) {
    if let failure { throw failure }
    if buffer.isEmpty { return }
    let bytes = buffer
    buffer = []
    buffer.reserveCapacity(capacity)
    try emit(bytes.span)
  }

  private func emit(_ bytes: Span<UInt8>) throws(StreamError) {
    do {
      try SystemCall.writeAll(descriptor, bytes)
    } catch {
      let reason = StreamError.writing(name, error)
      failure = reason
      throw reason
    }
  }
}

extension StreamError {
  /// What a failed write of this file means.
  static func writing(_ name: String, _ error: SystemError) -> StreamError {
    switch error.code {
    case EPIPE: .closedPipe
    case ENOSPC, EDQUOT: .diskFull(name: name)
    default: .cannotWrite(name: name, reason: error.text)
    }
  }
}
