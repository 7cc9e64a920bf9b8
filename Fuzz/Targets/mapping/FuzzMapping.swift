import BacklinkExports
import YAMLDocument

/// Mapping files are read, or their mistakes told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do throws(YAMLProblems) {
    _ = try MappingSet(parsing: [(name: "fuzz.yaml", bytes: input)])
  } catch {
    precondition(!error.problems.isEmpty, "a failure without a reason")
    _ = "\(error)"
  }
  return 0
}
