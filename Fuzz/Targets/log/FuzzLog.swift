import ReferrerLogs

/// Logs of any format give the same referrals, whole or cut in two, in memory or on the disk.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard input.count > 2, let formats else { return 0 }
  let text = Array(input.dropFirst(2))
  let chosen = Int(input[0])
  let detection: LogDetection
  if chosen < formats.formats.count {
    detection = LogDetection(formats.formats[chosen], in: formats)
  } else if let found = try? LogDetection(of: text.span, in: formats) {
    detection = found
  } else {
    return 0
  }
  let cut = Int(input[1]) * text.count / 256
  let whole = answers(text, cut: 0, memoryLimit: 1 << 30, detection)
  let parts = answers(text, cut: cut, memoryLimit: 1, detection)
  precondition(whole == parts, "a cut changes the referrals")
  return 0
}
