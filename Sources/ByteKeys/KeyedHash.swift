/// A 64-bit hash of bytes under a key, quick on short texts such as hosts and anchors.
///
/// Two multiplications a 16 bytes, in the manner of wyhash. Not cryptographic: with a secret key it
/// keeps a stranger from choosing colliding keys in advance, and with ``fixedKey`` it gives the same
/// value in every run, which everything that reaches output needs.
package struct KeyedHash: Sendable {
  /// The key of everything that must be equal from run to run.
  package static let fixedKey: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static let first: UInt64 = 0xA076_1D64_78BD_642F
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

  private let seed: UInt64

  package init(key: UInt64 = KeyedHash.fixedKey) {
    seed = key ^ KeyedHash.first
  }

  /// The hash of `bytes`.
  package func hash(_ bytes: Span<UInt8>) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe hash($0) }
  }

  /// The hash of two numbers, for keys that are pairs.
  package func combine(_ left: UInt64, _ right: UInt64) -> UInt64 {
    fold(KeyedHash.second ^ 16, fold(left ^ KeyedHash.second, right ^ seed))
  }

  private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    var state = seed
    var low: UInt64 = 0
    var high: UInt64 = 0
    if count <= 16 {
      if count >= 8 {
        low = unsafe word(bytes, 0)
        high = unsafe word(bytes, count - 8)
      } else if count >= 4 {
        low = unsafe UInt64(bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian)
        high = unsafe UInt64(
          bytes.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian)
      } else if count > 0 {
        low =
          unsafe UInt64(bytes[0]) << 16 | UInt64(bytes[count >> 1]) << 8
          | UInt64(bytes[count - 1])
      }
    } else {
      var offset = 0
      while offset &+ 16 < count {
        state = unsafe fold(
          word(bytes, offset) ^ KeyedHash.second, word(bytes, offset &+ 8) ^ state)
        offset &+= 16
      }
      low = unsafe word(bytes, count - 16)
      high = unsafe word(bytes, count - 8)
    }
    return fold(
      KeyedHash.second ^ UInt64(truncatingIfNeeded: count),
      fold(low ^ KeyedHash.second, high ^ state))
  }

  private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
  }

  private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
