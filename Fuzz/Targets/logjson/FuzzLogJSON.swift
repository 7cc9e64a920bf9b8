import ReferrerLogs

/// JSON logs of any format: every line ends in one counter, whole or cut in two.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard input.count > 2, let formats else { return 0 }
  // The JSON formats are those that read an object.
  let json = formats.formats.filter { $0.samples.contains { $0.line.hasPrefix("{") } }
  let format = json[Int(input[0]) % json.count]
  let detection = LogDetection(format, in: formats)
  let text = Array(input.dropFirst(2))
  let cut = Int(input[1]) * text.count / 256
  let whole = answers(text, cut: 0, memoryLimit: 1 << 30, detection)
  let parts = answers(text, cut: cut, memoryLimit: 1, detection)
  precondition(whole == parts, "a cut changes the referrals")
  return 0
}
