import ByteStreams

/// UTF-16 is decoded as the standard library does it, in pieces of any size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let isLittle = mode & 1 == 0
  let text = Array(input.dropFirst())
  let units = stride(from: 0, to: text.count - 1, by: 2).map { offset in
    isLittle
      ? UInt16(text[offset]) | UInt16(text[offset + 1]) << 8
      : UInt16(text[offset]) << 8 | UInt16(text[offset + 1])
  }
  // The mark of UTF-32 begins with that of UTF-16, and a mark is no text.
  if isLittle && units.first == 0 { return 0 }
  let source = MemorySource(
    (isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]) + text, chunk: 1 + Int(mode >> 1 & 7))
  do {
    let decoded = try TextInput(source, name: "fuzz").readAll(chunk: 1 + Int(mode >> 4) * 5)
    precondition(
      decoded == Array(String(decoding: units, as: UTF16.self).utf8), "decoded otherwise")
  } catch {
    // Bytes that look like no text are refused before they are decoded.
  }
  return 0
}
