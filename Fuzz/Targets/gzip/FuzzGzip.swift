import ByteStreams

/// Gzip data gives the same bytes and notes in pieces of any size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let bytes = (mode & 1 == 0 ? [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] : []) + input.dropFirst()
  precondition(
    contents(bytes, chunk: 1 << 16) == contents(bytes, chunk: 1 + Int(mode >> 1)),
    "pieces change the content")
  return 0
}

/// The first megabyte of what is inflated, and its notes.
private func contents(_ bytes: [UInt8], chunk: Int) -> [String] {
  let source = GzipSource(MemorySource(bytes, chunk: chunk), capacity: 64)
  guard let content = try? source.readHead(1 << 20) else { return [] }
  if content.count == 1 << 20 { return [] }
  return [String(decoding: content, as: UTF8.self)] + source.notes.map(\.message)
}
