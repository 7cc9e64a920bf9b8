/// The header of one gzip member, of which only the oddities matter.
///
/// - Source: RFC 1952, section 2.3.
struct GzipHeader {
  /// Why a header cannot be used.
  enum Failure: Error, Equatable {
    /// The input ends inside the header.
    case truncated
    /// The compression method is not deflate; the offset is the header's.
    case unknownMethod(UInt8)
    /// A text field is longer than the limit.
    case tooLong
    /// The source failed.
    case source(StreamError)
  }

  /// The most bytes of a name or a comment.
  static let fieldLimit = 1 << 16

  private enum Flag {
    static let checksum: UInt8 = 0x02
    static let extra: UInt8 = 0x04
    static let name: UInt8 = 0x08
    static let comment: UInt8 = 0x10
    static let reserved: UInt8 = 0xE0
  }

  /// Whether flags are set that no standard defines.
  private(set) var hasReservedFlags = false
  /// Whether the header's own checksum is there and wrong.
  private(set) var hasWrongChecksum = false

  private var checksum: UInt32 = 0

  /// Reads what follows the two magic bytes, which are taken already.
  init(after magic: [UInt8], from reader: ByteReader) throws(Failure) {
    checksum = Inflater.checksum(0, magic.span)
    let method = try next(reader)
    if method != 8 { throw .unknownMethod(method) }
    let flags = try next(reader)
    hasReservedFlags = flags & Flag.reserved != 0
    // Time, compression level, operating system.
    for _ in 0..<6 { _ = try next(reader) }
    if flags & Flag.extra != 0 {
      let low = Int(try next(reader))
      let length = low | Int(try next(reader)) << 8
      for _ in 0..<length { _ = try next(reader) }
    }
    if flags & Flag.name != 0 { try skipText(reader) }
    if flags & Flag.comment != 0 { try skipText(reader) }
    if flags & Flag.checksum != 0 {
      let expected = UInt16(truncatingIfNeeded: checksum)
      let low = UInt16(try next(reader))
      hasWrongChecksum = expected != low | UInt16(try next(reader)) << 8
    }
  }

  private mutating func next(_ reader: ByteReader) throws(Failure) -> UInt8 {
    let byte: UInt8?
    do { byte = try reader.next() } catch { throw .source(error) }
    guard let byte else { throw .truncated }
    let one = [byte]
    checksum = Inflater.checksum(checksum, one.span)
    return byte
  }

  private mutating func skipText(_ reader: ByteReader) throws(Failure) {
    var length = 0
    while try next(reader) != 0 {
      length += 1
      if length > GzipHeader.fieldLimit { throw .tooLong }
    }
  }
}

/// The checksum and the length behind a gzip member's data, as far as they are read.
struct GzipTrailer {
  /// How many bytes make a trailer.
  static let length = 8

  private var bits: UInt64 = 0
  private var count = 0

  /// Whether all bytes are there.
  var isComplete: Bool { count == GzipTrailer.length }

  /// The CRC-32 of the content.
  var checksum: UInt32 { UInt32(truncatingIfNeeded: bits) }

  /// The length of the content, less all multiples of 2^32.
  var contentLength: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  /// Takes the next byte.
  mutating func append(_ byte: UInt8) {
    bits |= UInt64(byte) << (8 * count)
    count += 1
  }

  /// Whether the content had this checksum and length.
  func confirms(checksum: UInt32, length: Int) -> Bool {
    isComplete && self.checksum == checksum
      && contentLength == UInt32(truncatingIfNeeded: length)
  }
}
