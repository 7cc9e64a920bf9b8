/// Distinct hashes, each with eight flags that are only ever switched on.
///
/// Exact up to 4,096 members, but for the one in a million that share the upper half of their hash. Above,
/// the 4,096 smallest hashes are kept with their flags, and counts are estimated from them (within about
/// 3%). Order-free: a hash that is among the smallest at the end was among them all the time, so its flags
/// are complete. Memory: 5 bytes a slot, of which a quarter to five eighths are free.
///
/// - Source: Beyer, Haas, Reinwald, Sismanis, Gemulla: On Synopses for Distinct-Value Estimation (2007).
package struct FlaggedSet: Sendable {
  /// Up to this many members counts are exact.
  package static let exactLimit = 4_096

  /// The upper halves of the members' hashes, 0 being free, and behind them their flags, four to a word.
  ///
  /// Empty while there is at most one member.
  private var words: [UInt32] = []
  private var single: UInt32 = 0
  private var singleFlags: UInt8 = 0
  private var memberCount: Int32 = 0
  private var capacity: Int32 = 0
  /// Larger hashes are left out.
  private var limit = UInt32.max

  package init() {}

  /// Adds a hash or switches flags of it on.
  package mutating func insert(_ hash: UInt64, flags: UInt8) {
    let key = max(1, UInt32(hash >> 32))
    guard key <= limit else { return }
    if capacity == 0 {
      if memberCount == 0 || single == key {
        single = key
        singleFlags |= flags
        memberCount = 1
        return
      }
      allocate(8)
      place(single, singleFlags)
    }
    guard place(key, flags) else { return }
    memberCount += 1
    if memberCount == FlaggedSet.exactLimit * 2 {
      prune()
    } else if memberCount * 4 > capacity * 3 {
      let old = members()
      allocate(Int(capacity) * 2)
      for member in old { place(member.key, member.flags) }
    }
  }

  /// How many distinct hashes there are.
  package var count: Int { count { _ in true } }

  /// How many of them have flags for which the condition holds.
  package func count(where holds: (UInt8) -> Bool) -> Int {
    if capacity == 0 { return memberCount == 1 && holds(singleFlags) ? 1 : 0 }
    if memberCount <= FlaggedSet.exactLimit && limit == .max {
      let words = words.span
      var count = 0
      for slot in 0..<Int(capacity) where words[slot] != 0 && holds(flags(of: slot, in: words)) {
        count += 1
      }
      return count
    }
    let smallest = smallest()
    let holding = smallest.count { holds($0.flags) }
    guard let last = smallest.last else { return 0 }
    // The k-th smallest of n even hashes lies at k/n of the range.
    let share = Double(last.key) / Double(UInt32.max)
    let estimate = Double(FlaggedSet.exactLimit - 1) / share
    return Int(estimate * Double(holding) / Double(smallest.count))
  }

  private func members() -> [(key: UInt32, flags: UInt8)] {
    let words = words.span
    var members: [(key: UInt32, flags: UInt8)] = []
    members.reserveCapacity(Int(memberCount))
    for slot in 0..<Int(capacity) where words[slot] != 0 {
      members.append((words[slot], flags(of: slot, in: words)))
    }
    return members
  }

  private func smallest() -> ArraySlice<(key: UInt32, flags: UInt8)> {
    members().sorted { $0.key < $1.key }.prefix(FlaggedSet.exactLimit)
  }

  @inline(__always)
  private func flags(of slot: Int, in words: Span<UInt32>) -> UInt8 {
    UInt8(truncatingIfNeeded: words[Int(capacity) &+ slot / 4] >> (UInt32(slot & 3) &* 8))
  }

  private mutating func allocate(_ slots: Int) {
    capacity = Int32(slots)
    words = Array(repeating: 0, count: slots + slots / 4)
  }

  /// Keeps the smallest hashes only.
  private mutating func prune() {
    let smallest = smallest()
    limit = smallest.last?.key ?? limit
    allocate(Int(capacity))
    memberCount = Int32(smallest.count)
    for member in smallest { place(member.key, member.flags) }
  }

  /// True when the member is new.
  @discardableResult
  private mutating func place(_ key: UInt32, _ flags: UInt8) -> Bool {
    let mask = Int(capacity) &- 1
    let capacity = Int(capacity)
    var words = words.mutableSpan
    // The smallest keys are kept, so their upper bits are alike.
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> 8) & mask
    while words[slot] != 0, words[slot] != key { slot = (slot &+ 1) & mask }
    let isNew = words[slot] == 0
    words[slot] = key
    words[capacity &+ slot / 4] |= UInt32(flags) << (UInt32(slot & 3) &* 8)
    return isNew
  }
}
