import ReferrerLogs

/// A format, pasted from the configuration of a server, is compiled or refused; what is compiled reads any line.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let formats else { return 0 }
  // The first line is the format, what follows the log.
  let end = input.firstIndex(of: 0x0A) ?? input.count
  guard let format = LogFormat(pasted: String(decoding: input[..<end], as: UTF8.self)) else {
    return 0
  }
  let text = Array(input[min(end + 1, input.count)...])
  let detection = LogDetection(format, in: formats)
  let whole = answers(text, cut: 0, memoryLimit: 1 << 30, detection)
  let parts = answers(text, cut: text.count / 2, memoryLimit: 1, detection)
  precondition(whole == parts, "a cut changes the referrals")
  return 0
}
