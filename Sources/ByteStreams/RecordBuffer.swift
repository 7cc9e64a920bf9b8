/// Records in memory, one after the other, and their order.
struct RecordBuffer {
  private struct Entry {
    /// The first eight bytes of the key, so that most comparisons touch nothing else.
    let prefix: UInt64
    let start: Int
    let keyLength: Int
    let payloadLength: Int
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  /// How much memory the records take, their bookkeeping counted.
  var byteCount: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }

  /// Whether there is no record.
  var isEmpty: Bool { entries.isEmpty }

  /// Makes room for as many records as a limit allows, when they go on about as they began: growing by
  /// doubling would copy them all over and take twice the memory. Room that is not used costs none.
  mutating func reserve(_ limit: Int) {
    let scale = 1.25 * Double(limit) / Double(max(1, byteCount))
    bytes.reserveCapacity(Int(Double(bytes.count) * scale))
    entries.reserveCapacity(Int(Double(entries.count) * scale))
  }

  /// Forgets all records, and keeps their room.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Adds a record.
  mutating func append(key: Span<UInt8>, payload: Span<UInt8>) {
    entries.append(
      Entry(
        prefix: key.sortPrefix, start: bytes.count, keyLength: key.count,
        payloadLength: payload.count))
    bytes.append(contentsOf: key)
    bytes.append(contentsOf: payload)
  }

  /// Puts the records in order.
  mutating func sort() {
    let bytes = bytes
    entries.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let all = bytes.span
      return isOrdered(
        all.extracting(left.start..<left.start + left.keyLength + left.payloadLength),
        left.keyLength,
        all.extracting(right.start..<right.start + right.keyLength + right.payloadLength),
        right.keyLength)
    }
  }

  /// Gives the records in their order.
  func forEach<Failure: Error>(
    _ body: (Span<UInt8>, Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = bytes
    let all = bytes.span
    for entry in entries {
      let middle = entry.start + entry.keyLength
      try body(
        all.extracting(entry.start..<middle),
        all.extracting(middle..<middle + entry.payloadLength))
    }
  }
}

/// Whether the left record, key before payload, comes strictly before the right one.
func isOrdered(
  _ left: Span<UInt8>, _ leftKey: Int, _ right: Span<UInt8>, _ rightKey: Int
) -> Bool {
  let keys = left.extracting(0..<leftKey).compared(to: right.extracting(0..<rightKey))
  if keys != 0 { return keys < 0 }
  return left.extracting(leftKey..<left.count)
    .compared(to: right.extracting(rightKey..<right.count)) < 0
}

extension Span<UInt8> {
  /// The first eight bytes as a number of the same order; missing bytes are zero.
  var sortPrefix: UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<8 { prefix = prefix << 8 | (index < count ? UInt64(self[index]) : 0) }
    return prefix
  }

  /// Negative, zero or positive as these bytes come before, are, or come after the others.
  func compared(to other: Span<UInt8>) -> Int {
    let shared = Swift.min(count, other.count)
    for index in 0..<shared where self[index] != other[index] {
      return self[index] < other[index] ? -1 : 1
    }
    return count - other.count
  }
}

extension [UInt8] {
  /// Adds all bytes of a span.
  mutating func append(contentsOf span: Span<UInt8>) {
    // The buffer does not outlive the call.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
