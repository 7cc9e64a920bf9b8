/// Turns UTF-16 into UTF-8, in pieces cut anywhere.
struct UTF16Decoder {
  /// The order of the two bytes of a unit.
  enum ByteOrder { case littleEndian, bigEndian }

  /// The most bytes that one step of the decoder writes at once.
  static let reserve = 8

  /// How many halves of a surrogate pair stood alone; each became U+FFFD.
  private(set) var loneSurrogates = 0

  private let order: ByteOrder
  /// A first half that waits for its second.
  private var high: UInt16?

  /// A decoder at the start of the text, behind any byte order mark.
  init(_ order: ByteOrder) {
    self.order = order
  }

  /// Decodes whole units while `reserve` bytes of room are left.
  ///
  /// - Parameters:
  ///   - input: The bytes that follow those consumed before.
  ///   - output: Where the text goes, from its front.
  /// - Returns: How many bytes were taken, always even, and how many written.
  mutating func decode(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) -> (taken: Int, result: Int) {
    var position = 0
    var written = 0
    while position + 2 <= input.count && written + UTF16Decoder.reserve <= output.count {
      if high == nil {
        let ascii = decodeASCII(input, at: position, into: &output, at: written)
        position += 2 * ascii
        written += ascii
        if position + 2 > input.count || written + UTF16Decoder.reserve > output.count { break }
      }
      let first = UInt16(input[position])
      let second = UInt16(input[position + 1])
      let unit = order == .littleEndian ? first | second << 8 : first << 8 | second
      position += 2
      written += decode(unit, into: &output, at: written)
    }
    return (position, written)
  }

  /// Writes what the end of the text leaves over.
  ///
  /// - Returns: How many bytes were written, at most three.
  mutating func finish(into output: inout MutableSpan<UInt8>) -> Int {
    if high == nil { return 0 }
    high = nil
    return replace(into: &output, at: 0)
  }

  /// Decodes eight units at a time while all are ASCII; the plain path does the rest.
  ///
  /// - Returns: How many units, and so bytes of output, were decoded.
  private func decodeASCII(
    _ input: Span<UInt8>, at start: Int, into output: inout MutableSpan<UInt8>, at target: Int
  ) -> Int {
    let groups = min((input.count - start) / 16, (output.count - target) / 8)
    // Both views are of bytes, of which any bits are valid.
    let bytes = unsafe input.bytes
    var room = unsafe output.mutableBytes
    // The bits that an ASCII unit does not have, and where its byte lies.
    let foreign: UInt64 = order == .littleEndian ? 0xFF80_FF80_FF80_FF80 : 0x80FF_80FF_80FF_80FF
    let shift: UInt64 = order == .littleEndian ? 0 : 8
    for group in 0..<groups {
      let offset = start + 16 * group
      // Any bits are integers; the load checks its bounds.
      let low = unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let high = unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
      if (low | high) & foreign != 0 { return 8 * group }
      let packed = UTF16Decoder.pack(low >> shift) | UTF16Decoder.pack(high >> shift) << 32
      room.storeBytes(
        of: packed.littleEndian, toByteOffset: target + 8 * group, as: UInt64.self)
    }
    return 8 * groups
  }

  /// Moves the low bytes of four units side by side.
  private static func pack(_ units: UInt64) -> UInt64 {
    let pairs = (units | units >> 8) & 0x0000_FFFF_0000_FFFF
    return (pairs | pairs >> 16) & 0xFFFF_FFFF
  }

  /// Decodes one unit; returns how many bytes were written, at most six.
  private mutating func decode(
    _ unit: UInt16, into output: inout MutableSpan<UInt8>, at target: Int
  ) -> Int {
    var written = 0
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
        output[target] = 0xF0 | UInt8(scalar >> 18)
        output[target + 1] = 0x80 | UInt8(scalar >> 12 & 0x3F)
        output[target + 2] = 0x80 | UInt8(scalar >> 6 & 0x3F)
        output[target + 3] = 0x80 | UInt8(scalar & 0x3F)
        return 4
      }
      written = replace(into: &output, at: target)
    }
    switch unit {
    case 0xD800...0xDBFF: high = unit
    case 0xDC00...0xDFFF: written += replace(into: &output, at: target + written)
    default: written += output.write(scalarBelowSurrogates: unit, at: target + written)
    }
    return written
  }

  private mutating func replace(into output: inout MutableSpan<UInt8>, at target: Int) -> Int {
    loneSurrogates += 1
    return output.write(scalarBelowSurrogates: 0xFFFD, at: target)
  }
}

extension MutableSpan<UInt8> {
  /// Writes a scalar of at most sixteen bits as UTF-8 and says how many bytes that took.
  mutating func write(scalarBelowSurrogates scalar: UInt16, at target: Int) -> Int {
    switch scalar {
    case 0..<0x80:
      self[target] = UInt8(scalar)
      return 1
    case 0x80..<0x800:
      self[target] = 0xC0 | UInt8(scalar >> 6)
      self[target + 1] = 0x80 | UInt8(scalar & 0x3F)
      return 2
    default:
      self[target] = 0xE0 | UInt8(scalar >> 12)
      self[target + 1] = 0x80 | UInt8(scalar >> 6 & 0x3F)
      self[target + 2] = 0x80 | UInt8(scalar & 0x3F)
      return 3
    }
  }
}
