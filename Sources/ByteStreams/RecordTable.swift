/// Records of one size that are found by their key, of which there may be more than memory holds.
///
/// They come in the order of their keys. What passes the limit goes to a temporary file without a name;
/// of it, one key of each block of 64 stays in memory.
package final class RecordTable {
  private static let blockRecords = 64

  private let payloadSize: Int
  private let memoryLimit: Int
  private let directory: String
  private var count = 0
  /// The keys of the first record of each block.
  private var blockKeys: [UInt64] = []
  private var lastKey: UInt64?
  /// The records, one after the other, while they are not on the disk.
  private var memory: [UInt8] = []
  private var file: SpillFile?
  private var run: SpillFile.Run?
  /// The block that was read last, and its number.
  private var block: (number: Int, bytes: [UInt8]) = (-1, [])

  /// A table without records.
  ///
  /// - Parameters:
  ///   - payloadSize: How many bytes each record has behind its key.
  ///   - memoryLimit: How many bytes of records to hold.
  ///   - directory: Where temporary files go; `nil` for `TMPDIR`, else `/tmp`.
  package init(payloadSize: Int, memoryLimit: Int = 64 << 20, directory: String? = nil) {
    self.payloadSize = payloadSize
    self.memoryLimit = memoryLimit
    self.directory = directory ?? SystemCall.environment("TMPDIR") ?? "/tmp"
  }

  /// True when there is no record.
  package var isEmpty: Bool { count == 0 }
  /// True when the records are on the disk.
  package var isOnDisk: Bool { file != nil }

  /// Bytes of a record, with what the file puts before it.
  private var stride: Int { (file == nil ? 0 : SpillFile.headerLength) + 8 + payloadSize }

  /// Adds a record, whose key is larger than all before it.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package func append(key: UInt64, payload: Span<UInt8>) throws(StreamError) {
    precondition(payload.count == payloadSize, "records of one table have one size")
    precondition(run == nil, "records are added before any is looked for")
    if let lastKey { precondition(key > lastKey, "records come in the order of their keys") }
    lastKey = key
    if count % RecordTable.blockRecords == 0 { blockKeys.append(key) }
    count += 1
    if file == nil, memory.count + stride > memoryLimit { try moveToDisk() }
    let bytes = RecordTable.bytes(of: key)
    if let file {
      try file.append(key: bytes.span, payload: payload)
    } else {
      memory += bytes
      memory.append(contentsOf: payload)
    }
  }

  /// Copies what stands behind a key.
  ///
  /// - Returns: False when there is no record with the key.
  /// - Throws: ``StreamError`` when a temporary file cannot be read.
  package func find(_ key: UInt64, into payload: inout [UInt8]) throws(StreamError) -> Bool {
    var low = 0
    var high = blockKeys.count
    while low < high {
      let middle = (low + high) / 2
      if blockKeys[middle] <= key { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    let first = (low - 1) * RecordTable.blockRecords
    let records = min(RecordTable.blockRecords, count - first)
    if file == nil { return copy(key, records, of: memory, first * stride, into: &payload) }
    try readBlock(low - 1, first..<first + records)
    return copy(key, records, of: block.bytes, SpillFile.headerLength, into: &payload)
  }

  /// Looks for a key among so many records, of which the first one's key stands at `start`.
  private func copy(
    _ key: UInt64, _ records: Int, of bytes: [UInt8], _ start: Int, into payload: inout [UInt8]
  ) -> Bool {
    var low = 0
    var high = records
    while low < high {
      let middle = (low + high) / 2
      let place = start + middle * stride
      let found = bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
      if found == key {
        payload.removeAll(keepingCapacity: true)
        payload += bytes[place + 8..<place + 8 + payloadSize]
        return true
      }
      if found < key { low = middle + 1 } else { high = middle }
    }
    return false
  }

  private func readBlock(_ number: Int, _ records: Range<Int>) throws(StreamError) {
    if block.number == number { return }
    guard let file else { return }
    if run == nil { run = try file.endRun() }
    let size = records.count * stride
    var bytes = [UInt8](repeating: 0, count: size)
    var all = bytes.mutableSpan
    guard try file.read(at: records.lowerBound * stride, into: &all) == size else {
      throw .cannotRead(name: file.name, reason: "the file is shorter than what was written")
    }
    block = (number, bytes)
  }

  private func moveToDisk() throws(StreamError) {
    let file = try SpillFile(directory: directory)
    try file.beginRun()
    let size = 8 + payloadSize
    let records = memory
    let all = records.span
    for start in Swift.stride(from: 0, to: all.count, by: size) {
      try file.append(
        key: all.extracting(start..<start + 8), payload: all.extracting(start + 8..<start + size))
    }
    self.file = file
    memory = []
  }

  private static func bytes(of key: UInt64) -> [UInt8] {
    Swift.stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: key >> UInt64($0)) }
  }
}
