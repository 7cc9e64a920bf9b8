import CZlib

/// How far one step of an inflater came.
struct InflateStep {
  /// What a step ended with.
  enum Status {
    /// More input or more room is needed.
    case more
    /// The deflate data has ended.
    case finished
    /// The next bits are not deflate data.
    case corrupt
  }

  /// How many bytes of the input were used.
  var consumed: Int
  /// How many bytes were written.
  var produced: Int
  /// Why the step ended.
  var status: Status
}

/// Inflates raw deflate data with zlib.
@safe struct ZlibInflater: ~Copyable {
  /// zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Minus 15: no header, the largest window.
    let code = unsafe inflateInit2_(
      stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib cannot start: out of memory or another version")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Makes ready for the next member.
  mutating func reset() {
    _ = unsafe inflateReset(stream)
  }

  /// Inflates as much as fits.
  ///
  /// - Parameters:
  ///   - input: The bytes that follow those consumed before.
  ///   - output: Where the result goes, from its front.
  ///   - limit: The most bytes to write.
  /// - Returns: How far it came, and why it stopped.
  mutating func step(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>, limit: Int
  ) -> InflateStep {
    let room = min(limit, output.count, Int(Int32.max))
    let offered = min(input.count, Int(Int32.max))
    // zlib's fields point into both spans only during the call.
    let code = unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(offered)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    return InflateStep(
      consumed: offered - Int(unsafe stream.pointee.avail_in),
      produced: room - Int(unsafe stream.pointee.avail_out),
      status: code == Z_STREAM_END
        ? .finished : code == Z_OK || code == Z_BUF_ERROR ? .more : .corrupt)
  }

  /// Continues a CRC-32 over more bytes.
  static func checksum(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
    // The pointer does not outlive the call.
    unsafe bytes.withUnsafeBufferPointer { bytes in
      UInt32(truncatingIfNeeded: unsafe crc32_z(UInt(checksum), bytes.baseAddress, bytes.count))
    }
  }
}
