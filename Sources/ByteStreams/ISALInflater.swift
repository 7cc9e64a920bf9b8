#if ISAL
  import CISAL

  /// Inflates raw deflate data with Intel ISA-L, several times faster than zlib.
  ///
  /// Takes up to three literals in one look: where data is cut off or corrupt it may stop a few
  /// bytes before zlib does.
  @safe struct ISALInflater: ~Copyable {
    /// About 90 kB, and the C code wants it to stay where it is.
    private let state: UnsafeMutablePointer<inflate_state>

    init() {
      unsafe state = .allocate(capacity: 1)
      // The tables of a hundred thousand bytes are set before they are used.
      unsafe isal_inflate_init(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
    }

    deinit {
      unsafe state.deallocate()
    }

    /// Makes ready for the next member.
    mutating func reset() {
      unsafe isal_inflate_reset(state)
      unsafe state.pointee.crc_flag = UInt32(ISAL_DEFLATE)
    }

    /// Inflates as much as fits; parameters as those of zlib's.
    mutating func step(
      _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>, limit: Int
    ) -> InflateStep {
      let room = min(limit, output.count, Int(Int32.max))
      let offered = min(input.count, Int(Int32.max))
      // ISA-L's fields point into both spans only during the call.
      let code = unsafe input.withUnsafeBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { output in
          unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe state.pointee.avail_in = UInt32(offered)
          unsafe state.pointee.next_out = output.baseAddress
          unsafe state.pointee.avail_out = UInt32(room)
          return unsafe isal_inflate(state)
        }
      }
      var consumed = offered - Int(unsafe state.pointee.avail_in)
      let isFinished = unsafe state.pointee.block_state == ISAL_BLOCK_FINISH
      if isFinished {
        // Whole bytes that were taken ahead belong to the trailer.
        consumed -= Int(unsafe state.pointee.read_in_length) / 8
      }
      return InflateStep(
        consumed: consumed,
        produced: room - Int(unsafe state.pointee.avail_out),
        status: code < 0 ? .corrupt : isFinished ? .finished : .more)
    }

    /// Continues a CRC-32 over more bytes.
    static func checksum(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
      // The pointer does not outlive the call.
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe crc32_gzip_refl(
          checksum, UnsafeMutablePointer(mutating: bytes.baseAddress), UInt64(bytes.count))
      }
    }
  }
#endif
