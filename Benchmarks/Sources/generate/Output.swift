#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output through a buffer of 1 MiB.
struct Output {
  private static let capacity = 1 << 20
  private var buffer: [UInt8] = []

  init() {
    buffer.reserveCapacity(Self.capacity + (1 << 14))
  }

  mutating func append(_ byte: UInt8) {
    buffer.append(byte)
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  mutating func append(_ text: StaticString) {
    unsafe buffer.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(number: Int) {
    var rest = number
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    append(number: number, digits: digits)
  }

  /// A number with leading zeros.
  mutating func append(number: Int, digits: Int) {
    let start = buffer.count
    for _ in 0..<digits { buffer.append(0x30) }
    var rest = number
    var place = start + digits - 1
    while place >= start, rest > 0 {
      buffer[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      place -= 1
    }
  }

  /// Call it after each row: it writes when enough is gathered.
  mutating func endRow(_ end: StaticString = "\n") {
    append(end)
    if buffer.count >= Self.capacity { flush() }
  }

  /// Writes what is gathered; ends the program when nobody reads it.
  mutating func flush() {
    unsafe buffer.withUnsafeBytes { bytes in
      var rest = unsafe bytes
      while unsafe !rest.isEmpty {
        let written = unsafe write(STDOUT_FILENO, rest.baseAddress, rest.count)
        if written <= 0 { exit(1) }
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
