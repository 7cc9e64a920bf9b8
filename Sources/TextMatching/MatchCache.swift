import ByteKeys

/// Remembers what was found in the texts seen last.
///
/// A text is known by a 64-bit hash under a key that each process chooses anew, so nobody can
/// prepare two texts that are taken for one; by chance it happens once in 10^19 look-ups.
struct MatchCache: Sendable {
  /// The words of a slot: the hash, 0 marking a free slot, and the matches, two a word, 0 marking none.
  private static let slotSize = 4
  private static let mostMatches = 2 * (slotSize - 1)

  private static let processKey = UInt64.random(in: .min ... .max)

  private let hasher = KeyedHash(key: MatchCache.processKey)
  /// All slots in one list, so that a text costs one place in memory.
  private var words: [UInt64]
  private let slotMask: Int

  /// A cache of at least `size` slots, each for one text; a newer text takes the slot of an older.
  init(size: Int) {
    var count = 1
    while count < size { count *= 2 }
    words = Array(repeating: 0, count: count * MatchCache.slotSize)
    slotMask = count - 1
  }

  func hash(_ text: Span<UInt8>) -> UInt64 { max(1, hasher.hash(text)) }

  private func start(_ hash: UInt64) -> Int {
    (Int(truncatingIfNeeded: hash) & slotMask) &* MatchCache.slotSize
  }

  /// Appends what was found in the text with this hash; false when it is not known.
  func recall(_ hash: UInt64, into matches: inout [TextMatch]) -> Bool {
    let start = start(hash)
    guard words[start] == hash else { return false }
    for index in start + 1..<start + MatchCache.slotSize {
      let word = words[index]
      if word == 0 { break }
      matches.append(TextMatch(UInt32(truncatingIfNeeded: word)))
      let second = UInt32(truncatingIfNeeded: word >> 32)
      if second != 0 { matches.append(TextMatch(second)) }
    }
    return true
  }

  /// Remembers what was found in a text, unless it is more than a slot holds.
  mutating func remember(_ hash: UInt64, _ matches: [TextMatch]) {
    if matches.count > MatchCache.mostMatches { return }
    let start = start(hash)
    words[start] = hash
    for index in start + 1..<start + MatchCache.slotSize { words[index] = 0 }
    for number in matches.indices {
      words[start + 1 + number / 2] |= UInt64(matches[number].code) << UInt64(number % 2 * 32)
    }
  }
}

extension TextMatch {
  /// Test and view as one number above 0.
  fileprivate var code: UInt32 { UInt32(test) << 3 | UInt32(view.rawValue) << 1 | 1 }

  fileprivate init(_ code: UInt32) {
    let view = TextView(rawValue: UInt8(code >> 1 & 3)) ?? .raw
    self.init(test: Int(code >> 3), view: view)
  }
}
