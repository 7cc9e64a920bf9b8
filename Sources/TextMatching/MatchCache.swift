import ByteKeys

/// Remembers what was found in the texts seen last.
///
/// A text is known by a 64-bit hash under a key that each process chooses anew, so nobody can
/// prepare two texts that are taken for one; by chance it happens once in 10^19 look-ups.
struct MatchCache: Sendable {
  private struct Slot: Sendable {
    /// 0 marks a free slot.
    var hash: UInt64 = 0
    var matches: [TextMatch] = []
  }

  private static let processKey = UInt64.random(in: .min ... .max)

  private let hasher = KeyedHash(key: MatchCache.processKey)
  private var slots: [Slot]

  /// A cache of at least `size` slots, each for one text; a newer text takes the slot of an older.
  init(size: Int) {
    var count = 1
    while count < size { count *= 2 }
    slots = Array(repeating: Slot(), count: count)
  }

  func hash(_ text: Span<UInt8>) -> UInt64 { max(1, hasher.hash(text)) }

  /// Appends what was found in the text with this hash; false when it is not known.
  func recall(_ hash: UInt64, into matches: inout [TextMatch]) -> Bool {
    let index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    guard slots[index].hash == hash else { return false }
    if !slots[index].matches.isEmpty { matches += slots[index].matches }
    return true
  }

  mutating func remember(_ hash: UInt64, _ matches: [TextMatch]) {
    let index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    slots[index].hash = hash
    if slots[index].matches.isEmpty && matches.isEmpty { return }
    slots[index].matches = matches
  }
}
