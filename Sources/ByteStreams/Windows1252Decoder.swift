/// Turns Windows-1252 into UTF-8.
///
/// - Source: WHATWG Encoding Standard, index windows-1252.
struct Windows1252Decoder {
  /// The most bytes that one step of the decoder writes at once.
  static let reserve = 8

  /// The characters of 0x80 to 0x9F; the rest are as in Latin-1.
  private static let specials: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// Decodes while `reserve` bytes of room are left; returns bytes taken and written.
  func decode(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) -> (taken: Int, result: Int) {
    var position = 0
    var written = 0
    while position < input.count && written + Windows1252Decoder.reserve <= output.count {
      let byte = input[position]
      position += 1
      if byte < 0x80 {
        output[written] = byte
        written += 1
      } else {
        let scalar =
          byte < 0xA0 ? Windows1252Decoder.specials[Int(byte) - 0x80] : UInt16(byte)
        written += output.write(scalarBelowSurrogates: scalar, at: written)
      }
    }
    return (position, written)
  }
}
