import ByteStreams

/// Archives are refused, or their members read, without harm.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let mode = input.first else { return 0 }
  let source = MemorySource(
    [0x50, 0x4B, 3, 4] + input.dropFirst(), chunk: 1 + Int(mode))
  guard let texts = try? InputTexts(source, name: "fuzz.zip") else { return 0 }
  for case (_, .success(let input)) in texts {
    _ = try? input.readHead(1 << 20)
    _ = input.notes
  }
  return 0
}
