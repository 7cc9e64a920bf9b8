#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A temporary file without a name that holds sorted runs of records.
///
/// A record is two lengths of four bytes, low byte first, then key and payload.
final class SpillFile {
  /// Where a run lies in its file, in bytes.
  typealias Run = Range<Int>

  /// How many bytes stand before a key.
  static let headerLength = 8

  /// What messages call the file.
  let name: String

  private let descriptor: Int32
  private let writer: ByteWriter
  private var runStart = 0

  /// Makes the file; it has no name any more when this returns.
  init(directory: String) throws(StreamError) {
    let name = Path.join(directory, "backlinks-sort")
    do {
      let file = try SystemCall.makeTemporaryFile(stem: name)
      _ = unsafe unlink(file.path)
      descriptor = file.descriptor
    } catch {
      throw .cannotCreate(name: name, reason: error.text)
    }
    self.name = name
    writer = ByteWriter(descriptor: descriptor, name: name, capacity: 1 << 18)
  }

  deinit {
    _ = close(descriptor)
  }

  /// Begins a run at the end of the file.
  func beginRun() throws(StreamError) {
    runStart = writer.count
  }

  /// Ends the run and says where it lies.
  func endRun() throws(StreamError) -> Run {
    try writer.flush()
    return runStart..<writer.count
  }

  /// Adds a record to the run.
  func append(key: Span<UInt8>, payload: Span<UInt8>) throws(StreamError) {
    precondition(max(key.count, payload.count) <= Int(UInt32.max), "a record of 4 GB")
    var header: [UInt8] = []
    for length in [key.count, payload.count] {
      for shift in stride(from: 0, to: 32, by: 8) {
        header.append(UInt8(truncatingIfNeeded: length >> shift))
      }
    }
    try writer.write(header.span)
    try writer.write(key)
    try writer.write(payload)
  }

  /// Adds a record to the run.
  func append(_ record: borrowing SpilledRecord) throws(StreamError) {
    let bytes = record.bytes
    let all = bytes.span
    try append(
      key: all.extracting(0..<record.keyLength),
      payload: all.extracting(record.keyLength..<bytes.count))
  }

  /// Reads from a place until the buffer is full or the file ends.
  func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    do {
      return try SystemCall.readSome(descriptor, at: offset, into: &buffer)
    } catch {
      throw .cannotRead(name: name, reason: error.text)
    }
  }
}

/// A record read back from the disk.
struct SpilledRecord {
  /// Key and payload.
  var bytes: [UInt8] = []
  /// How many of the bytes are the key.
  var keyLength = 0
  /// The first bytes of the key, for fast comparison.
  var prefix: UInt64 = 0

  /// Shows key and payload.
  func withSpans(_ body: (Span<UInt8>, Span<UInt8>) throws -> Void) throws {
    let bytes = bytes
    let all = bytes.span
    try body(all.extracting(0..<keyLength), all.extracting(keyLength..<bytes.count))
  }

  /// Whether this record comes strictly before the other.
  func isBefore(_ other: SpilledRecord) -> Bool {
    if prefix != other.prefix { return prefix < other.prefix }
    let left = bytes
    let right = other.bytes
    return isOrdered(left.span, keyLength, right.span, other.keyLength)
  }
}
