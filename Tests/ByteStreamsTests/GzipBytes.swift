import CZlib

/// Makes gzip files for the tests.
enum GzipBytes {
  /// One member: a plain header, deflate data of zlib, a right trailer.
  static func member(_ text: String, level: Int32 = 6) -> [UInt8] {
    member(Array(text.utf8), level: level)
  }

  /// One member of these bytes.
  static func member(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    header() + deflated(bytes, level: level) + trailer(bytes)
  }

  /// A header with these flags and the fields that they announce.
  static func header(flags: UInt8 = 0, method: UInt8 = 8, fields: [UInt8] = []) -> [UInt8] {
    [0x1F, 0x8B, method, flags, 0, 0, 0, 0, 0, 3] + fields
  }

  /// The checksum and the length.
  static func trailer(_ bytes: [UInt8]) -> [UInt8] {
    littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Four bytes, the low one first.
  static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) }
  }

  /// The CRC-32 of the bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(unsafe crc32(0, bytes, UInt32(bytes.count)))
  }

  /// Raw deflate data.
  static func deflated(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 64)
    var input = bytes
    let count = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        var stream = unsafe z_stream()
        unsafe deflateInit2_(
          &stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
          Int32(MemoryLayout<z_stream>.size))
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        unsafe deflate(&stream, Z_FINISH)
        unsafe deflateEnd(&stream)
        return Int(unsafe stream.total_out)
      }
    }
    return Array(output[..<count])
  }
}
