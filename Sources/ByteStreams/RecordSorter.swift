#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sorts records of bytes that may be more than memory holds.
///
/// By key, then by payload, both byte by byte; equal records all stay. What passes the limit goes to
/// a temporary file without a name, which is gone with the process.
package final class RecordSorter {
  /// How many runs are merged at once; more are merged in passes.
  static let fanIn = 64
  /// Room for all of the limit is made when this part of it is used.
  private static let reservingShare = 8

  /// How many bytes of records are held, their bookkeeping counted.
  package let memoryLimit: Int
  private let fanIn: Int
  private let directory: String
  private var memory = RecordBuffer()
  private var hasRoom = false
  private var spill: SpillFile?
  private var runs: [SpillFile.Run] = []

  /// How many records were added.
  package private(set) var count = 0
  /// How many runs went to the disk.
  package var runCount: Int { runs.count }

  /// A sorter without records.
  ///
  /// - Parameters:
  ///   - memoryLimit: How many bytes of records to hold, their bookkeeping counted.
  ///   - directory: Where temporary files go; `nil` for `TMPDIR`, else `/tmp`.
  package convenience init(memoryLimit: Int = 64 << 20, directory: String? = nil) {
    self.init(memoryLimit: memoryLimit, directory: directory, fanIn: RecordSorter.fanIn)
  }

  init(memoryLimit: Int, directory: String?, fanIn: Int) {
    precondition(fanIn > 1, "merging needs two runs")
    self.memoryLimit = memoryLimit
    self.fanIn = fanIn
    self.directory = directory ?? SystemCall.environment("TMPDIR") ?? "/tmp"
  }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - key: What is sorted by first.
  ///   - payload: What is sorted by among equal keys.
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package func add(key: Span<UInt8>, payload: Span<UInt8>) throws(StreamError) {
    memory.append(key: key, payload: payload)
    count += 1
    if !hasRoom, memory.byteCount >= memoryLimit / RecordSorter.reservingShare {
      hasRoom = true
      memory.reserve(memoryLimit)
    }
    if memory.byteCount >= memoryLimit { try spillMemory() }
  }

  /// Gives all records in order; may be called again, and records added between.
  ///
  /// - Parameter body: Takes key and payload, which are gone when it returns.
  /// - Throws: ``StreamError`` when a temporary file cannot be read, or what `body` throws.
  package func forEach(_ body: (Span<UInt8>, Span<UInt8>) throws -> Void) throws {
    if runs.isEmpty {
      memory.sort()
      return try memory.forEach(body)
    }
    if !memory.isEmpty { try spillMemory() }
    // Who takes the records needs the room more.
    memory = RecordBuffer()
    hasRoom = false
    guard let spill = try reduceRuns() else { return }
    var merge = try RunMerge(runs, in: spill)
    while let record = merge.current {
      try record.withSpans(body)
      try merge.advance()
    }
  }

  private func spillMemory() throws(StreamError) {
    let file = if let spill { spill } else { try SpillFile(directory: directory) }
    spill = file
    memory.sort()
    try file.beginRun()
    try memory.forEach { (key, payload) throws(StreamError) in
      try file.append(key: key, payload: payload)
    }
    runs.append(try file.endRun())
    memory.removeAll()
  }

  /// Merges runs into fewer until one merge can take them all.
  private func reduceRuns() throws(StreamError) -> SpillFile? {
    while runs.count > fanIn, let old = spill {
      let file = try SpillFile(directory: directory)
      var merged: [SpillFile.Run] = []
      for start in stride(from: 0, to: runs.count, by: fanIn) {
        var merge = try RunMerge(Array(runs[start..<min(start + fanIn, runs.count)]), in: old)
        try file.beginRun()
        while let record = merge.current {
          try file.append(record)
          try merge.advance()
        }
        merged.append(try file.endRun())
      }
      runs = merged
      spill = file
    }
    return spill
  }
}
