/// A text in another encoding, read as UTF-8.
final class TranscodingSource: ByteSource {
  private enum Decoder {
    case utf16(UTF16Decoder)
    case windows1252(Windows1252Decoder)
  }

  private let reader: ByteReader
  private var decoder: Decoder
  /// UTF-8 that did not fit into the caller's buffer.
  private var spill: [UInt8] = []
  private var spillPosition = 0
  /// The odd byte of a unit whose other byte is still to be read.
  private var half: UInt8?
  private var hasEnded = false
  private var oddByteOffset: Int?

  /// Reads UTF-16 from behind the byte order mark.
  init(utf16 source: any ByteSource, _ order: UTF16Decoder.ByteOrder) {
    reader = ByteReader(source, capacity: 1 << 18)
    decoder = .utf16(UTF16Decoder(order))
  }

  /// Reads Windows-1252.
  init(windows1252 source: any ByteSource) {
    reader = ByteReader(source, capacity: 1 << 17)
    decoder = .windows1252(Windows1252Decoder())
  }

  /// What there is to say; complete after the end.
  var notes: [StreamNote] {
    var notes: [StreamNote] = []
    if case .utf16(let decoder) = decoder, decoder.loneSurrogates > 0 {
      notes.append(
        StreamNote(
          .warning, .loneSurrogate,
          "\(decoder.loneSurrogates) halves of UTF-16 pairs stand alone; replaced by U+FFFD"))
    }
    if let oddByteOffset {
      notes.append(
        StreamNote(
          .warning, .oddByte, "UTF-16 text ends in the middle of a character; last byte ignored",
          at: oddByteOffset))
    }
    return notes
  }

  func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    while true {
      let spilled = takeSpill(into: &buffer)
      if spilled > 0 || hasEnded { return spilled }
      if try !reader.fill() {
        finish()
      } else if buffer.count >= 64 {
        let written = decode(into: &buffer)
        if written > 0 { return written }
      } else {
        // Too small a buffer to decode into: through a larger one.
        var room = [UInt8](repeating: 0, count: 64)
        var span = room.mutableSpan
        let written = decode(into: &span)
        spill = Array(room[..<written])
      }
    }
  }

  private func takeSpill(into buffer: inout MutableSpan<UInt8>) -> Int {
    let count = min(buffer.count, spill.count - spillPosition)
    if count == 0 { return 0 }
    for index in 0..<count { buffer[index] = spill[spillPosition + index] }
    spillPosition += count
    if spillPosition == spill.count {
      spill = []
      spillPosition = 0
    }
    return count
  }

  private func decode(into buffer: inout MutableSpan<UInt8>) -> Int {
    switch decoder {
    case .windows1252(let decoder):
      return reader.withAvailable { decoder.decode($0, into: &buffer) }
    case .utf16(var decoder):
      defer { self.decoder = .utf16(decoder) }
      if let first = half { return decodeCutUnit(first, &decoder, into: &buffer) }
      let written = reader.withAvailable { decoder.decode($0, into: &buffer) }
      if reader.available == 1 {
        half = reader.withAvailable { (1, $0[0]) }
      }
      return written
    }
  }

  /// Decodes the unit whose first byte was the last of a piece.
  private func decodeCutUnit(
    _ first: UInt8, _ decoder: inout UTF16Decoder, into buffer: inout MutableSpan<UInt8>
  ) -> Int {
    let unit = [first, reader.withAvailable { (1, $0[0]) }]
    half = nil
    return decoder.decode(unit.span, into: &buffer).result
  }

  private func finish() {
    hasEnded = true
    guard case .utf16(var decoder) = decoder else { return }
    if half != nil { oddByteOffset = reader.offset - 1 }
    var room = [UInt8](repeating: 0, count: 8)
    var span = room.mutableSpan
    let written = decoder.finish(into: &span)
    spill = Array(room[..<written])
    self.decoder = .utf16(decoder)
  }
}
