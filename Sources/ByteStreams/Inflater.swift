/// Inflates raw deflate data: the only type that differs with the trait `ISAL`.
///
/// Starts with the fastest library there is. zlib is the judge of damaged data: whoever gets
/// `.corrupt` or too little from another library asks zlib by going back to the member's start.
///
/// ISA-L takes some code tables that zlib refuses and finds the damage a little later, and where it finds
/// it, up to 258 bytes of its result are what happened to lie in memory. Given full pieces, it finds it within
/// the same piece, before anything wrong is handed on, in all but odd cases. Who cannot go back must
/// therefore begin with zlib.
struct Inflater: ~Copyable {
  private var exact = ZlibInflater()
  #if ISAL
    private var fast = ISALInflater()
  #endif

  /// Whether zlib inflates, whose word on damaged data is the last.
  private(set) var isExact: Bool

  /// An inflater at the start of deflate data.
  ///
  /// - Parameter isExact: Whether zlib is to be used even where a faster library is there.
  init(isExact: Bool = false) {
    #if ISAL
      self.isExact = isExact
    #else
      self.isExact = true
    #endif
  }

  /// Makes ready for the next member.
  ///
  /// - Parameter exactly: Whether zlib is to inflate from here on.
  mutating func reset(exactly: Bool = false) {
    isExact = isExact || exactly
    exact.reset()
    #if ISAL
      fast.reset()
    #endif
  }

  /// Inflates as much as fits.
  ///
  /// Give the rest of the same input again until a step leaves room unused; only then add to it.
  ///
  /// - Parameters:
  ///   - input: The bytes that follow those consumed before.
  ///   - output: Where the result goes, from its front.
  ///   - limit: The most bytes to write.
  /// - Returns: How far it came, and why it stopped.
  mutating func step(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>, limit: Int = .max
  ) -> InflateStep {
    #if ISAL
      if !isExact { return fast.step(input, into: &output, limit: limit) }
    #endif
    return exact.step(input, into: &output, limit: limit)
  }

  /// Continues a CRC-32 over more bytes.
  static func checksum(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
    #if ISAL
      ISALInflater.checksum(checksum, bytes)
    #else
      ZlibInflater.checksum(checksum, bytes)
    #endif
  }
}
