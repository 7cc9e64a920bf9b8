/// Numbers in as few bytes as they need: seven bits a byte, the lowest first.
enum NumberWriter {
  /// Appends a number.
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a number that may be negative; small ones of either sign are short.
  static func append(signed number: Int64, to bytes: inout [UInt8]) {
    append(UInt64(bitPattern: (number << 1) ^ (number >> 63)), to: &bytes)
  }

  /// Appends bytes behind their number.
  static func append(text: Span<UInt8>, to bytes: inout [UInt8]) {
    append(UInt64(text.count), to: &bytes)
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Reads what ``NumberWriter`` wrote; nil at bytes that it cannot have written.
struct NumberReader: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var position = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next number.
  mutating func unsigned() -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }

  /// The next number, which may be negative.
  mutating func signed() -> Int64? {
    guard let number = unsigned() else { return nil }
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Where the next text lies.
  mutating func text() -> Range<Int>? {
    guard let count = unsigned(), count <= UInt64(bytes.count - position) else { return nil }
    let start = position
    position += Int(count)
    return start..<position
  }
}
