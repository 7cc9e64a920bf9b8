/// Which of many keys come more than once: what comes twice is always found, what comes once seldom.
///
/// Two bits a place and eight places a key, so that counting needs memory for keys that may repeat only.
struct RepeatedKeys {
  private var seen: [UInt64]
  private var repeated: [UInt64]
  private let mask: UInt64

  /// - Parameter expected: About how many keys will come.
  init(expecting expected: Int) {
    var words = 16
    while words * 8 < expected { words *= 2 }
    seen = Array(repeating: 0, count: words)
    repeated = seen
    mask = UInt64(words * 64 - 1)
  }

  /// Notes a key.
  mutating func note(_ key: UInt64) {
    let (word, bit) = place(of: key)
    if seen[word] & bit == 0 { seen[word] |= bit } else { repeated[word] |= bit }
  }

  /// Whether a key may have come more than once.
  func mayRepeat(_ key: UInt64) -> Bool {
    let (word, bit) = place(of: key)
    return repeated[word] & bit != 0
  }

  private func place(of key: UInt64) -> (word: Int, bit: UInt64) {
    // Keys may be numbers; a multiplication by an odd number spreads them.
    let product = key &* 0x9FB2_1C65_1E98_DF25
    let place = (product ^ product >> 32) & mask
    return (Int(place >> 6), 1 << (place & 63))
  }
}
